import text from "../../../resources/reference/identifier-words.csv?raw";
import { IDENTIFIERS, type IdentifierName } from "../../../shared/domain/identifier-names.ts";

type Kind = "word" | "company" | "legal" | "key" | "addition" | "prefix";

interface Line {
  readonly kind: string;
  readonly name: string;
  readonly forms: readonly string[];
}

const lines: readonly Line[] = text
  .trim()
  .split(/\r?\n/)
  .slice(1)
  .map((line) => {
    const [kind = "", name = "", forms = ""] = line.split(",");
    return { kind, name, forms: forms.split(" ") };
  });

const of = (...kinds: readonly Kind[]): Line[] =>
  lines.filter(({ kind }) => kinds.some((known) => known === kind));

const WORDS = new Map(
  of("word").flatMap(({ name, forms }) => forms.map((form) => [form, name.split(" ")] as const)),
);

/** A short form → the words it stands for. */
export const SPELLED_OUT: ReadonlyMap<string, readonly string[]> = new Map([
  ...WORDS,
  ...of("company").flatMap(({ name, forms }) => {
    const words = name.split(" ").flatMap((word) => WORDS.get(word) ?? [word]);
    return forms.map((form) => [form, words] as const);
  }),
]);

/** What follows a company's name and says only what kind of company it is. */
export const LEGAL_FORMS: ReadonlySet<string> = new Set(of("legal").flatMap(({ forms }) => forms));

/** What a key is called, without spaces → the identifier it feeds. */
export const KEY_NAMES: ReadonlyMap<string, IdentifierName> = new Map(
  of("key").flatMap(({ name, forms }) => {
    const identifier = IDENTIFIERS.find((known) => known === name);
    return identifier === undefined ? [] : forms.map((form) => [form, identifier] as const);
  }),
);

/** Words a key ends with that say nothing of what it holds. */
export const ADDITIONS: ReadonlySet<string> = new Set(of("addition").flatMap(({ forms }) => forms));

/** Words a bill puts before a key. */
export const PREFIXES: ReadonlySet<string> = new Set(of("prefix").flatMap(({ forms }) => forms));
