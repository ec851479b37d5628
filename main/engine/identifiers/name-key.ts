import type { ALIAS_REASONS } from "../../../shared/contract/identifiers.ts";
import type { IdentifierName } from "../../../shared/domain/identifier-names.ts";
import { editsBetween } from "../documents/nearest-key.ts";
import { LEGAL_FORMS, SPELLED_OUT } from "./word-list.ts";

export type AliasReason = (typeof ALIAS_REASONS)[number];

/** What is longer is no name, and comparing it would take minutes. */
const NAME_MAX = 120;
const ADDRESS = /^([^@\s]+)@[^@\s]+$/;

/** A name in the forms it is compared in; names with an equal `meant` are taken for one. */
export interface NameKey {
  /** The letters and digits alone, without accents. */
  readonly spelled: string;
  /** Without legal form, and a number without leading zeros. */
  readonly bare: string;
  /** With its short forms spelled out. */
  readonly meant: string;
  readonly words: readonly string[];
  readonly isAddress: boolean;
  readonly isTurned: boolean;
  readonly isNumber: boolean;
}

/** How a value is compared with others; null where it holds neither letter nor digit. */
export function nameKey(identifier: IdentifierName, value: string): NameKey | null {
  if (value.length > NAME_MAX) {
    return null;
  }
  const spelled = keyOf(wordsOf(value));
  if (spelled === "") {
    return null;
  }
  const local = ADDRESS.exec(value.trim())?.[1];
  const turned = identifier === "owner" ? /^([^,]+),([^,]+)$/.exec(value) : null;
  const plain =
    local?.replace(/\+.*$/, "") ?? (turned === null ? value : `${turned[2]} ${turned[1]}`);
  const isNumber = /^\d+$/.test(spelled);
  const bare = isNumber ? [spelled.replace(/^0+(?=\d)/, "")] : wordsOf(withoutLegalForm(plain));
  const words = bare.flatMap((word) => SPELLED_OUT.get(word) ?? [word]);
  return {
    spelled,
    bare: keyOf(bare),
    meant: keyOf(words),
    words,
    isAddress: local !== undefined,
    isTurned: turned !== null,
    isNumber,
  };
}

/** Words in lower case without accents; a number in a word is a word of its own. */
export function wordsOf(text: string): string[] {
  return text
    .normalize("NFKD")
    .replace(/\p{Mark}/gu, "")
    .replace(/\b(\p{L})\.(?=\p{L}\b)/gu, "$1")
    .replace(/(\p{Ll})(\p{Lu})/gu, "$1 $2")
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+|(?<=\p{L})(?=\p{N})|(?<=\p{N})(?=\p{L})/u)
    .filter((word) => word !== "");
}

/** Words in one; two numbers stay apart, for 1-10 is not 11-0. */
export function keyOf(words: readonly string[]): string {
  return words.join(" ").replace(/(?<!\p{N}) | (?!\p{N})/gu, "");
}

function withoutLegalForm(value: string): string {
  const parts = value.trim().split(/[\s,]+/);
  while (parts.length > 1 && LEGAL_FORMS.has(keyOf(wordsOf(parts.at(-1) ?? "")))) {
    parts.pop();
  }
  return parts.join(" ");
}

/** Why two names of an equal meaning are taken for one: the least of the rules it takes. */
export function reasonFor(one: NameKey, other: NameKey): AliasReason {
  if (one.spelled === other.spelled) {
    return "spelling";
  }
  if (one.isAddress || other.isAddress) {
    return "address";
  }
  if (one.isTurned || other.isTurned) {
    return "name-order";
  }
  if (one.isNumber) {
    return "leading-zeros";
  }
  return one.bare === other.bare ? "legal-form" : "abbreviation";
}

const LETTERS_MIN = 5;
const LONG_WORD = 9;

/**
 * Whether one name is another with a slip of the pen: one word of five letters and more differs by
 * one letter, of nine and more by two. Numbers, short words and first letters are never slips.
 */
export function isSlip(one: NameKey, other: NameKey): boolean {
  if (one.words.length !== other.words.length) {
    return false;
  }
  const different = one.words.flatMap((word, index) => {
    const beside = other.words[index] ?? "";
    return word === beside ? [] : [[word, beside] as const];
  });
  const [pair] = different;
  return different.length === 1 && pair !== undefined && isSlipOfWord(...pair);
}

function isSlipOfWord(a: string, b: string): boolean {
  const shortest = Math.min(a.length, b.length);
  const isWord = /^\p{L}+$/u.test(a) && /^\p{L}+$/u.test(b);
  if (!isWord || shortest < LETTERS_MIN || a[0] !== b[0]) {
    return false;
  }
  const edits = shortest >= LONG_WORD ? 2 : 1;
  return Math.abs(a.length - b.length) <= edits && editsBetween(a, b) <= edits;
}
