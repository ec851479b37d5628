import { fail } from "../../../../shared/errors.ts";
import { type AmountConvention, readAmount } from "../cells/read-amount.ts";
import { readTime } from "../cells/read-time.ts";
import { Remembered } from "../cells/remembered.ts";
import { isNullText } from "./charge-shapes.ts";
import type { Conserved } from "./define-bill.ts";
import {
  addExact,
  type ExactDecimal,
  ExactSum,
  exactText,
  isSameExact,
  plainDecimals,
  readExact,
  subtractExact,
  ZERO,
} from "./exact-decimal.ts";
import { type LeftOut, LeftOutRecords, type RecordCost } from "./left-out-records.ts";
import type { NativeReading } from "./native-bill.ts";
import { RecordRefused } from "./record-refused.ts";
import type { RecordRewriter } from "./record-rewriter.ts";

const SCALE = 12;

interface Tally {
  readonly conserved: Conserved;
  /** Position of the field it must stand in again. */
  readonly position: number;
  readonly loaded: ExactSum;
}

interface SourceCells {
  readonly cells: readonly string[];
  /** A number that cannot be read is empty in the cells. */
  readonly refused: readonly RecordRefused[];
}

const NONE: readonly RecordRefused[] = [];

/** Reads a bill's numbers and times as its file writes them, before a record is converted. */
export class SourceReader {
  private readonly reading: NativeReading;
  private readonly times: readonly { readonly index: number; readonly read: Remembered<string> }[];

  constructor(reading: NativeReading) {
    this.reading = reading;
    this.times = reading.bound.times.map((index) => {
      const format = reading.writing.dateFormats.get(index);
      const read = new Remembered((text) => {
        const time = readTime(text, format);
        return time.kind === "value" ? time.time : text;
      });
      return { index, read };
    });
  }

  /** The cells, and why the record is refused where a number it needs cannot be read. */
  read(texts: readonly string[]): SourceCells {
    const cells = [...texts];
    for (let index = 0; index < cells.length; index += 1) {
      const text = cells[index] ?? "";
      if (text !== "" && isNullText(text)) {
        cells[index] = "";
      }
    }
    let refused = NONE;
    for (const index of this.reading.bound.numbers) {
      const text = cells[index] ?? "";
      if (text !== "" && !this.isPlain(index, text)) {
        const read = this.readNumber(index, text);
        cells[index] = typeof read === "string" ? read : "";
        refused = typeof read === "string" ? refused : [...refused, read];
      }
    }
    for (const { index, read } of this.times) {
      const text = cells[index] ?? "";
      cells[index] = text === "" ? text : read.of(text);
    }
    return { cells, refused };
  }

  /** Whether it stands as it is; a point groups thousands where the comma is the decimal sign. */
  private isPlain(index: number, text: string): boolean {
    const decimals = plainDecimals(text);
    return decimals === 0 || (decimals > 0 && this.conventionOf(index).decimal === ".");
  }

  private conventionOf(index: number): AmountConvention {
    const { conventions, common } = this.reading.writing;
    return conventions.get(index) ?? common;
  }

  private readNumber(index: number, text: string): string | RecordRefused {
    const { needed, header } = this.reading;
    const read = readNumber(text, this.conventionOf(index));
    if (typeof read === "string" && needed.has(index)) {
      const name = header.nameOf(index);
      const reason = `"${text}" in ${name} cannot be read: ${read}`;
      return RecordRefused.of(name, "amount-unreadable", reason);
    }
    return typeof read === "string" ? text : read === null ? "" : exactText(read);
  }
}

/** A number with every digit it was written with, null where there is none, or why it is none. */
function readNumber(text: string, convention: AmountConvention): ExactDecimal | null | string {
  const plain = convention.decimal === "." ? readExact(text) : null;
  if (plain !== null) {
    return plain;
  }
  const reading = readAmount(text, convention);
  if (reading.kind !== "value") {
    return reading.kind === "empty" ? null : reading.reason;
  }
  const { units, lostDigits, lostScale } = reading;
  return { digits: units * 10n ** BigInt(lostScale) + lostDigits, scale: SCALE + lostScale };
}

/**
 * Makes charges of the records of a provider's bill and counts, apart from what it makes, the
 * source amounts they came from.
 * Law: per record, each source amount = Σ of the charge column it became
 *      (test/laws/bill-conservation.test.ts)
 * Errors: `import-not-conserved` where a conversion breaks it
 */
export class BillRewriter implements RecordRewriter {
  readonly width: number;
  private readonly reading: NativeReading;
  private readonly name: string;
  private readonly source: SourceReader;
  private readonly tallies: readonly Tally[];
  private readonly currency: number;
  private readonly skipped = new LeftOutRecords(false);
  /** What the record last rewritten adds, once it is known to be good. */
  private sources: readonly ExactDecimal[] = [];
  private skip: { readonly reason: string; readonly cells: readonly string[] } | null = null;

  constructor(reading: NativeReading, name: string) {
    this.reading = reading;
    this.name = name;
    this.source = new SourceReader(reading);
    this.width = reading.header.names.length;
    const { fields, conserves } = reading.bound;
    const positionOf = (column: string): number =>
      fields.findIndex((field) => field.column === column);
    this.tallies = conserves.map((conserved) => ({
      conserved,
      position: positionOf(conserved.column),
      loaded: new ExactSum(),
    }));
    this.currency = positionOf("BillingCurrency");
  }

  copyOf(index: number): number | null {
    const { bound, kept } = this.reading;
    const field = bound.fields[index];
    if (field === undefined) {
      return kept[index - bound.fields.length] ?? null;
    }
    const [at] = field.from;
    const isOnly = bound.fields.every((one) => one === field || !one.isCopy || one.from[0] !== at);
    return field.isCopy && field.from.length === 1 && isOnly ? (at ?? null) : null;
  }

  rewrite(texts: readonly string[]): readonly (readonly string[])[] {
    const { cells, refused } = this.source.read(texts);
    const converted = this.reading.bound.convert(cells);
    const [first, ...others] = refused;
    if (first !== undefined) {
      const rest = converted.kind === "charges" ? converted.charges : [];
      throw RecordRefused.ofAll(first, others, rest);
    }
    if (converted.kind === "reject") {
      throw RecordRefused.of(converted.column, converted.code, converted.reason);
    }
    this.skip = converted.kind === "skip" ? { reason: converted.reason, cells } : null;
    this.sources =
      converted.kind === "skip"
        ? []
        : this.tallies.map((tally) => this.checked(tally, cells, converted.charges));
    return converted.kind === "skip" ? [] : converted.charges;
  }

  keep(): void {
    if (this.skip !== null) {
      this.skipped.add(this.skip.reason, this.costIn(this.skip.cells));
    }
    for (const [position, source] of this.sources.entries()) {
      this.tallies[position]?.loaded.add(source);
    }
  }

  leftOut(): LeftOut[] {
    return this.skipped.list();
  }

  /** Σ of the source amounts of the records that became charges, per charge column. */
  loadedSums(): { readonly column: string; readonly sum: ExactDecimal }[] {
    return this.tallies.map(({ conserved, loaded }) => ({
      column: conserved.column,
      sum: loaded.total,
    }));
  }

  private checked(
    { conserved, position }: Tally,
    cells: readonly string[],
    charges: readonly (readonly string[])[],
  ): ExactDecimal {
    const text = sourceText(conserved, cells);
    const source = readExact(text) ?? ZERO;
    const only = charges.length === 1 ? charges[0]?.[position] : undefined;
    const became =
      only === text
        ? source
        : charges.reduce(
            (sum, charge) => addExact(sum, readExact(charge[position] ?? "") ?? ZERO),
            ZERO,
          );
    if (!isSameExact(source, became)) {
      fail(
        "import-not-conserved",
        `"${this.name}" was not imported: ${conserved.name} of a record is ` +
          `${exactText(source)}, but ${conserved.column} of its charges ${exactText(became)}.`,
        "Nothing was stored. Report this file's layout, because Tieout read it wrongly.",
      );
    }
    return source;
  }

  costOf(texts: readonly string[]): RecordCost {
    return this.costIn(this.source.read(texts).cells);
  }

  cellOf(name: string): number | null {
    const { header, bound } = this.reading;
    const field = bound.fields.find(({ column }) => column === name);
    const [at, ...others] = field?.from ?? [];
    const own = header.names.indexOf(name);
    return own !== -1 ? own : others.length === 0 ? (at ?? null) : null;
  }

  private costIn(cells: readonly string[]): RecordCost {
    const [tally] = this.tallies;
    const { bound, mapping } = this.reading;
    const field = bound.fields[this.currency];
    const stated = mapping?.currency ?? mapping?.constants["BillingCurrency"] ?? "";
    return {
      column: tally?.conserved.name ?? "",
      currency: field?.value(cells) ?? stated,
      amount: tally === undefined ? null : readExact(sourceText(tally.conserved, cells)),
    };
  }
}

function sourceText({ source }: Conserved, cells: readonly string[]): string {
  return typeof source === "number" ? (cells[source] ?? "") : source(cells);
}

/** The column whose charges do not come to what its source amounts did; null where all do. */
export function brokenConservation(
  rewriter: BillRewriter,
  { plan }: NativeReading,
  canonical: {
    readonly sums: ReadonlyMap<string, bigint>;
    readonly lost: ReadonlyMap<
      string,
      { readonly total: { readonly digits: bigint; readonly scale: number } }
    >;
  },
): string | null {
  const broken = rewriter.loadedSums().find(({ column, sum }) => {
    const name = plan.columns.find((planned) => planned.column.focus === column)?.column.name;
    const stored = { digits: canonical.sums.get(name ?? "") ?? 0n, scale: SCALE };
    const lost = canonical.lost.get(name ?? "")?.total ?? ZERO;
    return subtractExact(sum, addExact(stored, lost)).digits !== 0n;
  });
  return broken?.column ?? null;
}
