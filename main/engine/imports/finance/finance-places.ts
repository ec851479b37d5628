import type { FinanceField } from "./finance-format.ts";
import { comparableName, type Header } from "./finance-header.ts";
import { splitHeaderCurrency } from "./finance-header-currency.ts";
import type { Question } from "./finance-survey.ts";

/** Where the columns of a header stand, by comparable name. */
export type Places = ReadonlyMap<string, number>;

/** Asks where two columns could be the same date or the amount and neither name decides. */
export function doubts(
  { name: field, kind, headers, decisive = [] }: FinanceField,
  chosen: string,
  header: Header,
  places: Places,
  used: ReadonlySet<string>,
): Question[] {
  const isDoubtful = kind === "date" || field === "amount";
  const rivals = decisive.includes(chosen) ? decisive : headers.split("|");
  const place = places.get(chosen);
  const other = rivals.find(
    (name) => places.has(name) && places.get(name) !== place && !used.has(name),
  );
  if (!isDoubtful || other === undefined) {
    return [];
  }
  const column = sourceName(header, places, chosen);
  const question =
    `Is the ${field.replaceAll("_", " ")} "${column}" or "${sourceName(header, places, other)}"? ` +
    "Name it in a mapping.";
  return [{ column, question, answeredBy: [field] }];
}

/** Each comparable name's place, also without a currency; names that occur twice stay out. */
export function placesOf(header: readonly string[]): Places {
  const places = new Map<string, number>();
  for (const [index, name] of header.entries()) {
    const comparable = comparableName(name);
    if (comparable !== "") {
      places.set(comparable, places.has(comparable) ? -1 : index);
    }
  }
  const bare = new Map<string, number>();
  for (const [index, name] of header.entries()) {
    const comparable = comparableName(splitHeaderCurrency(name)?.name ?? "");
    bare.set(comparable, bare.has(comparable) ? -1 : index);
  }
  bare.delete("");
  return new Map([...bare, ...places].filter(([, index]) => index >= 0));
}

export function sourceName(header: Header, places: Places, name: string): string {
  return header.names[places.get(name) ?? 0] ?? name;
}
