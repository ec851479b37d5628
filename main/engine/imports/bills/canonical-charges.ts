import { open } from "node:fs/promises";
import { CurrencyCode } from "../../../../shared/domain/currency.ts";
import { fail } from "../../../../shared/errors.ts";
import { writeBytes } from "../../write-bytes.ts";
import { LostFraction } from "../cells/lost-fraction.ts";
import type { Reject } from "../loaded-file.ts";
import type { FileRow } from "../readers/file-row.ts";
import { chargeRejectFacts } from "../reject-facts.ts";
import { type CellPlan, CellReader, cellPlans, type ReadCell } from "./canonical-cells.ts";
import type { ChargePlan } from "./charge-plan.ts";
import { type ChargeShapes, type DecimalShape, isNullText } from "./charge-shapes.ts";
import { RecordRefused } from "./record-refused.ts";

/**
 * A run of records that the charge table does not hold; negative where a record has several rows,
 * so that the rows below keep their place in the file.
 */
export interface RowGap {
  readonly rowidFrom: number;
  readonly skipped: number;
}

/** What became of a text that was rewritten record by record. */
export interface CanonicalCharges {
  readonly loaded: number;
  /** Charges beyond one per record. */
  readonly extra: number;
  readonly blank: number;
  /** Records left out as their format declares. */
  readonly leftOut: number;
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

/** Makes charges of the records of another layout, before they are written. */
export interface RecordRewriter {
  /** Cells of a record of the file. */
  readonly width: number;
  /**
   * The charges of one record in the columns of the plan; none where it is left out.
   * Errors: throws RecordRefused
   */
  rewrite(cells: readonly string[]): readonly (readonly string[])[];
  /** The record last rewritten was loaded, or left out. */
  keep(): void;
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
  shapes: Pick<ChargeShapes, "convention" | "dateFormats">,
  path: string,
  rewriter: RecordRewriter | null = null,
): Promise<CanonicalCharges> {
  const output = await open(path, "wx", 0o600);
  const writer = new CanonicalWriter(plan, shapes, headerLine, rewriter);
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
  private readonly shapes: Pick<ChargeShapes, "convention">;
  private readonly headerLine: number;
  private readonly rewriter: RecordRewriter | null;
  private readonly cells: readonly CellPlan[];
  private readonly reader: CellReader;
  private readonly currencyIndex: number | null;
  loaded = 0;
  extra = 0;
  blank = 0;
  leftOut = 0;
  private pending = 0;
  private hasSeenHeader = false;
  private lastLine = 0;
  readonly rejects: Reject[] = [];
  readonly gaps: RowGap[] = [];
  readonly decimals = new Map<string, DecimalShape>();
  readonly sums = new Map<string, bigint>();
  readonly lost = new Map<string, LostFraction>();
  readonly unread = new Map<string, number>();

  constructor(
    plan: ChargePlan,
    shapes: Pick<ChargeShapes, "convention" | "dateFormats">,
    headerLine: number,
    rewriter: RecordRewriter | null,
  ) {
    this.plan = plan;
    this.shapes = shapes;
    this.headerLine = headerLine;
    this.rewriter = rewriter;
    this.cells = cellPlans(plan);
    this.reader = new CellReader(shapes);
    const currency = plan.columns.find(({ column }) => column.name === "billing_currency");
    this.currencyIndex = currency?.source.kind === "column" ? currency.source.index : null;
  }

  textOf(batch: readonly FileRow[]): string {
    let text = "";
    for (const row of batch) {
      if (row.kinds !== null) {
        // A sheet hands out no row without cells; its rows keep their numbers all the same.
        this.pending += Math.max(0, row.line - this.lastLine - 1);
        this.lastLine = row.line;
      }
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
      const charges = this.chargesOf(row).map((cells) => this.readCharge(cells));
      this.rewriter?.keep();
      this.place(charges.length);
      return charges.map((charge) => this.lineOf(charge)).join("");
    } catch (error) {
      if (!(error instanceof RecordRefused)) {
        throw error;
      }
      this.reject(row, error);
      return "";
    }
  }

  /** Counts a record, and notes where the rows of the table and of the file part. */
  private place(charges: number): void {
    if (charges === 0) {
      this.leftOut += 1;
      this.pending += 1;
      return;
    }
    if (this.pending > 0) {
      this.gaps.push({ rowidFrom: this.loaded, skipped: this.pending });
      this.pending = 0;
    }
    for (let more = 1; more < charges; more += 1) {
      this.gaps.push({ rowidFrom: this.loaded + more, skipped: -1 });
    }
    this.loaded += charges;
    this.extra += charges - 1;
  }

  private reject(row: FileRow, { reject }: RecordRefused): void {
    this.pending += 1;
    // The plan of a rewritten record is about the charges it becomes, not about its own cells.
    const plan = this.rewriter === null ? this.plan : null;
    const facts = chargeRejectFacts(plan, this.shapes, row, reject.column);
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

  private chargesOf(row: FileRow): readonly (readonly string[])[] {
    const width = this.rewriter?.width ?? this.plan.header.length;
    if (row.broken !== null) {
      throw new RecordRefused(null, "record-broken", row.broken);
    }
    if (row.cells.length !== width) {
      const found = `the record has ${row.cells.length} columns, the header has ${width}`;
      throw new RecordRefused(null, "record-ragged", found);
    }
    return this.rewriter?.rewrite(row.cells) ?? [row.cells];
  }

  private readCharge(texts: readonly string[]): ReadCharge {
    const cells = texts.map((text) => (isNullText(text) ? "" : text));
    this.checkCurrency(cells);
    const read = this.cells.map((cell) => this.reader.read(cell, cells[cell.index] ?? ""));
    return { cells, read };
  }

  private lineOf({ cells, read }: ReadCharge): string {
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

/** A charge that is known to be good, before it is counted and written. */
interface ReadCharge {
  readonly cells: string[];
  readonly read: readonly ReadCell[];
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
