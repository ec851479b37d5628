import { CSV_LIMITS } from "./csv-rows.ts";
import { isPoisoned, JsonFault, type JsonValue, writeJson } from "./json-text.ts";

type Members = ReadonlyMap<string, JsonValue>;
/** The cells of one record by column; null is an empty cell, "" an empty text. */
export type JsonCells = ReadonlyMap<string, string | null>;

/** Objects whose names are data, not columns. */
const MAP_NAME =
  /^(tags|labels|annotations|metadata|properties|attributes|sku_?price_?details)$|(tags|labels)$/i;
/** An object with more names than this over all records is a map, too. */
const NAMES_MAX = 100;
/** The list by which reports of several days nest their records in one object per day. */
const NESTED = "results";

/**
 * The columns of all records of a file: nested objects become dotted names, lists and maps stay
 * JSON text in one cell. Every record is seen once before the first is written.
 */
export class JsonFields {
  private readonly names = new Set<string>();
  private readonly nestedNames = new Set<string>();
  private readonly maps = new Set<string>();
  private readonly children = new Map<string, Set<string>>();
  private columns: readonly string[] | undefined;

  see(record: JsonValue): void {
    const { outer, nested } = splitRecord(record);
    this.collect(outer, "", this.names);
    for (const inner of nested ?? []) {
      this.collect(inner, "", this.nestedNames);
    }
    const count = this.names.size + this.nestedNames.size;
    if (count > CSV_LIMITS.columns) {
      throw new JsonFault(`the records have ${count} different names; 2,000 are the most`, 0);
    }
  }

  /** Names in the order of their first appearance; a nested one that is taken is prefixed. */
  header(): readonly string[] {
    this.columns ??= [
      ...this.names,
      ...[...this.nestedNames].map((name) => this.nestedName(name)),
    ].filter((name, index, all) => all.indexOf(name) === index);
    return this.columns;
  }

  /** The rows of a record: one, or one per record nested in it; none where that list is empty. */
  rows(record: JsonValue): JsonCells[] {
    const { outer, nested } = splitRecord(record);
    const cells = new Map<string, string | null>();
    this.fill(outer, "", cells, (name) => name);
    if (nested === null) {
      return [cells];
    }
    return nested.map((inner) => {
      const own = new Map(cells);
      this.fill(inner, "", own, (name) => this.nestedName(name));
      return own;
    });
  }

  private nestedName(name: string): string {
    return this.names.has(name) ? `${NESTED}.${name}` : name;
  }

  private collect(members: Members, prefix: string, names: Set<string>): void {
    for (const [name, value] of members) {
      assertName(name);
      const path = prefix + name;
      if (this.isRow(path, value)) {
        this.count(path, value.members, names);
      }
      if (this.isRow(path, value)) {
        this.collect(value.members, `${path}.`, names);
      } else {
        names.add(path);
      }
    }
  }

  private fill(
    members: Members,
    prefix: string,
    cells: Map<string, string | null>,
    nameOf: (name: string) => string,
  ): void {
    for (const [name, value] of members) {
      const path = prefix + name;
      if (this.isRow(path, value)) {
        this.fill(value.members, `${path}.`, cells, nameOf);
        continue;
      }
      const column = nameOf(path);
      if (cells.has(column)) {
        throw new JsonFault(`two of its fields are called "${column.slice(0, 60)}"`, 0);
      }
      cells.set(column, cellOf(value));
    }
  }

  /** Whether an object's names are columns. */
  private isRow(path: string, value: JsonValue): value is JsonValue & { kind: "object" } {
    if (value.kind !== "object" || value.members.size === 0) {
      return false;
    }
    const last = path.slice(path.lastIndexOf(".") + 1);
    return !MAP_NAME.test(last) && !this.maps.has(path);
  }

  private count(path: string, members: Members, names: Set<string>): void {
    const known = this.children.get(path) ?? new Set<string>();
    this.children.set(path, known);
    for (const name of members.keys()) {
      known.add(name);
    }
    if (known.size > NAMES_MAX) {
      this.maps.add(path);
      this.children.delete(path);
      for (const name of [...names]) {
        if (name.startsWith(`${path}.`)) {
          names.delete(name);
        }
      }
    }
  }
}

function splitRecord(record: JsonValue): { outer: Members; nested: readonly Members[] | null } {
  if (record.kind !== "object") {
    throw new JsonFault(`it is ${KIND[record.kind]}, not an object with named fields`, 0);
  }
  const list = record.members.get(NESTED);
  if (list?.kind !== "array") {
    return { outer: record.members, nested: null };
  }
  const nested = list.items.flatMap((item) => (item.kind === "object" ? [item.members] : []));
  if (nested.length < list.items.length) {
    return { outer: record.members, nested: null };
  }
  const outer = new Map([...record.members].filter(([name]) => name !== NESTED));
  return { outer, nested };
}

const KIND: Readonly<Record<Exclude<JsonValue["kind"], "object">, string>> = {
  array: "a list",
  text: "a text",
  number: "a number",
  word: "a word",
  null: "null",
};

function cellOf(value: JsonValue): string | null {
  switch (value.kind) {
    case "null":
      return null;
    case "text":
    case "number":
    case "word":
      return value.text;
    case "array":
    case "object":
      return writeJson(value);
  }
}

function assertName(name: string): void {
  if (isPoisoned(name)) {
    throw new JsonFault(`it has a field "${name}", which no export writes`, 0);
  }
}
