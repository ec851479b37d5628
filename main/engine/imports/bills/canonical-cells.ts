import { AMOUNT_SCALE, fromUnits } from "../../../../shared/domain/amount.ts";
import { type AmountConvention, readAmount } from "../cells/read-amount.ts";
import { readTime, type TimeReading } from "../cells/read-time.ts";
import { Remembered } from "../cells/remembered.ts";
import { type ChargePlan, decimalColumns, timeColumns } from "./charge-plan.ts";
import type { ChargeShapes } from "./charge-shapes.ts";
import { plainDecimals } from "./exact-decimal.ts";
import { RecordRefused } from "./record-refused.ts";

const WHOLE_DIGITS_MAX = 18;
const NOTHING: ReadCell = { text: "" };
const POINT: AmountConvention = { decimal: "." };

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
  private readonly shapes: Pick<ChargeShapes, "conventions" | "dateFormats">;
  private readonly times = new Map<string, Remembered<TimeReading>>();
  /** The costs of a charge are often the same number. */
  private lastText = "";
  private lastPlain: ReadCell | null = null;

  constructor(shapes: Pick<ChargeShapes, "conventions" | "dateFormats">) {
    this.shapes = shapes;
  }

  read(cell: CellPlan, text: string): ReadCell {
    if (text.trim() === "") {
      if (cell.isRequired) {
        const code = cell.kind === "time" ? "date-missing" : "amount-missing";
        throw RecordRefused.of(cell.focus, code, `${cell.focus} is empty`);
      }
      return NOTHING;
    }
    return cell.kind === "time" ? this.readMoment(cell, text) : this.readNumber(cell, text);
  }

  private timesOf(name: string): Remembered<TimeReading> {
    const format = this.shapes.dateFormats.get(name);
    const times = this.times.get(name) ?? new Remembered((text) => readTime(text, format));
    this.times.set(name, times);
    return times;
  }

  private readMoment(cell: CellPlan, text: string): ReadCell {
    const reading = this.timesOf(cell.name).of(text);
    if (reading.kind === "unreadable" && !cell.isNeeded) {
      return { text: "", units: null };
    }
    if (reading.kind === "unreadable") {
      const reason = `"${text}" in ${cell.focus} is not a date`;
      throw RecordRefused.of(cell.focus, "date-unreadable", reason);
    }
    return { text: reading.time };
  }

  private readNumber(cell: CellPlan, text: string): ReadCell {
    const convention = this.shapes.conventions.get(cell.name) ?? POINT;
    const plain = convention.decimal === "." ? this.plainOf(text) : null;
    return plain ?? this.readWritten(cell, text, convention);
  }

  private plainOf(text: string): ReadCell | null {
    if (text !== this.lastText) {
      this.lastText = text;
      this.lastPlain = readPlain(text);
    }
    return this.lastPlain;
  }

  private readWritten(cell: CellPlan, text: string, convention: AmountConvention): ReadCell {
    const reading = readAmount(text, convention);
    if (reading.kind === "empty") {
      return this.read(cell, "");
    }
    const plain = reading.kind === "value" ? fromUnits(reading.units) : "";
    const [whole = "", fraction = ""] = plain.replace("-", "").split(".");
    if (reading.kind === "unreadable" || whole.length > WHOLE_DIGITS_MAX) {
      if (cell.isNeeded) {
        const why = reading.kind === "unreadable" ? reading.reason : "it is too large";
        const reason = `"${text}" in ${cell.focus} cannot be read: ${why}`;
        throw RecordRefused.of(cell.focus, "amount-unreadable", reason);
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

/** Plain text of at most twelve decimals, as most cells are, without looking for anything else. */
function readPlain(text: string): ReadCell | null {
  const decimals = plainDecimals(text);
  const point = decimals <= 0 ? text.length : text.length - decimals - 1;
  const first = text.startsWith("-") ? 1 : 0;
  const whole = point - first;
  const isPadded = whole > 1 && text[first] === "0";
  if (decimals === -1 || decimals > AMOUNT_SCALE || whole > WHOLE_DIGITS_MAX || isPadded) {
    return null;
  }
  const fraction = text.slice(point + 1);
  const units = BigInt(text.slice(0, point) + fraction.padEnd(AMOUNT_SCALE, "0"));
  if (units === 0n) {
    return { text: "0", units, whole: 1, decimals: 0 };
  }
  let end = text.length;
  while (decimals > 0 && text[end - 1] === "0") {
    end -= 1;
  }
  const kept = Math.max(0, end - point - 1);
  return { text: text.slice(0, kept === 0 ? point : end), units, whole, decimals: kept };
}
