import type { RejectCause, RejectGroup } from "../../../../shared/contract/jobs.ts";
import type { Mapping, SkipRule } from "../../../../shared/domain/mapping.ts";
import { attributeLabel } from "../../../attribute-label.ts";
import { plural, spellAmount } from "../../../ui/format-amount.ts";

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

/** What to do about all rows of a group at once, in the words of the page. */
const REMEDY: Readonly<Record<RejectCause, string>> = {
  missing: "Say what an empty cell is read as, or leave these rows out if they are no data.",
  "not-a-number": "Choose how the column writes figures, replace a value, or leave the rows out.",
  "date-unclear": "Choose how the column writes dates, replace a value, or leave the rows out.",
  "currency-unknown": "Replace it by a code of three letters, for example USD, in all rows.",
  "value-unknown": "Replace the value by one that is known, or leave these rows out.",
  "record-broken": "Correct these records in the export; text that holds the delimiter is quoted.",
  "looks-like-total": "A total would count its rows twice: leave it out, unless it is data.",
  other: "Correct these records in the export, or import without them.",
};

export function groupRemedy({ cause }: RejectGroup): string {
  return REMEDY[cause];
}

export function groupTitle({ cause, count }: RejectGroup): string {
  return `${plural(count, "row")}: ${SAYS[cause]}`;
}

/** "EUR 3,125.00 of 2,500 rows"; nothing where no amount can be read. */
export function stakeText({ atStake }: RejectGroup): string {
  return atStake
    .map(({ currency, amount, records }) =>
      [currency, spellAmount(amount), "in", plural(records, "row")].join(" ").trim(),
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

/** Rules that leave the rows of a group out; null where they cannot all be told by a value. */
export function leaveOutRules({ cause, values, isWhole }: RejectGroup): SkipRule[] | null {
  if (!isWhole || cause === "record-broken" || cause === "looks-like-total") {
    return null;
  }
  const byColumn = new Map<string, string[]>();
  for (const { column, found } of values) {
    byColumn.set(column, [...(byColumn.get(column) ?? []), found]);
  }
  return [...byColumn].flatMap(([column, found]): SkipRule[] => {
    const texts = found.filter((text) => text !== "");
    const reason = SAYS[cause];
    return [
      ...(texts.length < found.length ? [{ column, empty: true, reason }] : []),
      ...(texts.length === 0
        ? []
        : [{ column, matches: `^(?:${texts.map(escaped).join("|")})$`, reason }]),
    ];
  });
}

export function withRules(mapping: Mapping, rules: readonly SkipRule[]): Mapping {
  return { ...mapping, skip: [...mapping.skip, ...rules] };
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
