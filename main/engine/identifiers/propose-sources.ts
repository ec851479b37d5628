import type { SourceProposal } from "../../../shared/contract/identifiers.ts";
import { IDENTIFIERS } from "../../../shared/domain/identifier-names.ts";
import type { Identifiers } from "../../../shared/domain/identifiers.ts";
import { editsBetween } from "../documents/nearest-key.ts";
import type { SourceCandidate } from "../queries/identifier-groups.ts";
import { keyOf, wordsOf } from "./name-key.ts";
import { ADDITIONS, KEY_NAMES, PREFIXES } from "./word-list.ts";

export interface NamedCandidate extends SourceCandidate {
  readonly reason: SourceProposal["reason"];
}

/** At most this many places are read. */
const CANDIDATES_MAX = 48;
const LETTERS_MIN = 8;

/** Tag keys and columns that by their name hold an identifier and are no source of it yet. */
export function sourceCandidates(
  attributes: readonly string[],
  identifiers: Identifiers,
  dismissed: ReadonlySet<string>,
): NamedCandidate[] {
  const found = attributes.flatMap((attribute) => {
    const named = identifierNamed(attribute);
    const known = named === null ? [] : (identifiers[named.identifier]?.sources ?? []);
    const isFree =
      named !== null &&
      known.every((source) => source.attribute !== attribute) &&
      !dismissed.has(sourceKey(named));
    return isFree ? [named] : [];
  });
  const rank = ({ identifier }: NamedCandidate): number => IDENTIFIERS.indexOf(identifier);
  return found.sort((a, b) => rank(a) - rank(b)).slice(0, CANDIDATES_MAX);
}

/** The identifier a tag key or a column is called after, if it is. */
export function identifierNamed(attribute: string): NamedCandidate | null {
  const [, name = ""] = /^(?:tag|custom):(.+)$/s.exec(attribute) ?? [];
  const words = withoutPrefixes(wordsOf(name));
  const whole = keyOf(words);
  const identifier = KEY_NAMES.get(whole);
  if (identifier !== undefined) {
    return { attribute, identifier, reason: "name" };
  }
  const kept = words.filter((word) => !ADDITIONS.has(word));
  const meant = KEY_NAMES.get(keyOf(kept));
  if (meant !== undefined) {
    return { attribute, identifier: meant, reason: "name-with-addition" };
  }
  const near = [...KEY_NAMES].find(([key]) => isOneSlip(key, whole));
  return near === undefined ? null : { attribute, identifier: near[1], reason: "typing-error" };
}

function isOneSlip(key: string, name: string): boolean {
  const isNear = key.length >= LETTERS_MIN && Math.abs(key.length - name.length) <= 1;
  return isNear && key[0] === name[0] && editsBetween(key, name) === 1;
}

/** A column of a file's own begins with `x_`, a tag often with who gave it. */
function withoutPrefixes(words: readonly string[]): readonly string[] {
  const from = words.findIndex((word) => word !== "x" && !PREFIXES.has(word));
  return from === -1 ? words : words.slice(from);
}

export function sourceKey({ identifier, attribute }: SourceCandidate): string {
  return JSON.stringify(["source", identifier, attribute]);
}
