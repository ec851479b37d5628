import type { RejectCause, RejectGroup } from "../../../shared/contract/jobs.ts";
import { fromUnits } from "../../../shared/domain/amount.ts";
import { type LoadedFile, type Reject, type RejectReason, wholeReason } from "./loaded-file.ts";

const EXAMPLES = 3;
const VALUES_MAX = 50;
const RAW_TEXT_MAX = 400;
const ROWS_MAX = 50;
/** Below what a reject keeps of its record, so that a row named by its text is whole. */
const ROW_TEXT_MAX = 2_000;

/** How the codes of rejects read, from the narrow to the wide; the first that fits counts. */
const CAUSES: readonly { readonly cause: RejectCause; readonly codes: RegExp }[] = [
  { cause: "missing", codes: /-missing$/ },
  { cause: "looks-like-total", codes: /^subtotal/ },
  { cause: "record-broken", codes: /broken|ragged/ },
  { cause: "currency-unknown", codes: /^currency/ },
  { cause: "date-unclear", codes: /^(?:date|period|time)/ },
  { cause: "not-a-number", codes: /^(?:amount|quantity|price|number)/ },
  { cause: "value-unknown", codes: /unknown|unreadable|^cell|^formula|^rate/ },
  { cause: "other", codes: /./ },
];

export function causeOf(code: string): RejectCause {
  return CAUSES.find((known) => known.codes.test(code))?.cause ?? "other";
}

type Matches = LoadedFile["columns"];

/**
 * Rejects by cause, the most frequent first: at most as many groups as there are causes. A record
 * with several things wrong stands in the group of each.
 */
export function groupRejects(rejects: readonly Reject[], matches: Matches): RejectGroup[] {
  const groups = new Map<RejectCause, Group>();
  for (const reject of rejects) {
    const all = [reject, ...(reject.also ?? [])];
    for (const cause of new Set(all.map(({ code }) => causeOf(code)))) {
      const group = groups.get(cause) ?? new Group(cause, matches);
      groups.set(cause, group);
      group.add(
        reject,
        all.filter(({ code }) => causeOf(code) === cause),
      );
    }
  }
  return [...groups.values()]
    .map((group) => group.described())
    .sort((a, b) => b.count - a.count || (a.cause < b.cause ? -1 : 1));
}

class Group {
  private readonly cause: RejectCause;
  private readonly matches: Matches;
  private readonly examples: (RejectReason & Pick<Reject, "line" | "rawText">)[] = [];
  private rows: Set<string> | null = new Set();
  private readonly columns = new Map<string, number>();
  private readonly values = new Map<string, { column: string; found: string; count: number }>();
  private readonly stakes = new Map<string, { units: bigint; records: number }>();
  private count = 0;
  private named = 0;

  constructor(cause: RejectCause, matches: Matches) {
    this.cause = cause;
    this.matches = matches;
  }

  add(reject: Reject, reasons: readonly RejectReason[]): void {
    this.count += 1;
    this.addRow(reject.rawText.trim());
    const [first] = reasons;
    if (this.examples.length < EXAMPLES && first !== undefined) {
      const { line, rawText } = reject;
      this.examples.push({ ...first, reason: wholeReason(ofCause(reasons)), line, rawText });
    }
    const isNamed = reasons.map((reason) => this.addReason(reason));
    this.named += isNamed.includes(true) ? 1 : 0;
    if (reject.atStake !== undefined) {
      const { units, currency } = reject.atStake;
      const stake = this.stakes.get(currency) ?? { units: 0n, records: 0 };
      this.stakes.set(currency, { units: stake.units + units, records: stake.records + 1 });
    }
  }

  described(): RejectGroup {
    const values = [...this.values.values()].sort((a, b) => b.count - a.count);
    return {
      cause: this.cause,
      count: this.count,
      atStake: [...this.stakes].map(([currency, { units, records }]) => ({
        currency,
        amount: fromUnits(units),
        records,
      })),
      columns: [...this.columns]
        .sort(([, a], [, b]) => b - a)
        .map(([column, count]) => ({ column, field: this.fieldOf(column), count })),
      values: values.slice(0, VALUES_MAX),
      isWhole: this.named === this.count,
      ...(this.rows === null ? {} : { rows: [...this.rows] }),
      examples: this.examples.map(({ line, column, found = null, reason, remedy, rawText }) => ({
        line,
        column,
        found,
        reason,
        remedy,
        rawText: rawText.slice(0, RAW_TEXT_MAX),
      })),
    };
  }

  /** Whether what is found names the record. */
  private addReason(reason: RejectReason): boolean {
    const column = reason.column === null ? null : this.sourceOf(reason.column);
    if (column === null) {
      return false;
    }
    this.columns.set(column, (this.columns.get(column) ?? 0) + 1);
    return reason.found !== undefined && this.addValue(column, reason.found);
  }

  private addValue(column: string, found: string): boolean {
    const key = `${column}\u0001${found}`;
    const value = this.values.get(key);
    if (value === undefined && this.values.size >= VALUES_MAX) {
      return false;
    }
    this.values.set(key, { column, found, count: (value?.count ?? 0) + 1 });
    return true;
  }

  private addRow(text: string): void {
    this.rows?.add(text);
    if (text === "" || text.length > ROW_TEXT_MAX || (this.rows?.size ?? 0) > ROWS_MAX) {
      this.rows = null;
    }
  }

  /** Rejects of bills name the field they fill, those of other files the column. */
  private sourceOf(column: string): string | null {
    const field = snakeCase(column);
    const match =
      this.matches.find(({ source }) => source === column) ??
      this.matches.find(({ target }) => target === column || target === field);
    return match?.source ?? null;
  }

  private fieldOf(column: string): string | null {
    return this.matches.find(({ source }) => source === column)?.target ?? null;
  }
}

function ofCause([first, ...also]: readonly RejectReason[]) {
  return { reason: first?.reason ?? "", also };
}

function snakeCase(name: string): string {
  return name.replaceAll(/([a-z0-9])([A-Z])/g, "$1_$2").toLowerCase();
}
