import type { ColumnRef, Mapping } from "../../../../shared/domain/mapping.ts";
import type { FileRow } from "../readers/file-row.ts";

/** How many records are searched for a header. */
export const OPENING_RECORDS = 300;

/** Where the header stands and what its columns are called. */
export interface Header {
  /** Physical line of its first row; 0 where the file has none. */
  readonly line: number;
  /** Physical line of its last row. */
  readonly lastLine: number;
  readonly names: readonly string[];
  /** Each of its rows, for recognising a header repeated on every page. */
  readonly rows: readonly string[];
}

/** No name is longer; a cell may be of a megabyte. */
const COMPARED_LENGTH = 4096;
/** Where a header stands, in words; the names of JSON stand in its records. */
export function headerPlace({ line }: Pick<Header, "line">): string {
  return line === 0 ? "Every record" : `Line ${line}`;
}

const STATUS_ICON = /@[0-9A-Z]{2}@/g;

/** A header or cell as it is compared: case, spaces and invisible characters do not count. */
export function comparableName(text: string): string {
  return text
    .slice(0, COMPARED_LENGTH)
    .normalize("NFC")
    .replace(STATUS_ICON, "")
    .replace(/[\u00a0\u202f\s]+/g, " ")
    .replace(/[\u00ad\u200b\ufeff]/g, "")
    .trim()
    .toLowerCase();
}

export function comparableRow(cells: readonly string[]): string {
  return cells.map(comparableName).join("\t").replace(/\t+$/, "");
}

/** The header names a mapping refers to, each once. */
export function namedColumns(mapping: Mapping): string[] {
  const names = new Set<string>();
  const add = (ref: ColumnRef): void => {
    if (typeof ref === "string") {
      names.add(ref);
    } else if ("column" in ref) {
      names.add(ref.column);
    }
  };
  for (const source of Object.values(mapping.columns)) {
    if (typeof source === "object" && "debit" in source) {
      add(source.debit);
      add(source.credit);
    } else if (typeof source === "object" && "value" in source) {
      add(source.value);
      add(source.indicator);
    } else {
      add(source);
    }
  }
  if (mapping.contraAccount !== undefined) {
    add(mapping.contraAccount);
  }
  for (const { column, by } of mapping.drivers ?? []) {
    add(column);
    add(by ?? column);
  }
  return [...names];
}

/** The header made of `count` rows that start at `index` of the opening. */
export function headerAt(opening: readonly FileRow[], index: number, count: number): Header | null {
  const rows = opening.slice(index, index + count);
  const [first] = rows;
  const last = rows.at(-1);
  if (first === undefined || last === undefined || rows.length < count) {
    return null;
  }
  const width = Math.max(...rows.map(({ cells }) => cells.length));
  const names = Array.from({ length: width }, (_, column) =>
    rows
      .map(({ cells }) => (cells[column] ?? "").replace(STATUS_ICON, "").trim())
      .filter((part) => part !== "")
      .join(" "),
  );
  const line = first.line;
  return { line, lastLine: last.line, names, rows: rows.map(({ cells }) => comparableRow(cells)) };
}

export interface HeaderMatch {
  readonly header: Header;
  readonly found: number;
}

/** The row, or pair of rows, that names the most of the wanted columns; the first on a tie. */
export function findHeader(
  opening: readonly FileRow[],
  wanted: readonly string[],
  rowsStated: number | undefined,
): HeaderMatch | null {
  let best: HeaderMatch | null = null;
  const spans = rowsStated === undefined ? [1, 2] : [rowsStated];
  for (const span of spans) {
    for (let index = 0; index < opening.length; index += 1) {
      const header = headerAt(opening, index, span);
      if (header === null || header.names.length === 0) {
        continue;
      }
      const names = new Set(header.names.map(comparableName));
      const found = wanted.filter((name) => names.has(comparableName(name))).length;
      if (found > 0 && found > (best?.found ?? 0)) {
        best = { header, found };
      }
    }
  }
  return best;
}
