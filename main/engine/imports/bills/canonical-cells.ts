import { AMOUNT_SCALE, fromUnits } from "../../../../shared/domain/amount.ts";
import { readAmount } from "../cells/read-amount.ts";
import { readTime } from "../cells/read-time.ts";
import { type ChargePlan, decimalColumns, timeColumns } from "./charge-plan.ts";
import type { ChargeShapes } from "./charge-shapes.ts";
import { RecordRefused } from "./record-refused.ts";

const WHOLE_DIGITS_MAX = 18;

/** A cell of a charge that is more than text. */
export interface CellPlan {
  readonly index: number;
  readonly name: string;
  readonly focus: string;
  readonly kind: "number" | "time";
  readonly isRequired: boolean;
  /** A record whose cell cannot be read is rejected; other cells are only left out. */
  readonly isNeeded: boolean;
}

export interface ReadCell {
  readonly text: string;
  /** null where the cell could not be read and was left out. */
  readonly units?: bigint | null;
  readonly whole?: number;
  readonly decimals?: number;
  readonly lost?: { readonly digits: bigint; readonly scale: number };
}

export function cellPlans(plan: ChargePlan): CellPlan[] {
  return [...decimalColumns(plan), ...timeColumns(plan)].flatMap(({ column, source }) => {
    const { name, focus, kind } = column;
    const isTime = kind === "timestamp";
    return source.kind === "constant"
      ? []
      : [
          {
            index: source.index,
            name,
            focus,
            kind: isTime ? ("time" as const) : ("number" as const),
            isRequired: REQUIRED.has(name),
            isNeeded: isTime ? name.endsWith("_start") : kind === "amount",
          },
        ];
  });
}

const REQUIRED: ReadonlySet<string> = new Set(["billed_cost", "billing_period_start"]);

/** Reads the numbers and times of charges as their file writes them. */
export class CellReader {
  private readonly shapes: Pick<ChargeShapes, "convention" | "dateFormats">;

  constructor(shapes: Pick<ChargeShapes, "convention" | "dateFormats">) {
    this.shapes = shapes;
  }

  read(cell: CellPlan, text: string): ReadCell {
    if (text.trim() === "") {
      if (cell.isRequired) {
        const code = cell.kind === "time" ? "date-missing" : "amount-missing";
        throw new RecordRefused(cell.focus, code, `${cell.focus} is empty`);
      }
      return { text: "" };
    }
    return cell.kind === "time" ? this.readMoment(cell, text) : this.readNumber(cell, text);
  }

  private readMoment(cell: CellPlan, text: string): ReadCell {
    const reading = readTime(text, this.shapes.dateFormats.get(cell.name));
    if (reading.kind === "unreadable" && !cell.isNeeded) {
      return { text: "", units: null };
    }
    if (reading.kind === "unreadable") {
      const reason = `"${text}" in ${cell.focus} is not a date`;
      throw new RecordRefused(cell.focus, "date-unreadable", reason);
    }
    return { text: reading.time };
  }

  private readNumber(cell: CellPlan, text: string): ReadCell {
    const reading = readAmount(text, this.shapes.convention);
    if (reading.kind === "empty") {
      return this.read(cell, "");
    }
    const plain = reading.kind === "value" ? fromUnits(reading.units) : "";
    const [whole = "", fraction = ""] = plain.replace("-", "").split(".");
    if (reading.kind === "unreadable" || whole.length > WHOLE_DIGITS_MAX) {
      if (cell.isNeeded) {
        const why = reading.kind === "unreadable" ? reading.reason : "it is too large";
        const reason = `"${text}" in ${cell.focus} cannot be read: ${why}`;
        throw new RecordRefused(cell.focus, "amount-unreadable", reason);
      }
      return { text: "", units: null };
    }
    return {
      text: plain,
      units: reading.units,
      whole: whole.length,
      decimals: fraction.length,
      lost: { digits: reading.lostDigits, scale: AMOUNT_SCALE + reading.lostScale },
    };
  }
}
