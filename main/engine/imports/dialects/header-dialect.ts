import {
  type AmountSource,
  type ColumnRef,
  type Dataset,
  Mapping,
  type SkipRule,
} from "../../../../shared/domain/mapping.ts";
import { headerPlace } from "../finance/finance-header.ts";
import { commonCurrency } from "../finance/finance-header-currency.ts";
import type { Dialect, DialectQuestion, DialectReading, OpeningTable } from "./define.ts";
import { OpenedHeader } from "./opened-header.ts";

/** Where a layout keeps a field; names are alternatives, separated by vertical bars. */
export type Place =
  | string
  | { readonly of: string; readonly pattern: string }
  | { readonly debit: string; readonly credit: string }
  | {
      readonly value: string;
      readonly indicator: string;
      readonly debitValues: readonly string[];
      readonly creditValues: readonly string[];
    };

/** What one file adds to its layout. */
export interface FileFacts {
  readonly mapping?: Partial<Mapping> | undefined;
  readonly questions?: readonly DialectQuestion[] | undefined;
  readonly reasons?: readonly string[] | undefined;
}

export interface HeaderDialect extends Omit<Dialect, "read"> {
  readonly confidence: "exact" | "likely";
  /** Groups of names; a header that has one of each group is this layout's. */
  readonly signature: readonly string[];
  /** Names that another layout has and this one has not. */
  readonly foreign?: string;
  /** Fields and their places, the first that the header has. */
  readonly columns: Readonly<Record<string, Place | readonly Place[]>>;
  /** `column` holds alternatives; a rule about a column that is absent falls away. */
  readonly skip?: readonly SkipRule[];
  /** What no header can say. */
  readonly fixed?: Partial<Mapping>;
  /** What the file itself adds; null where it is another layout after all. */
  readonly facts?: (found: OpenedHeader, columns: Columns) => FileFacts | null;
}

type Columns = Readonly<Record<string, AmountSource>>;

const DATED = ["posting_date", "period", "document_date"];

/** A layout that is told by the names in its header. */
export function headerDialect(layout: HeaderDialect): Dialect {
  const { name, title, dataset, reference, says } = layout;
  return { name, title, dataset, reference, says, read: (table) => read(layout, table) };
}

function read(layout: HeaderDialect, table: OpeningTable): DialectReading | null {
  const found = OpenedHeader.find(table, layout.signature);
  if (found === null || (layout.foreign !== undefined && found.has(layout.foreign))) {
    return null;
  }
  const columns: Record<string, AmountSource> = {};
  for (const [field, places] of Object.entries(layout.columns)) {
    const source = firstPlace(found, places);
    if (source !== null) {
      columns[field] = source;
    }
  }
  const facts = layout.facts === undefined ? {} : layout.facts(found, columns);
  if (facts === null) {
    return null;
  }
  const mapping = buildMapping(layout, table, found, columns, facts);
  if (layout.columns["amount"] !== undefined && mapping.columns["amount"] === undefined) {
    return null;
  }
  return {
    confidence: layout.confidence,
    header: found.header,
    mapping,
    matched: layout.signature.length + Object.keys(mapping.columns).length,
    reasons: [
      `${headerPlace(found.header)} has the columns of ${layout.title}: ` +
        `${shownNames(found, layout)}.`,
      layout.says,
      ...(facts.reasons ?? []),
    ],
    questions: allQuestions(facts.questions ?? [], openQuestions(found, mapping)),
  };
}

/** The layout's own questions, and the common ones that they do not ask already. */
function allQuestions(
  own: readonly DialectQuestion[],
  common: readonly DialectQuestion[],
): DialectQuestion[] {
  const asked = new Set(own.flatMap(({ answeredBy }) => answeredBy));
  return [...own, ...common.filter(({ answeredBy }) => !answeredBy.some((key) => asked.has(key)))];
}

function shownNames(found: OpenedHeader, { signature }: HeaderDialect): string {
  return signature.map((group) => found.header.names[(found.position(group) ?? 1) - 1]).join(", ");
}

function buildMapping(
  layout: HeaderDialect,
  { delimiter }: OpeningTable,
  found: OpenedHeader,
  columns: Columns,
  { mapping: own = {} }: FileFacts,
): Mapping {
  const skip = (layout.skip ?? []).flatMap((rule) => {
    const column = rule.column === undefined ? undefined : found.name(rule.column);
    return column === null ? [] : [column === undefined ? rule : { ...rule, column }];
  });
  const all = { ...columns, ...own.columns };
  const currency = commonCurrency(amountHeaders(all["amount"]));
  return Mapping.parse({
    tieout: 1,
    dataset: layout.dataset,
    name: layout.title,
    ...(delimiter === null ? {} : { delimiter }),
    ...(currency === null || all["currency"] !== undefined ? {} : { currency }),
    ...layout.fixed,
    ...own,
    columns: all,
    skip: [...skip, ...(own.skip ?? [])],
  });
}

function firstPlace(found: OpenedHeader, places: Place | readonly Place[]): AmountSource | null {
  const list: readonly Place[] = Array.isArray(places) ? places : [places as Place];
  for (const place of list) {
    const source = sourceAt(found, place);
    if (source !== null) {
      return source;
    }
  }
  return null;
}

function sourceAt(found: OpenedHeader, place: Place): AmountSource | null {
  if (typeof place === "string") {
    return found.name(place);
  }
  if ("of" in place) {
    const column = found.name(place.of);
    return column === null ? null : { column, pattern: place.pattern };
  }
  if ("debit" in place) {
    const [debit, credit] = [found.name(place.debit), found.name(place.credit)];
    return debit === null || credit === null ? null : { debit, credit };
  }
  const [value, indicator] = [found.name(place.value), found.name(place.indicator)];
  if (value === null || indicator === null) {
    return null;
  }
  const { debitValues, creditValues } = place;
  return { value, indicator, debitValues: [...debitValues], creditValues: [...creditValues] };
}

function amountHeaders(amount: AmountSource | undefined): string[] {
  if (typeof amount === "string") {
    return [amount];
  }
  if (typeof amount === "object" && "debit" in amount) {
    return [amount.debit, amount.credit];
  }
  return typeof amount === "object" && "value" in amount ? [amount.value] : [];
}

/** What a line is told by, in kinds whose lines are told by one column. */
const KEYS: { readonly [Of in Dataset]?: string } = {
  ledger: "ledger_account",
  account: "ledger_account",
  purchase: "document_number",
  invoice: "document_number",
  receipt: "document_number",
};

/** What every line needs and neither the header nor the layout says. */
function openQuestions(found: OpenedHeader, mapping: Mapping): DialectQuestion[] {
  const { columns, constants, dataset } = mapping;
  const states = (field: string): boolean =>
    columns[field] !== undefined || constants[field] !== undefined;
  const hasAmount = columns["amount"] !== undefined;
  const questions: DialectQuestion[] = [];
  const key = KEYS[dataset];
  if (key !== undefined && !states(key)) {
    const question = `Which column is the ${key.replaceAll("_", " ")}? Name it in a mapping.`;
    questions.push({ column: key, question, answeredBy: [key] });
  }
  if (dataset === "ledger" && !DATED.some(states)) {
    const question =
      "In which period were these lines posted? No column says; state constants: { period: … } " +
      "in a mapping.";
    questions.push({ column: "period", question, answeredBy: DATED });
  }
  const isStated = !hasAmount || mapping.currency !== undefined || states("currency");
  if (!isStated && !amountsNameCurrency(found, columns["amount"])) {
    const [amount = "amount"] = amountHeaders(columns["amount"]);
    const asked = `Which currency is "${amount}" in?`;
    const question = `${asked} No column says; state currency in a mapping.`;
    questions.push({ column: "currency", question, answeredBy: ["currency"] });
  }
  return questions;
}

function amountsNameCurrency(found: OpenedHeader, amount: AmountSource | undefined): boolean {
  const cells = typeof amount === "string" ? found.cells(amount) : [];
  return cells.length > 0 && cells.every((cell) => /^[A-Z]{3}\s?\S|\S\s?[A-Z]{3}$/.test(cell));
}

/**
 * The code and the name of a cell that holds both, told by the cells themselves: where each begins
 * with a code that has a digit, the code is the field and the rest its name; else the whole is.
 */
export function codeAndName(
  found: OpenedHeader,
  names: string,
): { code: ColumnRef; name: ColumnRef | null } | null {
  const column = found.name(names);
  if (column === null) {
    return null;
  }
  const cells = found.cells(column).filter((cell) => !/^'?(?:total|opening|closing)/i.test(cell));
  const isCoded = cells.length > 0 && cells.every((cell) => CODED.test(cell));
  return isCoded
    ? { code: { column, pattern: "^([^\\s:·]+)" }, name: { column, pattern: CODED_NAME } }
    : { code: column, name: null };
}

const CODED = /^[\p{L}\d./_-]*\d[\p{L}\d./_-]*(?:\s*[:·]|\s)\s*\S/u;
const CODED_NAME = "^[^\\s:·]+\\s*[-:·]?\\s*(.*)$";
