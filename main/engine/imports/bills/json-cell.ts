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

/** Reads the objects of one column, of which neighbouring records often hold the same. */
export class JsonColumn {
  private text = "";
  private value: ReadonlyMap<string, string> = new Map();
  private readonly index: number;

  constructor(index: number) {
    this.index = index;
  }

  of(cells: readonly string[]): ReadonlyMap<string, string> {
    const text = cells[this.index] ?? "";
    if (text !== this.text) {
      this.text = text;
      this.value = readJsonObject(text) ?? new Map();
    }
    return this.value;
  }
}

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
