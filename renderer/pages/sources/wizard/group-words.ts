import type { RejectCause, RejectGroup } from "../../../../shared/contract/jobs.ts";
import type { Mapping, SkipRule } from "../../../../shared/domain/mapping.ts";
import { attributeLabel } from "../../../attribute-label.ts";
import { fullIn, plural, spellAmount } from "../../../ui/format-amount.ts";

const SAYS: Readonly<Record<RejectCause, string>> = {
  missing: "something needed is missing",
  "not-a-number": "the amount is not a number",
  "date-unclear": "the date cannot be read",
  "currency-unknown": "the currency is not known",
  "value-unknown": "a value says nothing that is known",
  "record-broken": "the record does not have the columns of the file",
  "looks-like-total": "the row looks like a total of others",
  other: "the record cannot be read",
};

interface Remedy {
  /** What mends all rows of a group at once. */
  readonly fix: string;
  /** When leaving them out is right; said where it can be done. */
  readonly leave: string;
}

const REMEDY: Readonly<Record<RejectCause, Remedy>> = {
  missing: {
    fix: "Say what an empty cell is read as.",
    leave: "Leave these rows out if they are no data.",
  },
  "not-a-number": {
    fix: "Choose how the column writes figures, or replace a value.",
    leave: "Leave the rows out if they are no data.",
  },
  "date-unclear": {
    fix: "Choose how the column writes dates, or replace a value.",
    leave: "Leave the rows out if they are no data.",
  },
  "currency-unknown": {
    fix: "Replace it by a code of three letters, for example USD, in all rows.",
    leave: "Leave the rows out if they are no data.",
  },
  "value-unknown": {
    fix: "Replace the value by one that is known.",
    leave: "Leave these rows out if they are no data.",
  },
  "record-broken": {
    fix: "Correct these records in the export; text that holds the delimiter is quoted.",
    leave: "Leave them out if they are no data.",
  },
  "looks-like-total": {
    fix: "A total would count its rows twice.",
    leave: "Leave it out, unless it is data.",
  },
  other: {
    fix: "Correct these records in the export, or import without them.",
    leave: "Leave them out if they are no data.",
  },
};

/** What to do about all rows of a group at once, in the words of the page. */
export function groupRemedy({ cause }: RejectGroup, canLeave: boolean): string {
  const { fix, leave } = REMEDY[cause];
  return canLeave ? `${fix} ${leave}` : fix;
}

export function groupTitle({ cause, count }: RejectGroup): string {
  return `${plural(count, "row")}: ${SAYS[cause]}`;
}

/** "EUR 3,125.00 of 2,500 rows"; nothing where no amount can be read. */
export function stakeText({ atStake }: RejectGroup): string {
  return atStake
    .map(({ currency, amount, records }) =>
      [currency, spellAmount(amount, fullIn(currency)), "in", plural(records, "row")]
        .join(" ")
        .trim(),
    )
    .join(", ");
}

export function columnsText({ columns }: RejectGroup): string {
  return columns
    .slice(0, 4)
    .map(({ column, field }) =>
      field === null ? column : `${column} (${attributeLabel(field).toLowerCase()})`,
    )
    .join(", ");
}

/** Longer patterns and values cut short by the list cannot name a cell. */
const PATTERN_MAX = 280;
const VALUE_MAX = 199;

/**
 * Rules that leave the rows of a group out: by what stands in the column where that names all of
 * them, else each row by its own text; null where neither can.
 */
export function leaveOutRules(group: RejectGroup): SkipRule[] | null {
  const { cause, values, isWhole, rows } = group;
  const byValue = isWhole && values.every(({ found }) => found.length <= VALUE_MAX);
  const isOfValue = byValue && cause !== "record-broken" && cause !== "looks-like-total";
  const rules = isOfValue ? valueRules(group) : null;
  const reason = SAYS[cause];
  return rules ?? rows?.map((record): SkipRule => ({ record, reason })) ?? null;
}

function valueRules({ cause, values }: RejectGroup): SkipRule[] | null {
  const byColumn = new Map<string, string[]>();
  for (const { column, found } of values) {
    byColumn.set(column, [...(byColumn.get(column) ?? []), found]);
  }
  const reason = SAYS[cause];
  const rules = [...byColumn].flatMap(([column, found]): SkipRule[] => {
    const texts = found.filter((text) => text !== "").map(escaped);
    const empty = texts.length < found.length ? [{ column, empty: true, reason }] : [];
    return [...empty, ...inPatterns(texts).map((matches) => ({ column, matches, reason }))];
  });
  const isShort = rules.every(({ matches = "" }) => matches.length <= PATTERN_MAX);
  return isShort ? rules : null;
}

/** As many values in one pattern as it may hold. */
function inPatterns(texts: readonly string[]): string[] {
  const parts: string[][] = [];
  for (const text of texts) {
    const last = parts.at(-1);
    if (last === undefined || patternOf([...last, text]).length > PATTERN_MAX) {
      parts.push([text]);
    } else {
      last.push(text);
    }
  }
  return parts.map(patternOf);
}

function patternOf(texts: readonly string[]): string {
  return `^(?:${texts.join("|")})$`;
}

export function withRules(mapping: Mapping, rules: readonly SkipRule[]): Mapping {
  return { ...mapping, skip: [...mapping.skip, ...rules] };
}

export function withoutRule(mapping: Mapping, index: number): Mapping {
  return { ...mapping, skip: mapping.skip.toSpliced(index, 1) };
}

/** What a rule leaves out and why, for a line of a list. */
export function ruleText({ column, matches, empty, record, reason }: SkipRule): string {
  const what =
    record !== undefined
      ? `the row ${record.length > 80 ? `${record.slice(0, 80)}…` : record}`
      : empty === true
        ? `rows without ${column ?? "a value"}`
        : matches === undefined
          ? "rows"
          : `rows with ${valuesText(matches)} in ${column ?? "any column"}`;
  return `${what}: ${reason}`;
}

/** `"n/a" or "none"` of a rule that names values; any other pattern as it is written. */
function valuesText(pattern: string): string {
  const [, start] = /^\^((?:\\[^A-Za-z0-9]|[\w -])+)$/.exec(pattern) ?? [];
  if (start !== undefined) {
    return `a text that begins with "${start.replaceAll("\\", "")}"`;
  }
  const [, values] = /^\^\(\?:(.*)\)\$$/s.exec(pattern) ?? [];
  return values === undefined
    ? pattern
    : values
        .split(/(?<!\\)\|/)
        .map((text) => `"${text.replaceAll(/\\([^A-Za-z0-9])/g, "$1")}"`)
        .join(" or ");
}

/** Reads a value of a column as another one; an earlier replacement of the same is let go. */
export function withReplacement(
  mapping: Mapping,
  column: string,
  from: string,
  to: string,
  reason: string,
): Mapping {
  const others = (mapping.replace ?? []).filter(
    (one) => one.column !== column || one.from !== from,
  );
  return { ...mapping, replace: [...others, { column, from, to, reason }] };
}

export function withoutReplacement(mapping: Mapping, index: number): Mapping {
  const replace = (mapping.replace ?? []).toSpliced(index, 1);
  const { replace: _, ...rest } = mapping;
  return replace.length === 0 ? rest : { ...rest, replace };
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
