import { IDENTIFIERS, type IdentifierName } from "./identifier-names.ts";
import {
  comparable,
  type Identifier,
  type IdentifierEntry,
  type Identifiers,
} from "./identifiers.ts";
import { type Period, shiftPeriod } from "./period.ts";

/**
 * The dictionary with more ways of writing a name. A name that becomes an alias brings the
 * aliases it had, and what was an alias of another name is taken from there.
 */
export function withAliases(
  identifiers: Identifiers,
  identifier: IdentifierName,
  name: string,
  added: readonly string[],
): Identifiers {
  const definition = identifiers[identifier];
  if (definition === undefined) {
    return identifiers;
  }
  const own = comparable(name);
  const wanted = [...added, ...added.flatMap((alias) => aliasesOf(definition, alias))];
  const taken = new Set([...wanted.map(comparable), own]);
  const kept = Object.entries(definition.aliases).flatMap(([other, aliases]) => {
    const isMerged = taken.has(comparable(other));
    const free = aliases.filter((alias) => !taken.has(comparable(alias)));
    return isMerged || free.length === 0 ? [] : [[other, free] as const];
  });
  const all = distinct([...aliasesOf(definition, name), ...wanted]).filter(
    (alias) => alias !== name,
  );
  const aliases = Object.fromEntries([...kept, [name, all] as const]);
  return { ...identifiers, [identifier]: { ...definition, aliases } };
}

/** The dictionary with one more place to look for an identifier, after those there are. */
export function withSource(
  identifiers: Identifiers,
  identifier: IdentifierName,
  attribute: string,
): Identifiers {
  const { sources, aliases } = identifiers[identifier] ?? { sources: [], aliases: {} };
  const next = { ...identifiers, [identifier]: { sources: [...sources, { attribute }], aliases } };
  return Object.fromEntries(
    IDENTIFIERS.flatMap((known) => {
      const definition = next[known];
      return definition === undefined ? [] : [[known, definition]];
    }),
  );
}

function aliasesOf({ aliases }: Identifier, name: string): string[] {
  return Object.entries(aliases).flatMap(([other, ways]) =>
    comparable(other) === comparable(name) ? ways : [],
  );
}

function distinct(texts: readonly string[]): string[] {
  const byText = new Map(texts.map((text) => [comparable(text), text]));
  return [...byText.values()];
}

/** Months between two entries of a value in which it gives nothing, each as a sentence. */
export function gapsOf(identifiers: Identifiers): string[] {
  return IDENTIFIERS.flatMap((name) =>
    (identifiers[name]?.sources ?? []).flatMap(({ attribute, map = [] }) =>
      [...byValue(map).values()].flatMap((entries) =>
        gapsBetween(entries).map(
          ([from, to, value]) =>
            `${name.replaceAll("_", " ")}: "${value}" of ${attribute} gives nothing ${
              from === to ? `in ${from}` : `from ${from} to ${to}`
            }.`,
        ),
      ),
    ),
  );
}

function byValue(map: readonly IdentifierEntry[]): Map<string, IdentifierEntry[]> {
  const found = new Map<string, IdentifierEntry[]>();
  for (const entry of map) {
    const key = comparable(entry.is);
    found.set(key, [...(found.get(key) ?? []), entry]);
  }
  return found;
}

/** First and last month without an entry, between one that ends and the next. */
function gapsBetween(entries: readonly IdentifierEntry[]): [Period, Period, string][] {
  const inOrder = entries.toSorted((a, b) => ((a.from ?? "") < (b.from ?? "") ? -1 : 1));
  return inOrder.flatMap(({ is, to }, index) => {
    const next = inOrder[index + 1]?.from;
    if (to === undefined || next === undefined || shiftPeriod(to, 1) >= next) {
      return [];
    }
    return [[shiftPeriod(to, 1), shiftPeriod(next, -1), is]];
  });
}
