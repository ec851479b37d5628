import { Remembered } from "../cells/remembered.ts";

/** A JSON object in a cell, as text by key; null where the cell holds no such object. */
export function readJsonObject(text: string): Map<string, string> | null {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== "object" || value === null || Array.isArray(value)) {
      return null;
    }
    return new Map(Object.entries(value).map(([key, one]) => [key, scalarText(one)]));
  } catch {
    return null;
  }
}

function scalarText(value: unknown): string {
  return typeof value === "string" ? value : value === null ? "" : JSON.stringify(value);
}

/** Reads the objects of one column, of which many records hold the same. */
export class JsonColumn {
  private readonly index: number;
  private readonly objects = new Remembered(
    (text): ReadonlyMap<string, string> => readJsonObject(text) ?? NO_OBJECT,
  );

  constructor(index: number) {
    this.index = index;
  }

  of(cells: readonly string[]): ReadonlyMap<string, string> {
    const text = cells[this.index] ?? "";
    return text === "" ? NO_OBJECT : this.objects.of(text);
  }
}

const NO_OBJECT: ReadonlyMap<string, string> = new Map();

/**
 * Tags as the flat JSON object charges keep; no text where there are none. A tag of an object that
 * has no value is `true`, as the specification wants it; an empty column is no tag.
 */
export function tagsText(tags: Iterable<readonly [string, string | true]>): string {
  const filled = [...tags].filter(([key, value]) => key !== "" && value !== "");
  return filled.length === 0 ? "" : JSON.stringify(Object.fromEntries(filled));
}

/** The tags of an object, those without a value as `true`. */
export function* tagsOf(
  object: ReadonlyMap<string, string>,
  keyOf: (key: string) => string = (key) => key,
): Iterable<readonly [string, string | true]> {
  for (const [key, value] of object) {
    yield [keyOf(key), value === "" ? true : value];
  }
}
