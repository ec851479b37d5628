import { fail } from "../../../../shared/errors.ts";
import type { LostFraction } from "../cells/lost-fraction.ts";
import type { Reject, RejectReason } from "../loaded-file.ts";
import type { FileRow } from "../readers/file-row.ts";
import { chargeRejectFacts, foundIn } from "../reject-facts.ts";
import { CellReader, type ReadCell } from "./canonical-cells.ts";
import { type DecimalShape, isNullText } from "./charge-shapes.ts";
import { asRefused, currencyOf } from "./currency-cell.ts";
import { type LeftOut, LeftOutRecords, type RecordCost } from "./left-out-records.ts";
import { plannedCell, plannedCost } from "./planned-cost.ts";
import { ReadColumn } from "./read-column.ts";
import { RecordRefused } from "./record-refused.ts";
import type { CanonicalSource } from "./record-rewriter.ts";
import { RecordText } from "./record-text.ts";

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
  /** Records left out as their format or the mapping declares. */
  readonly leftOut: number;
  /** Those of the mapping, with their cost. */
  readonly declared: readonly LeftOut[];
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

/** What is written behind a record: a text, or what was read of a number or a time. */
type Written = string | ReadCell;

/** Beyond this the file is not what it was taken for, and a list of all would help nobody. */
const REJECTS_MAX = 100_000;

/** Writes the records of a text and counts what becomes of them. */
export class CanonicalWriter implements CanonicalCharges {
  private readonly source: CanonicalSource;
  private readonly reader: CellReader;
  private readonly line: RecordText;
  private readonly read: ReadColumn[];
  loaded = 0;
  extra = 0;
  blank = 0;
  leftOut = 0;
  private readonly leftOutRecords = new LeftOutRecords(true);
  private pending = 0;
  private hasSeenHeader = false;
  private lastLine = 0;
  readonly rejects: Reject[] = [];
  readonly gaps: RowGap[] = [];

  constructor(source: CanonicalSource) {
    this.source = source;
    this.reader = new CellReader(source.shapes);
    this.line = new RecordText(source.delimiter);
    this.read = source.places.written.map(({ cell }) => new ReadColumn(cell));
  }

  get declared(): readonly LeftOut[] {
    return this.leftOutRecords.list();
  }

  get decimals(): ReadonlyMap<string, DecimalShape> {
    return this.ofColumns(({ sum, shape }) => (sum === null ? null : shape));
  }

  get sums(): ReadonlyMap<string, bigint> {
    return this.ofColumns(({ sum }) => sum);
  }

  get lost(): ReadonlyMap<string, LostFraction> {
    return this.ofColumns(({ lost }) => lost);
  }

  get unread(): ReadonlyMap<string, number> {
    return this.ofColumns(({ unread }) => (unread === 0 ? null : unread));
  }

  private ofColumns<T>(pick: (column: ReadColumn) => T | null): Map<string, T> {
    return new Map(
      this.read.flatMap((column) => {
        const picked = pick(column);
        return picked === null ? [] : [[column.name, picked] as const];
      }),
    );
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
      } else if (row.line >= this.source.headerLine) {
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
    if (row.leftOut !== undefined) {
      this.leftOutRecords.add(row.leftOut, this.costOf(row));
      this.place(0);
      return "";
    }
    try {
      const charges = this.chargesOf(row);
      const read = charges.map((cells) => this.readCharge(cells));
      this.source.rewriter?.keep();
      this.place(charges.length);
      return charges.map((cells, part) => this.lineOf(row, cells, read[part] ?? [])).join("");
    } catch (error) {
      this.reject(row, asRefused(error));
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

  private reject(row: FileRow, refused: RecordRefused): void {
    this.pending += 1;
    const isWhole = row.broken === null && row.cells.length === this.width;
    const withFound = (why: RejectReason): RejectReason => {
      const at = why.column === null || !isWhole ? null : this.cellOf(why.column);
      return at === null ? why : { ...why, found: foundIn(row, at) };
    };
    const { reject, also } = this.withRest(refused);
    this.rejects.push({
      ...withFound(reject),
      line: row.line,
      byteOffset: null,
      ...chargeRejectFacts(row, isWhole ? this.costOf(row) : null),
      ...(also.length === 0 ? {} : { also: also.map(withFound) }),
    });
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
    const { rewriter } = this.source;
    const { width } = this;
    if (row.broken !== null) {
      throw RecordRefused.of(null, "record-broken", row.broken);
    }
    if (row.cells.length !== width) {
      const found = `the record has ${row.cells.length} columns, the header has ${width}`;
      throw RecordRefused.of(null, "record-ragged", found);
    }
    return rewriter?.rewrite(row.cells) ?? [row.cells];
  }

  private get width(): number {
    return this.source.rewriter?.width ?? this.source.plan.header.length;
  }

  private cellOf(name: string): number | null {
    const { rewriter, plan } = this.source;
    return rewriter === null
      ? plannedCell(plan, ({ focus }) => focus === name)
      : rewriter.cellOf(name);
  }

  private costOf(row: FileRow): RecordCost {
    const { rewriter, plan, shapes } = this.source;
    return rewriter === null ? plannedCost(plan, shapes, row.cells) : rewriter.costOf(row.cells);
  }

  private readCharge(texts: readonly string[]): readonly Written[] {
    let refused: RecordRefused[] | null = null;
    const read = this.source.places.written.map(({ index, cell, isCurrency }): Written => {
      const own = texts[index] ?? "";
      const text = isNullText(own) ? "" : own;
      if (cell === null && !isCurrency) {
        return text;
      }
      try {
        return cell === null ? currencyOf(text) : this.reader.read(cell, text);
      } catch (error) {
        refused = [...(refused ?? []), asRefused(error)];
        return "";
      }
    });
    const [first, ...others]: RecordRefused[] = refused ?? [];
    if (first !== undefined) {
      throw RecordRefused.ofAll(first, others);
    }
    return read;
  }

  /** What is wrong with a record beside what kept it from being rewritten. */
  private withRest(refused: RecordRefused): RecordRefused {
    const others = refused.charges.flatMap((charge) => {
      try {
        this.readCharge(charge);
        return [];
      } catch (error) {
        return [asRefused(error)];
      }
    });
    return RecordRefused.ofAll(refused, others);
  }

  /** Counts and writes a charge that is known to be good. */
  private lineOf(row: FileRow, charge: readonly string[], read: readonly Written[]): string {
    const { delimiter } = this.source;
    let text = "";
    for (let position = 0; position < read.length; position += 1) {
      const value = read[position] ?? "";
      if (typeof value === "string") {
        text += this.line.next(value);
      } else {
        this.read[position]?.count(value);
        // Digits and times are never quoted.
        text += delimiter + value.text;
      }
    }
    return `${this.recordText(row, charge)}${text}\n`;
  }

  /** The record as it stands, or with the cells in which this charge of it is another. */
  private recordText(row: FileRow, charge: readonly string[]): string {
    let cells: string[] | null = null;
    for (const { index, at } of this.source.rewriter === null ? [] : this.source.places.copied) {
      const [text, own] = [charge[index] ?? "", row.cells[at] ?? ""];
      if (text !== own && !(text === "" && isNullText(own))) {
        cells ??= [...row.cells];
        cells[at] = text;
      }
    }
    return cells === null && row.isVerbatim ? row.raw : this.line.of(cells ?? row.cells);
  }
}
