import {
  type Document,
  isMap,
  isNode,
  isScalar,
  LineCounter,
  type Node,
  parseDocument,
  type Scalar,
  visit,
} from "yaml";
import type { z } from "zod";
import { type TypedKeys, typedKeys } from "./typed-keys.ts";

/** Where something stands in a text; both begin at 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

export type Path = readonly PropertyKey[];

/** The place of what a path names, or of a key in it; of what holds it where it is missing. */
export type PlaceOf = (path: Path, key?: string) => Place | null;

export type ReadDocument =
  | { readonly ok: true; readonly content: unknown; readonly placeOf: PlaceOf }
  | { readonly ok: false; readonly message: string; readonly place: Place };

const ALIASES_MAX = 100;
const ALIASES = `it repeats its parts by more than ${ALIASES_MAX} aliases`;

/**
 * Reads YAML for a schema: a scalar is a number, or true or false, only under a key the schema
 * gives that type. Everything else is text as it is written, so 0100 keeps its zeros, 0.30 its
 * digits and 12345e67 stays a key; money and shares are never a floating-point number.
 */
export function readDocument(text: string, schema: z.ZodType): ReadDocument {
  const lines = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: lines,
    prettyErrors: false,
    uniqueKeys: (a, b) => isScalar(a) && isScalar(b) && textOf(a) === textOf(b),
  });
  const [broken] = document.errors;
  if (broken !== undefined) {
    const [sentence = ""] = broken.message.split("\n");
    return { ok: false, message: sentence.replace(/\.$/, ""), place: at(lines, broken.pos[0]) };
  }
  keepText(document, typedKeys(schema));
  const content = contentOf(document);
  return content === TOO_MANY_ALIASES
    ? { ok: false, message: ALIASES, place: { line: 1, column: 1 } }
    : { ok: true, content, placeOf: (path, key) => placeIn(document, lines, path, key) };
}

/** A text that was accepted once, as the value its schema describes. */
export function readAccepted<T extends z.ZodType>(schema: T, text: string): z.output<T> {
  const read = readDocument(text, schema);
  return schema.parse(read.ok ? read.content : null);
}

const TOO_MANY_ALIASES = Symbol("too many aliases");

function contentOf(document: Document): unknown {
  try {
    return document.toJS({ maxAliasCount: ALIASES_MAX });
  } catch (error) {
    if (error instanceof ReferenceError) {
      return TOO_MANY_ALIASES;
    }
    throw error;
  }
}

function keepText(document: Document, typed: TypedKeys): void {
  visit(document, {
    Pair(_, pair) {
      const key = isScalar(pair.key) ? textOf(pair.key) : "";
      if (isScalar(pair.key)) {
        pair.key.value = key;
      }
      if (isScalar(pair.value) && !isTyped(key, pair.value, typed)) {
        toText(pair.value);
      }
    },
    Seq(_, sequence) {
      for (const item of sequence.items) {
        if (isScalar(item)) {
          toText(item);
        }
      }
    },
  });
}

function isTyped(key: string, { value }: Scalar, { numbers, booleans }: TypedKeys): boolean {
  const isNumber = numbers.has(key) && typeof value === "number";
  return isNumber || (booleans.has(key) && typeof value === "boolean");
}

const textOf = ({ source, value }: Scalar): string => wellFormed(source ?? String(value));

function toText(scalar: Scalar): void {
  const { value } = scalar;
  if (typeof value === "number" || typeof value === "boolean") {
    scalar.value = scalar.source ?? String(value);
  } else if (typeof value === "string") {
    scalar.value = wellFormed(value);
  }
}

/** Half a character, which an escape can write, is no text that can be stored. */
const wellFormed = (text: string): string => text.replace(/\p{Surrogate}/gu, "\ufffd");

function placeIn(document: Document, lines: LineCounter, path: Path, key?: string): Place | null {
  const holder: unknown = path.length === 0 ? document.contents : document.getIn(path);
  const pair = isMap(holder)
    ? holder.items.find((one) => isScalar(one.key) && one.key.value === key)
    : undefined;
  if (isNode(pair?.key)) {
    return placeOfNode(pair.key, lines);
  }
  for (let length = path.length; length >= 0; length -= 1) {
    const part = path.slice(0, length);
    const node: unknown = length === 0 ? document.contents : document.getIn(part, true);
    if (isNode(node)) {
      return placeOfNode(node, lines);
    }
  }
  return null;
}

function placeOfNode(node: Node, lines: LineCounter): Place | null {
  const start = node.range?.[0];
  return start === undefined ? null : at(lines, start);
}

function at(lines: LineCounter, offset: number): Place {
  const { line, col } = lines.linePos(offset);
  return { line, column: col };
}
