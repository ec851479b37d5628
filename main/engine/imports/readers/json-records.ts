import { createReadStream } from "node:fs";
import { fail } from "../../../../shared/errors.ts";
import { JsonCutter, type JsonPath } from "./json-cutter.ts";
import { JsonFault, type JsonValue, parseJson } from "./json-text.ts";

/** How the records of a JSON text follow each other. */
export type JsonShape =
  | { readonly kind: "lines" }
  | { readonly kind: "list"; readonly path: JsonPath }
  | { readonly kind: "one" };

/** One record, or the line break of an empty line. */
export interface JsonRecord {
  /** Its line in JSON Lines, else its position in the list, from 1. */
  readonly number: number;
  /** null for an empty line. */
  readonly value: JsonValue | null;
}

export interface JsonSource {
  readonly path: string;
  readonly name: string;
  readonly signal?: AbortSignal | undefined;
}

export const JSON_RECORD_MAX = 16_000_000;
const CHUNK = 1 << 20;

/** Whether a text begins as JSON does; `[Account]` is a column's name in brackets. */
export function looksLikeJson(start: string): boolean {
  return /^\s*(?:\{|\[\s*(?:[[{"\]\d-]|(?:true|false|null)\b|$))/.test(start);
}

/** Finds the records of a JSON text without reading more of it than needed. */
export async function jsonShape(source: JsonSource): Promise<JsonShape> {
  const [first = "", second] = await firstLines(source);
  if (first.trimStart().startsWith("{") && second !== undefined) {
    if (isWhole(first) || (/\}\s*$/.test(first) && /^\s*\{/.test(second))) {
      return { kind: "lines" };
    }
  }
  const outline = new JsonCutter(null);
  for await (const chunk of chunksOf(source)) {
    outline.push(chunk);
  }
  if (!outline.isWhole) {
    fail(
      "file-truncated",
      `"${source.name}" ends before its JSON content does: a bracket is never closed.`,
      "Fetch the file again; the copy at hand is incomplete.",
    );
  }
  if (outline.hasMore) {
    fail(
      "file-unreadable",
      `"${source.name}" holds several JSON values that are neither one list nor one per line.`,
      "Write one record per line, or all records in one list.",
    );
  }
  return shapeOf(outline.lists, first, source.name);
}

function shapeOf(lists: readonly JsonPath[], first: string, name: string): JsonShape {
  const [path, ...others] = lists;
  if (first.trimStart().startsWith("[")) {
    return { kind: "list", path: [] };
  }
  if (path === undefined) {
    return { kind: "one" };
  }
  if (others.length > 0) {
    const named = lists.map((one) => `"${one.join(".")}"`).join(", ");
    fail(
      "format-not-recognised",
      `"${name}" holds ${lists.length} lists of records (${named}) and nothing says which to read.`,
      "Save the list you mean as a file of its own.",
    );
  }
  return { kind: "list", path };
}

function isWhole(text: string): boolean {
  try {
    return parseJson(text).kind === "object";
  } catch {
    return false;
  }
}

/** The first two lines that hold anything; fewer where the first is longer than a record may be. */
async function firstLines(source: JsonSource): Promise<string[]> {
  let text = "";
  for await (const chunk of chunksOf(source)) {
    text += chunk;
    const lines = text.split("\n").filter((line) => line.trim() !== "");
    if (lines.length > 2 || text.length > JSON_RECORD_MAX) {
      return lines.slice(0, 2);
    }
  }
  return text.split("\n").filter((line) => line.trim() !== "");
}

async function* chunksOf({ path, signal }: JsonSource): AsyncIterable<string> {
  for await (const chunk of createReadStream(path, { encoding: "utf8", highWaterMark: CHUNK })) {
    signal?.throwIfAborted();
    yield String(chunk);
  }
}

/**
 * The records of a JSON text in file order, one at a time.
 * Errors: file-unreadable and file-truncated, with the record's line or position
 */
export async function* readJsonRecords(
  source: JsonSource,
  shape: JsonShape,
): AsyncIterable<JsonRecord> {
  let number = 0;
  for await (const one of shape.kind === "lines" ? lineTexts(source) : itemTexts(source, shape)) {
    number += 1;
    const text = one === null || typeof one === "string" ? one : one.unfinished;
    if (text !== null && shape.kind === "lines" && text.trim() === "") {
      yield { number, value: null };
      continue;
    }
    const place = placeOf(shape, number);
    if (text === null || text.length > JSON_RECORD_MAX) {
      tooLong(source.name, place);
    }
    const isLast = text !== one;
    yield { number, value: within(source.name, place, () => parseJson(text), isLast) };
  }
}

/** How a record is called in sentences. */
export function placeOf(shape: JsonShape, number: number): string {
  return shape.kind === "lines" ? `Line ${number}` : `Record ${number}`;
}

/** Runs a step on one record; what is wrong with it is told with its place. */
export function within<T>(name: string, place: string, step: () => T, isLast = false): T {
  try {
    return step();
  } catch (error) {
    if (!(error instanceof JsonFault)) {
      throw error;
    }
    const isCut = isLast && error.isCut;
    return fail(
      isCut ? "file-truncated" : "file-unreadable",
      `${place} of "${name}" cannot be read as JSON: ${error.message}` +
        (error.at > 0 ? ` (character ${error.at + 1} of it).` : "."),
      isCut
        ? "Fetch the file again; the copy at hand seems incomplete. Nothing was imported."
        : "Correct the record in the file, or export it again. Nothing was imported.",
      { record: place },
    );
  }
}

function tooLong(name: string, place: string): never {
  return fail(
    "file-unreadable",
    `${place} of "${name}" is longer than 16 MB.`,
    "Export one record per line, or a list of records.",
  );
}

/** A last line without a line break may be one that was cut. */
type LineText = string | null | { readonly unfinished: string };

async function* lineTexts(source: JsonSource): AsyncIterable<LineText> {
  let carry = "";
  for await (const chunk of chunksOf(source)) {
    const lines = (carry + chunk).split("\n");
    carry = lines.pop() ?? "";
    yield* lines;
    if (carry.length > JSON_RECORD_MAX) {
      yield null;
      return;
    }
  }
  if (carry.trim() !== "") {
    yield { unfinished: carry };
  }
}

async function* itemTexts(
  source: JsonSource,
  shape: Exclude<JsonShape, { kind: "lines" }>,
): AsyncIterable<string | null> {
  if (shape.kind === "one") {
    yield* wholeText(source);
    return;
  }
  const cutter = new JsonCutter(shape.path);
  for await (const chunk of chunksOf(source)) {
    yield* cutter.push(chunk);
  }
  within(source.name, "The outline", () => parseJson(cutter.outer));
}

async function* wholeText(source: JsonSource): AsyncIterable<string | null> {
  let text = "";
  for await (const chunk of chunksOf(source)) {
    text += chunk;
    if (text.length > JSON_RECORD_MAX) {
      yield null;
      return;
    }
  }
  yield text;
}
