import { ABSENT, cellOf } from "../../bills/bill-fields.ts";
import type { BillRemark } from "../../bills/define-bill.ts";
import {
  addExact,
  type ExactDecimal,
  exactText,
  readExact,
  ZERO,
} from "../../bills/exact-decimal.ts";
import { type Literal, literalText, readLiteral } from "../../bills/literal-cell.ts";

/** One credit of a record; negative as the bill writes it. */
export interface GcpCredit {
  readonly type: string;
  readonly name: string;
  readonly id: string;
  readonly amount: ExactDecimal;
  /** A discount lowers the price of the charge; a credit pays for it. */
  readonly isDiscount: boolean;
}

const DISCOUNTS = new Set([
  "SUSTAINED_USAGE_DISCOUNT",
  "DISCOUNT",
  "RESELLER_MARGIN",
  "SUBSCRIPTION_BENEFIT",
  "FEE_UTILIZATION_OFFSET",
]);
const CREDITS = /^(?:PROMOTION|FREE_TIER)$/;
const NONE: readonly GcpCredit[] = [];

/** The credits of a bill's records, as JSON or as Python prints a list of them. */
export class GcpCredits {
  private readonly index: number;
  private text = "";
  private read: readonly GcpCredit[] | null = NONE;
  private readonly unknown = new Map<string, number>();

  constructor(index: number) {
    this.index = index;
  }

  /** Null where the cell cannot be read. */
  of(cells: readonly string[]): readonly GcpCredit[] | null {
    const text = cellOf(cells, this.index);
    if (text !== this.text) {
      this.text = text;
      this.read = text.trim() === "" ? NONE : creditsOf(readLiteral(text));
    }
    return this.read;
  }

  sum(cells: readonly string[], which: (credit: GcpCredit) => boolean = () => true): ExactDecimal {
    return (this.of(cells) ?? NONE)
      .filter(which)
      .reduce((sum, { amount }) => addExact(sum, amount), ZERO);
  }

  note({ type }: GcpCredit): void {
    if (!CREDITS.test(type)) {
      this.unknown.set(type, (this.unknown.get(type) ?? 0) + 1);
    }
  }

  remarks(): BillRemark[] {
    return [...this.unknown].map(([type, count]) => ({
      code: "charge-type-unknown",
      severity: "warning",
      column: "credits",
      found: `credits of ${type === "" ? "no type" : `the type "${type}"`}`,
      expected: "a discount's or a credit's type",
      remedy: "They are charges of their own beside the cost they lower; the sum is not affected.",
      count,
    }));
  }

  get isAbsent(): boolean {
    return this.index === ABSENT;
  }
}

function creditsOf(value: Literal | null): readonly GcpCredit[] | null {
  if (value === null || (value.kind !== "list" && value.kind !== "nothing")) {
    return null;
  }
  const credits: GcpCredit[] = [];
  for (const item of value.kind === "list" ? value.items : []) {
    const fields = item.kind === "map" ? item.entries : undefined;
    const amount = readExact(literalText(fields?.get("amount")));
    if (fields === undefined || amount === null) {
      return null;
    }
    const type = literalText(fields.get("type")).toUpperCase();
    const [id, name] = [literalText(fields.get("id")), literalText(fields.get("name"))];
    const full = literalText(fields.get("full_name"));
    credits.push({ type, id, name: full || name, amount, isDiscount: isDiscount(type) });
  }
  return credits;
}

function isDiscount(type: string): boolean {
  return DISCOUNTS.has(type) || type.startsWith("COMMITTED_USAGE_DISCOUNT");
}

/** Cost and discounts of one charge; no text where there is no cost. */
export function netOf(cost: string, discounts: ExactDecimal): string {
  const read = readExact(cost);
  return read === null ? cost : exactText(addExact(read, discounts));
}
