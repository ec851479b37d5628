import { IDENTIFIERS, type IdentifierName } from "../../../shared/domain/identifier-names.ts";
import { type Identifier, Identifiers } from "../../../shared/domain/identifiers.ts";

/** A value that stands for another in some months, as it is being written. */
export interface EntryDraft {
  readonly is: string;
  readonly gives: string;
  readonly from: string;
  readonly to: string;
}

export interface PlaceDraft {
  readonly attribute: string;
  /** Null takes what stands there as it is. */
  readonly map: readonly EntryDraft[] | null;
}

export interface AliasDraft {
  readonly written: string;
  readonly name: string;
}

/** One identifier as it is being edited. */
export interface IdentifierDraft {
  readonly places: readonly PlaceDraft[];
  readonly aliases: readonly AliasDraft[];
}

export const EMPTY_ENTRY: EntryDraft = { is: "", gives: "", from: "", to: "" };
export const EMPTY_ALIAS: AliasDraft = { written: "", name: "" };

export function draftOf(identifier: Identifier | undefined): IdentifierDraft {
  const { sources = [], aliases = {} } = identifier ?? {};
  return {
    places: sources.map(({ attribute, map }) => ({
      attribute,
      map: map?.map(({ is, gives, from = "", to = "" }) => ({ is, gives, from, to })) ?? null,
    })),
    aliases: Object.entries(aliases).flatMap(([name, others]) =>
      others.map((written) => ({ written, name })),
    ),
  };
}

export type ReadDraft =
  | { readonly identifiers: Identifiers; readonly problems: readonly [] }
  | { readonly identifiers: null; readonly problems: readonly string[] };

/** The dictionary with the draft in it, or what is wrong with the draft in sentences. */
export function readDraft(
  before: Identifiers,
  name: IdentifierName,
  { places, aliases }: IdentifierDraft,
): ReadDraft {
  const half = aliases.filter(
    (alias) => !isEmptyAlias(alias) && (alias.written.trim() === "" || alias.name.trim() === ""),
  );
  if (half.length > 0) {
    return problem('A line of "also written" lacks its name or its way of writing.');
  }
  const sources = places.map(({ attribute, map }) => ({
    attribute,
    ...(map === null ? {} : { map: map.filter(isWritten).map(entryOf) }),
  }));
  const lists = new Map<string, string[]>();
  for (const { written, name: value } of aliases.filter((alias) => !isEmptyAlias(alias))) {
    lists.set(value.trim(), [...(lists.get(value.trim()) ?? []), written.trim()]);
  }
  const { [name]: _, ...others } = before;
  if (sources.length === 0) {
    return lists.size === 0
      ? { identifiers: others, problems: [] }
      : problem("Say where the value is looked for first: add a place.");
  }
  const wanted: Partial<Record<IdentifierName, unknown>> = {
    ...others,
    [name]: { sources, aliases: Object.fromEntries(lists) },
  };
  const inOrder = IDENTIFIERS.flatMap((known) =>
    known in wanted ? [[known, wanted[known]] as const] : [],
  );
  const parsed = Identifiers.safeParse(Object.fromEntries(inOrder));
  return parsed.success
    ? { identifiers: parsed.data, problems: [] }
    : {
        identifiers: null,
        problems: parsed.error.issues.map(({ path, message }) => issueText(places, path, message)),
      };
}

function problem(sentence: string): ReadDraft {
  return { identifiers: null, problems: [sentence] };
}

const isEmptyAlias = ({ written, name }: AliasDraft): boolean => `${written}${name}`.trim() === "";

const isWritten = ({ is, gives, from, to }: EntryDraft): boolean =>
  `${is}${gives}${from}${to}`.trim() !== "";

function entryOf({ is, gives, from, to }: EntryDraft) {
  return {
    is,
    gives,
    ...(from.trim() === "" ? {} : { from: from.trim() }),
    ...(to.trim() === "" ? {} : { to: to.trim() }),
  };
}

/** The columns an entry is written in, as they are headed. */
export const ENTRY_FIELDS = {
  is: "Value",
  gives: "Stands for",
  from: "First month",
  to: "Last month",
} as const satisfies Record<keyof EntryDraft, string>;

function issueText(
  places: readonly PlaceDraft[],
  [, part, place, , line, field]: readonly PropertyKey[],
  text: string,
): string {
  const message = `${text.charAt(0).toUpperCase()}${text.slice(1)}.`.replace("..", ".");
  if (part !== "sources" || typeof place !== "number") {
    return message;
  }
  const entries = [...(places[place]?.map ?? []).entries()].filter(([, entry]) => isWritten(entry));
  const [at, entry] = (typeof line === "number" ? entries[line] : undefined) ?? [];
  const name = Object.keys(ENTRY_FIELDS).find((one): one is keyof EntryDraft => one === field);
  const where = [
    `Place ${place + 1}`,
    ...(at === undefined ? [] : [`line ${at + 1}`]),
    ...(name === undefined ? [] : [ENTRY_FIELDS[name]]),
  ].join(", ");
  const found = name === undefined ? "" : (entry?.[name].trim() ?? "");
  const isNothing = /too small/i.test(text);
  return `${where}: ${
    isNothing
      ? "nothing is written there."
      : found === ""
        ? message
        : `"${found}" is there; ${text}.`
  }`;
}

/** A list with one item changed, or without it. */
export function changed<T>(list: readonly T[], at: number, item: T | null): T[] {
  return list.flatMap((one, index) => (index === at ? (item === null ? [] : [item]) : [one]));
}

/** A list with one item moved one place up. */
export function movedUp<T>(list: readonly T[], at: number): T[] {
  const [item] = list.slice(at, at + 1);
  return item === undefined || at === 0
    ? [...list]
    : list.toSpliced(at, 1).toSpliced(at - 1, 0, item);
}
