import type { AmountSource, Dataset } from "../../../../shared/domain/mapping.ts";
import { Mapping } from "../../../../shared/domain/mapping.ts";
import type { Dialect } from "../dialects/define.ts";
import { financeFormats } from "../formats/index.ts";
import type { FinanceField, FinanceFormat } from "./finance-format.ts";
import { applyGuesses, guessColumns, isSided } from "./finance-guess.ts";
import { comparableName, type Header, headerAt, headerPlace } from "./finance-header.ts";
import { commonCurrency } from "./finance-header-currency.ts";
import { doubts, type Places, placesOf, sourceName } from "./finance-places.ts";
import type { TableCandidate } from "./finance-source.ts";
import type { Question } from "./finance-survey.ts";

/** A finance file recognised by what its header says. */
export interface Recognition {
  /** The layout of a named system; null where the names alone told. */
  readonly dialect: Dialect | null;
  readonly format: FinanceFormat;
  readonly candidate: TableCandidate;
  readonly header: Header;
  readonly confidence: "exact" | "likely" | "guess";
  readonly mapping: Mapping;
  readonly matched: number;
  /** Fields whose columns merely have similar names. */
  readonly guessed: readonly string[];
  /** Needed fields that no column fills. */
  readonly lacking: number;
  readonly reasons: readonly string[];
  /** What the header leaves open. */
  readonly questions: readonly Question[];
}

const SEARCHED_ROWS = 60;
const DEBIT = names(
  "debit|debit amount|debits|dr|amount (debit)|soll|sollbetrag|ledger debit amount|accounted dr|" +
    "accounted_dr|debitamount|debit_amount|umsatz soll|debe",
);
const CREDIT = names(
  "credit|credit amount|credits|cr|amount (credit)|haben|habenbetrag|ledger credit amount|" +
    "accounted cr|accounted_cr|creditamount|credit_amount|umsatz haben|haber",
);
const SIDE = names(
  "debit/credit|debit/credit indicator|dr/cr|d/c|s/h|soll/haben|soll/haben-kennzeichen|shkzg|" +
    "drcrk|posting type|posting_type|sens|side",
);
const RANK = { exact: 3, likely: 2, guess: 1 } as const;
const GUESS_FIELDS = 3;
/** Columns that must bear a field's very name before others are taken for similar. */
const NAMED_FIELDS = 2;

/** The likeliest reading of a file by its header alone; null where nothing fits. */
export function recogniseFinance(
  candidates: readonly TableCandidate[],
  formatOrDataset: string | undefined,
): Recognition | null {
  const formats = financeFormats.filter(
    ({ id, dataset }) =>
      formatOrDataset === undefined || id === formatOrDataset || dataset === formatOrDataset,
  );
  let best: Recognition | null = null;
  for (const candidate of candidates) {
    const rows = candidate.opening.slice(0, SEARCHED_ROWS);
    for (const format of formats) {
      for (const span of [1, 2]) {
        for (let index = 0; index < rows.length; index += 1) {
          const header = headerAt(rows, index, span);
          const found = header === null ? null : matchHeader(header, span, format, candidate);
          if (found !== null && isBetter(found, best)) {
            best = found;
          }
        }
      }
    }
  }
  return best;
}

function isBetter(found: Recognition, best: Recognition | null): boolean {
  if (best === null) {
    return true;
  }
  const [rank, bestRank] = [RANK[found.confidence], RANK[best.confidence]];
  const clear = ({ matched, lacking }: Recognition): number => matched - 2 * lacking;
  return rank === bestRank ? clear(found) > clear(best) : rank > bestRank;
}

function names(text: string): readonly string[] {
  return text.split("|");
}

function matchHeader(
  header: Header,
  span: number,
  format: FinanceFormat,
  candidate: TableCandidate,
): Recognition | null {
  const places = placesOf(header.names);
  const columns: Record<string, AmountSource> = {};
  const used = new Set<string>();
  const questions: Question[] = [];
  const chosen: (readonly [FinanceField, string])[] = [];
  const take = (candidates: readonly string[]): string | null =>
    candidates.find((name) => places.has(name) && !used.has(name)) ?? null;
  for (const field of format.fields) {
    const source =
      field.name === "amount" && isSided(format.dataset)
        ? ledgerAmount(header, places, names(field.headers), questions)
        : undefined;
    const name = source === undefined ? take(names(field.headers)) : null;
    if (source !== undefined && source !== null) {
      columns[field.name] = source;
    } else if (name !== null) {
      used.add(name);
      columns[field.name] = sourceName(header, places, name);
      chosen.push([field, name]);
    }
  }
  for (const [field, name] of chosen) {
    questions.push(...doubts(field, name, header, places, used));
  }
  const named = Object.keys(columns).length;
  if (named < Math.min(NAMED_FIELDS, format.fields.filter((f) => f.isRequired).length)) {
    return null;
  }
  const sides = { debit: DEBIT, credit: CREDIT };
  // Where a specification names every column, a similar name is another column.
  const guesses =
    format.marks === undefined ? guessColumns(header.names, format, columns, sides) : [];
  questions.push(...applyGuesses(guesses, columns));
  const all = Object.keys(columns);
  const matched = all.length;
  const guessed = all.slice(named);
  if (matched < Math.min(GUESS_FIELDS, format.fields.filter((f) => f.isRequired).length)) {
    return null;
  }
  return judge({ header, span, format, candidate, columns, matched, guessed, questions });
}

/** The signed amount of a ledger: a debit and a credit column, an amount with its side, or one. */
function ledgerAmount(
  header: Header,
  places: Places,
  amountNames: readonly string[],
  questions: Question[],
): AmountSource | null {
  const inHeader = (known: readonly string[]): string[] =>
    known.filter((name) => places.has(name)).map((name) => sourceName(header, places, name));
  const [debit] = inHeader(DEBIT);
  const [credit] = inHeader(CREDIT);
  const [side] = inHeader(SIDE);
  const [amount, otherAmount] = inHeader(amountNames);
  if (debit !== undefined && credit !== undefined) {
    return { debit, credit };
  }
  if (amount === undefined) {
    return null;
  }
  if (otherAmount !== undefined) {
    const question = `Is the amount in ledger currency "${amount}" or "${otherAmount}"?`;
    questions.push({ column: amount, question });
  }
  if (side === undefined) {
    return amount;
  }
  const question = `Does "${side}" give the sign of "${amount}", or is "${amount}" signed already?`;
  questions.push({ column: side, question });
  return {
    value: amount,
    indicator: side,
    debitValues: ["S", "D", "DR", "Debit", "Soll"],
    creditValues: ["H", "C", "CR", "K", "Credit", "Haben"],
  };
}

interface Judged {
  readonly header: Header;
  readonly span: number;
  readonly format: FinanceFormat;
  readonly candidate: TableCandidate;
  readonly columns: Record<string, AmountSource>;
  readonly matched: number;
  readonly guessed: readonly string[];
  readonly questions: Question[];
}

function judge(judged: Judged): Recognition | null {
  const { header, span, format, candidate, columns, matched, questions } = judged;
  const has = (name: string): boolean => columns[name] !== undefined;
  const currency = has("currency") ? null : commonCurrency(amountHeaders(columns));
  const missing = format.fields.filter(
    ({ name, isRequired }) =>
      isRequired && !has(name) && !(name === "currency" && currency !== null),
  );
  const lacksCurrency = missing.some(({ name }) => name === "currency");
  const isWhole = missing.length === (lacksCurrency ? 1 : 0);
  const hasNeeds = format.needs.every((group) => group.some(has));
  const key = format.fields.find(({ isRequired }) => isRequired)?.name ?? "";
  const isLike = ["amount", "quantity", "rate"].some(has) || (has(key) && matched > GUESS_FIELDS);
  if (!(isWhole && hasNeeds) && !isLike) {
    return null;
  }
  for (const { name } of missing.filter((field) => field.name !== "currency")) {
    const question = `Which column is the ${name.replaceAll("_", " ")}? Name it in a mapping.`;
    questions.push({ column: name, question, answeredBy: [name] });
  }
  for (const group of format.needs.filter((fields) => !fields.some(has))) {
    const words = group.map((name) => name.replaceAll("_", " ")).join(" or the ");
    const question = `Which column is the ${words}? Name it in a mapping.`;
    questions.push({ column: group[0] ?? "", question, answeredBy: group });
  }
  if (lacksCurrency) {
    const question = "Which currency are the amounts in? State currency in a mapping.";
    questions.push({ column: "currency", question, answeredBy: ["currency"] });
  }
  const lacking =
    missing.length - (lacksCurrency ? 1 : 0) + format.needs.filter((g) => !g.some(has)).length;
  const isExact = isExactHeader(header, format);
  const isLikely = isWhole && hasNeeds && !lacksCurrency && questions.length === 0;
  const confidence = isExact ? "exact" : isLikely ? "likely" : "guess";
  return {
    dialect: null,
    format,
    candidate,
    header,
    confidence,
    mapping: {
      ...suggest(format.dataset, candidate, columns, span),
      ...(currency === null ? {} : { currency }),
    },
    matched,
    guessed: judged.guessed,
    lacking,
    reasons: [
      `${headerPlace(header)} names ${matched} columns of a ${format.title}.`,
      ...(isExact && format.exactHeader !== null
        ? ["Its header is exactly the one expected."]
        : []),
    ],
    questions,
  };
}

function isExactHeader({ names }: Header, { exactHeader, marks }: FinanceFormat): boolean {
  const found = names.map(comparableName);
  const isMarked = marks?.every((mark) => found.includes(mark)) ?? false;
  return isMarked || (exactHeader?.every((name, index) => found[index] === name) ?? false);
}

function amountHeaders({ amount }: Record<string, AmountSource>): string[] {
  if (typeof amount === "string") {
    return [amount];
  }
  if (typeof amount === "object" && "debit" in amount) {
    return [amount.debit, amount.credit];
  }
  return [];
}

function suggest(
  dataset: Dataset,
  candidate: TableCandidate,
  columns: Record<string, AmountSource>,
  span: number,
): Mapping {
  const { sheet } = candidate.source;
  return Mapping.parse({
    tieout: 1,
    dataset,
    columns,
    ...(candidate.delimiter === null ? {} : { delimiter: candidate.delimiter }),
    ...(sheet === null ? {} : { sheet }),
    ...(span === 1 ? {} : { headerRows: span }),
  });
}
