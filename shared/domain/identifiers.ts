import { z } from "zod";
import { ChargeAttribute, isDecided } from "./charge.ts";
import { IDENTIFIERS } from "./identifier-names.ts";
import { EARLIEST, LATEST, Period } from "./period.ts";

/** A value of an attribute, and what it stands for in the months it does. */
export const IdentifierEntry = z.strictObject({
  is: z.string().trim().min(1),
  gives: z.string().trim().min(1),
  /** The first month of it; absent from the beginning. */
  from: Period.optional(),
  /** The last month of it, that month included; absent to this day. */
  to: Period.optional(),
});
export type IdentifierEntry = z.infer<typeof IdentifierEntry>;

const Own = ChargeAttribute.refine(
  (name) =>
    name !== "entity" && !isDecided(name) && !(IDENTIFIERS as readonly string[]).includes(name),
  { message: "an identifier is read from what the bill says, not from another identifier" },
);

/** Where a value is looked for: an attribute as it is, or what its value stands for. */
const IdentifierSource = z.strictObject({
  attribute: Own,
  map: z.array(IdentifierEntry).min(1).optional(),
});

/**
 * How one identifier of a charge is found: the first source that gives a value wins, and a value
 * that is an alias becomes the value it is an alias of. Case and outer spaces do not count.
 */
export const Identifier = z
  .strictObject({
    sources: z.array(IdentifierSource).min(1),
    /** A value → the other ways in which it is written. */
    aliases: z.record(z.string(), z.array(z.string().min(1))).default({}),
  })
  .superRefine(({ sources, aliases }, context) => {
    sources.forEach(({ map = [] }, source) => {
      map.forEach((entry, index) => {
        const message = clashOf(entry, map.slice(0, index));
        if (message !== null) {
          context.addIssue({ code: "custom", path: ["sources", source, "map", index], message });
        }
      });
    });
    const meant = new Map<string, string>();
    for (const [value, others] of Object.entries(aliases)) {
      for (const alias of others) {
        const other = meant.get(comparable(alias));
        if (other !== undefined && other !== value) {
          const message = `"${alias}" is an alias of "${other}" and of "${value}"`;
          context.addIssue({ code: "custom", path: ["aliases", value], message });
        }
        meant.set(comparable(alias), value);
      }
    }
  });
export type Identifier = z.infer<typeof Identifier>;

/** A text as it is compared with another one. */
export function comparable(text: string): string {
  return text.trim().toLowerCase();
}

function clashOf(entry: IdentifierEntry, before: readonly IdentifierEntry[]): string | null {
  const { is, gives, from = EARLIEST, to = LATEST } = entry;
  if (from > to) {
    return `"${is}" ends in ${to}, before it begins in ${from}`;
  }
  const twin = before.find(
    (other) =>
      comparable(other.is) === comparable(is) &&
      (other.from ?? EARLIEST) <= to &&
      (other.to ?? LATEST) >= from,
  );
  if (twin === undefined) {
    return null;
  }
  const first = [from, twin.from ?? EARLIEST].toSorted().at(-1) ?? EARLIEST;
  const last = [to, twin.to ?? LATEST].toSorted()[0] ?? LATEST;
  return `"${is}" gives "${twin.gives}" and "${gives}" ${monthsText(first, last)}`;
}

function monthsText(first: Period, last: Period): string {
  if (first === last) {
    return `in ${first}`;
  }
  const parts = [
    ...(first === EARLIEST ? [] : [`from ${first}`]),
    ...(last === LATEST ? [] : [`to ${last}`]),
  ];
  return parts.length === 0 ? "in every month" : parts.join(" ");
}

/**
 * The identifiers of a workspace's charges as they are stored; one that is absent has no value on
 * any charge.
 */
export const Identifiers = z.partialRecord(z.enum(IDENTIFIERS), Identifier);
export type Identifiers = z.infer<typeof Identifiers>;

/**
 * Identifiers as they are set: an alias is followed one step, so none may have an alias itself.
 * What was stored before this was asked stays readable.
 */
export const SetIdentifiers = Identifiers.superRefine((identifiers, context) => {
  for (const [name, definition] of Object.entries(identifiers)) {
    for (const { value, message } of chainsOf(definition?.aliases ?? {})) {
      context.addIssue({ code: "custom", path: [name, "aliases", value], message });
    }
  }
});

interface Chain {
  readonly value: string;
  readonly message: string;
}

function chainsOf(aliases: Identifier["aliases"]): Chain[] {
  const entries = Object.entries(aliases);
  const ownerOf = new Map<string, string>();
  for (const [value, others] of entries) {
    for (const alias of others) {
      ownerOf.set(comparable(alias), value);
    }
  }
  return entries.flatMap(([value, [first]]): Chain[] => {
    const owner = ownerOf.get(comparable(value));
    if (owner === undefined || first === undefined || comparable(owner) === comparable(value)) {
      return [];
    }
    const back = ownerOf.get(comparable(owner));
    const isLoop = back !== undefined && comparable(back) === comparable(value);
    const of = `"${value}" is an alias of "${owner}"`;
    const message = isLoop
      ? `${of}, and "${owner}" an alias of "${value}"; keep one of the two`
      : `${of} and has the alias "${first}" itself; write "${first}" under "${owner}"`;
    return [{ value, message }];
  });
}

/** A file of its own that holds them. */
export const IdentifiersFile = z.strictObject({
  tieout: z.literal(1),
  identifiers: SetIdentifiers,
});
