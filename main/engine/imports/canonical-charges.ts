import { open } from "node:fs/promises";
import { AMOUNT_SCALE, fromUnits } from "../../../shared/domain/amount.ts";
import { CurrencyCode } from "../../../shared/domain/currency.ts";
import { fail } from "../../../shared/errors.ts";
import { writeBytes } from "../write-bytes.ts";
import { type ChargePlan, decimalColumns, timeColumns } from "./charge-plan.ts";
import { type ChargeShapes, type DecimalShape, isNullText } from "./charge-shapes.ts";
import type { Reject } from "./loaded-file.ts";
import { LostFraction } from "./lost-fraction.ts";
import { readAmount } from "./read-amount.ts";
import { readTime } from "./read-time.ts";
import type { FileRow } from "./readers/file-row.ts";
import { chargeRejectFacts } from "./reject-facts.ts";

/** A run of records that the charge table does not hold. */
export interface RowGap {
  readonly rowidFrom: number;
  readonly skipped: number;
}

/** What became of a text that was rewritten record by record. */
export interface CanonicalCharges {
  readonly loaded: number;
  readonly blank: number;
  readonly rejects: readonly Reject[];
  readonly gaps: readonly RowGap[];
  /** The most digits before and after the point that were written per column. */
  readonly decimals: ReadonlyMap<string, DecimalShape>;
  /** Σ per column of numbers in units of 10^-12, counted apart from the database. */
  readonly sums: ReadonlyMap<string, bigint>;
  readonly lost: ReadonlyMap<string, LostFraction>;
  /** Cells of quantities, prices and end dates that cannot be read, by column; left empty. */
  readonly unread: ReadonlyMap<string, number>;
}

/** Beyond this the file is not what it was taken for, and a list of all would help nobody. */
const REJECTS_MAX = 100_000;
const WHOLE_DIGITS_MAX = 18;
const CORRECT_IT = "Correct the record in the export, or import the file without it.";

interface CellPlan {
  readonly index: number;
  readonly name: string;
  readonly focus: string;
  readonly kind: "number" | "time";
  readonly isRequired: boolean;
  /** A record whose cell cannot be read is rejected; other cells are only left out. */
  readonly isNeeded: boolean;
}

class RecordRefused extends Error {
  readonly reject: Omit<Reject, "line" | "rawText" | "byteOffset">;

  constructor(column: string | null, code: string, reason: string) {
    super(reason);
    this.reject = { column, code, reason, remedy: CORRECT_IT };
  }
}

/**
 * Rewrites a billing text as the quick reading wants it: commas, plain decimals, UTC times, no
 * null literals; every record is loaded, rejected or blank.
 * Rounding: digits beyond 12 half away from zero, counted per column.
 */
export async function writeCanonicalCharges(
  rows: AsyncIterable<readonly FileRow[]>,
  headerLine: number,
  plan: ChargePlan,
  shapes: ChargeShapes,
  path: string,
): Promise<CanonicalCharges> {
  const output = await open(path, "wx", 0o600);
  const writer = new CanonicalWriter(plan, shapes, headerLine);
  try {
    const header = plan.header.map((_, index) => `c${index}`).join(",");
    await writeBytes(output, Buffer.from(`${header}\n`));
    for await (const batch of rows) {
      await writeBytes(output, Buffer.from(writer.textOf(batch)));
    }
  } finally {
    await output.close();
  }
  return writer;
}

class CanonicalWriter implements CanonicalCharges {
  private readonly plan: ChargePlan;
  private readonly shapes: ChargeShapes;
  private readonly headerLine: number;
  private readonly cells: readonly CellPlan[];
  private readonly currencyIndex: number | null;
  loaded = 0;
  blank = 0;
  private pending = 0;
  private hasSeenHeader = false;
  readonly rejects: Reject[] = [];
  readonly gaps: RowGap[] = [];
  readonly decimals = new Map<string, DecimalShape>();
  readonly sums = new Map<string, bigint>();
  readonly lost = new Map<string, LostFraction>();
  readonly unread = new Map<string, number>();

  constructor(plan: ChargePlan, shapes: ChargeShapes, headerLine: number) {
    this.plan = plan;
    this.shapes = shapes;
    this.headerLine = headerLine;
    this.cells = cellPlans(plan);
    const currency = plan.columns.find(({ column }) => column.name === "billing_currency");
    this.currencyIndex = currency?.source.kind === "column" ? currency.source.index : null;
  }

  textOf(batch: readonly FileRow[]): string {
    let text = "";
    for (const row of batch) {
      if (this.hasSeenHeader) {
        text += this.record(row);
      } else if (row.line >= this.headerLine) {
        this.hasSeenHeader = true;
      } else {
        // Lines above the header shift every record below it.
        this.pending += 1;
      }
    }
    return text;
  }

  private record(row: FileRow): string {
    if (row.raw.trim() === "") {
      this.blank += 1;
      this.pending += 1;
      return "";
    }
    try {
      const line = this.canonicalLine(row);
      if (this.pending > 0) {
        this.gaps.push({ rowidFrom: this.loaded, skipped: this.pending });
        this.pending = 0;
      }
      this.loaded += 1;
      return line;
    } catch (error) {
      if (!(error instanceof RecordRefused)) {
        throw error;
      }
      this.reject(row, error);
      return "";
    }
  }

  private reject(row: FileRow, { reject }: RecordRefused): void {
    this.pending += 1;
    const facts = chargeRejectFacts(this.plan, this.shapes, row, reject.column);
    this.rejects.push({ ...reject, line: row.line, byteOffset: null, ...facts });
    if (this.rejects.length > REJECTS_MAX) {
      fail(
        "import-rejected",
        `More than ${REJECTS_MAX} records cannot be read; the first is line ` +
          `${this.rejects[0]?.line}: ${this.rejects[0]?.reason}.`,
        "Check that the file is a complete billing export and that its mapping fits.",
      );
    }
  }

  private canonicalLine(row: FileRow): string {
    const width = this.plan.header.length;
    if (row.broken !== null) {
      throw new RecordRefused(null, "record-broken", row.broken);
    }
    if (row.cells.length !== width) {
      const found = `the record has ${row.cells.length} columns, the header has ${width}`;
      throw new RecordRefused(null, "record-ragged", found);
    }
    const cells = row.cells.map((text) => (isNullText(text) ? "" : text));
    this.checkCurrency(cells);
    const read = this.cells.map((cell) => this.readCell(cell, cells[cell.index] ?? ""));
    for (const [position, cell] of this.cells.entries()) {
      const value = read[position];
      cells[cell.index] = value?.text ?? "";
      if (value?.units !== undefined) {
        this.count(cell.name, value);
      }
    }
    return `${cells.map(quoted).join(",")}\n`;
  }

  private checkCurrency(cells: string[]): void {
    if (this.currencyIndex === null) {
      return;
    }
    const currency = (cells[this.currencyIndex] ?? "").trim().toUpperCase();
    if (currency === "") {
      throw new RecordRefused("BillingCurrency", "currency-missing", "BillingCurrency is empty");
    }
    if (!CurrencyCode.safeParse(currency).success) {
      const reason = `"${currency}" in BillingCurrency is not a currency code`;
      throw new RecordRefused("BillingCurrency", "currency-unreadable", reason);
    }
    cells[this.currencyIndex] = currency;
  }

  private readCell(cell: CellPlan, text: string): ReadCell {
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
      return this.readCell(cell, "");
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

  /** Counted only once the whole record is known to be good. */
  private count(name: string, value: ReadCell): void {
    if (value.units === null || value.units === undefined) {
      this.unread.set(name, (this.unread.get(name) ?? 0) + 1);
      return;
    }
    const seen = this.decimals.get(name) ?? { whole: 1, decimals: 0 };
    this.decimals.set(name, {
      whole: Math.max(seen.whole, value.whole ?? 1),
      decimals: Math.max(seen.decimals, value.decimals ?? 0),
    });
    this.sums.set(name, (this.sums.get(name) ?? 0n) + value.units);
    if (value.lost !== undefined && value.lost.digits !== 0n) {
      const lost = this.lost.get(name) ?? new LostFraction();
      lost.add(value.lost.digits, value.lost.scale);
      this.lost.set(name, lost);
    }
  }
}

interface ReadCell {
  readonly text: string;
  /** null where the cell could not be read and was left out. */
  readonly units?: bigint | null;
  readonly whole?: number;
  readonly decimals?: number;
  readonly lost?: { readonly digits: bigint; readonly scale: number };
}

function cellPlans(plan: ChargePlan): CellPlan[] {
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

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
