import type { AliasProposal } from "../../../shared/contract/identifiers.ts";
import type { IdentifierName } from "../../../shared/domain/identifier-names.ts";
import { type AliasReason, isSlip, type NameKey, nameKey, reasonFor } from "./name-key.ts";

/** A value the charges of a month say, with what it costs; the largest come first. */
export interface SaidValue {
  readonly value: string;
  readonly costs: AliasProposal["aliases"][number]["costs"];
}

/** A name that is written down elsewhere: in the dictionary, a list or a book. */
export interface KnownName {
  readonly name: string;
  /** What a list calls it in words. */
  readonly label: string | null;
  readonly from: string;
}

/** Slips of the pen are looked for among this many names, the largest of a month. */
const SLIPS_AMONG = 600;

interface Member {
  readonly said: SaidValue;
  readonly key: NameKey;
  readonly isListed: boolean;
}

interface Group {
  readonly id: string;
  readonly known: KnownName | null;
  readonly members: Member[];
}

/**
 * What is written in several ways and may be one name. The name is one that is known already, else
 * the one that costs most; a name that is known elsewhere is never proposed as an alias.
 * Law:     accepting proposals moves no cost in or out (test/laws/identifier-suggestions.test.ts)
 */
export function proposeAliases(
  identifier: IdentifierName,
  values: readonly SaidValue[],
  known: readonly KnownName[],
  dismissed: ReadonlySet<string>,
): AliasProposal[] {
  const names = new Set(known.map(({ name }) => name));
  const groups = [...groupsOf(identifier, values, known).values()];
  const proposals = new Map<string, AliasProposal>();
  const add = (group: Group, aliases: AliasProposal["aliases"]): void => {
    const name = nameOf(identifier, group, dismissed);
    const before = proposals.get(group.id)?.aliases ?? [];
    const wanted = aliases.filter(({ key, value }) => value !== name && !dismissed.has(key));
    if (name !== null && wanted.length > 0) {
      const knownFrom = group.known?.from ?? null;
      proposals.set(group.id, { identifier, name, knownFrom, aliases: [...before, ...wanted] });
    }
  };
  for (const group of groups) {
    add(group, aliasesOf(identifier, group, dismissed));
  }
  const compared = groups.slice(0, SLIPS_AMONG);
  compared.forEach((group, index) => {
    const other = compared.slice(0, index).find((larger) => mayBeSlip(larger, group, names));
    if (other !== undefined) {
      add(other, slipsOf(identifier, other, group));
    }
  });
  return groups.flatMap(({ id }) => proposals.get(id) ?? []);
}

/** Values of one meaning, in the order of the largest of each. */
function groupsOf(
  identifier: IdentifierName,
  values: readonly SaidValue[],
  known: readonly KnownName[],
): Map<string, Group> {
  const byKey = uniqueBy(known, ({ name }) => nameKey(identifier, name)?.meant);
  const byLabel = uniqueBy(known, ({ label }) =>
    label === null ? undefined : nameKey(identifier, label)?.meant,
  );
  const groups = new Map<string, Group>();
  for (const said of values) {
    const key = nameKey(identifier, said.value);
    const direct = key === null ? null : byKey.get(key.meant);
    // Two names that are known apart and read alike: which one is meant cannot be said.
    if (key === null || direct === null) {
      continue;
    }
    const listed = direct === undefined ? (byLabel.get(key.meant) ?? undefined) : undefined;
    const name = direct ?? listed ?? null;
    const id = (name === null ? null : nameKey(identifier, name.name)?.meant) ?? key.meant;
    const group = groups.get(id) ?? { id, known: name, members: [] };
    group.members.push({ said, key, isListed: listed !== undefined });
    groups.set(id, group);
  }
  return groups;
}

/** Known names by a key; null where two share it. */
function uniqueBy(
  known: readonly KnownName[],
  keyOf: (name: KnownName) => string | undefined,
): Map<string, KnownName | null> {
  const found = new Map<string, KnownName | null>();
  for (const one of known) {
    const key = keyOf(one);
    if (key !== undefined) {
      const other = found.get(key);
      const isFirst = other === undefined;
      found.set(key, isFirst ? one : other?.name === one.name ? other : null);
    }
  }
  return found;
}

function nameOf(
  identifier: IdentifierName,
  { id, known, members }: Group,
  dismissed: ReadonlySet<string>,
): string | null {
  const free = members.find(({ said }) => !dismissed.has(aliasKey(identifier, said.value, id)));
  return known?.name ?? free?.said.value ?? null;
}

function aliasesOf(
  identifier: IdentifierName,
  group: Group,
  dismissed: ReadonlySet<string>,
): AliasProposal["aliases"] {
  const name = nameOf(identifier, group, dismissed);
  const key = name === null ? null : nameKey(identifier, name);
  return group.members.map((member) => ({
    key: aliasKey(identifier, member.said.value, group.id),
    value: member.said.value,
    reason: reasonOf(member, key),
    costs: member.said.costs,
  }));
}

function reasonOf({ isListed, key }: Member, name: NameKey | null): AliasReason {
  return isListed || name === null ? "listed-name" : reasonFor(key, name);
}

function mayBeSlip(larger: Group, smaller: Group, names: ReadonlySet<string>): boolean {
  const [one, other] = [larger.members[0]?.key, smaller.members[0]?.key];
  const isKnown = smaller.members.some(({ said }) => names.has(said.value));
  return one !== undefined && other !== undefined && !isKnown && isSlip(one, other);
}

function slipsOf(
  identifier: IdentifierName,
  { id }: Group,
  smaller: Group,
): AliasProposal["aliases"] {
  const key = JSON.stringify(["slip", identifier, ...[id, smaller.id].sort()]);
  return smaller.members.map(({ said }) => ({
    key,
    value: said.value,
    reason: "typing-error" as const,
    costs: said.costs,
  }));
}

/** That a value is no way of writing what a group of names means. */
function aliasKey(identifier: IdentifierName, value: string, group: string): string {
  return JSON.stringify(["alias", identifier, value, group]);
}
