import type { ZipPackage } from "./zip-package.ts";

/** A cell as it stands in a file: numbers as the decimal text of the file. */
export interface ReadCell {
  readonly kind: "number" | "text" | "boolean" | "error";
  readonly text: string;
  readonly formula: string | null;
}

export interface ReadSheet {
  readonly name: string;
  /** Row number → cells by 0-based column; rows without cells are absent. */
  readonly rows: ReadonlyMap<number, ReadonlyMap<number, ReadCell>>;
}

export interface ReadWorkbook {
  readonly sheets: readonly ReadSheet[];
  /** Names of the whole workbook: name → what it refers to. */
  readonly names: ReadonlyMap<string, string>;
}

/** Reads every cell of a workbook with its formula and the value stored for it. */
export async function readWorkbook(zip: ZipPackage): Promise<ReadWorkbook> {
  const listed: { name: string; id: string }[] = [];
  const names = new Map<string, string>();
  let defined: string | null = null;
  let text = "";
  await zip.read("xl/workbook.xml", {
    open(tag, attributes) {
      text = "";
      if (tag === "sheet") {
        listed.push({ name: attributes["name"] ?? "", id: attributes["relation"] ?? "" });
      }
      if (tag === "definedName" && attributes["localSheetId"] === undefined) {
        defined = attributes["name"] ?? null;
      }
    },
    text(more) {
      text += more;
    },
    close(tag) {
      if (tag === "definedName" && defined !== null) {
        names.set(defined, text);
        defined = null;
      }
    },
  });
  const targets = new Map<string, string>();
  await zip.read("xl/_rels/workbook.xml.rels", {
    open(tag, attributes) {
      if (tag === "Relationship") {
        targets.set(attributes["Id"] ?? "", attributes["Target"] ?? "");
      }
    },
  });
  const shared = await readSharedStrings(zip);
  const sheets: ReadSheet[] = [];
  for (const { name, id } of listed) {
    const target = targets.get(id) ?? "";
    const part = target.startsWith("/") ? target.slice(1) : `xl/${target}`;
    sheets.push({ name, rows: await readRows(zip, part, shared) });
  }
  return { sheets, names };
}

async function readSharedStrings(zip: ZipPackage): Promise<string[]> {
  const strings: string[] = [];
  if (!zip.has("xl/sharedStrings.xml")) {
    return strings;
  }
  let current = "";
  let isText = false;
  await zip.read("xl/sharedStrings.xml", {
    open(tag) {
      current = tag === "si" ? "" : current;
      isText = tag === "t";
    },
    text(more) {
      current += isText ? more : "";
    },
    close(tag) {
      isText = false;
      if (tag === "si") {
        strings.push(unescapeText(current));
      }
    },
  });
  return strings;
}

async function readRows(
  zip: ZipPackage,
  part: string,
  shared: readonly string[],
): Promise<Map<number, Map<number, ReadCell>>> {
  const rows = new Map<number, Map<number, ReadCell>>();
  let place = { row: 0, column: 0 };
  let type = "";
  let value = "";
  let formula: string | null = null;
  let inside: "v" | "f" | "t" | null = null;
  const begin = (attributes: Readonly<Record<string, string>>): void => {
    place = readPlace(attributes["r"] ?? "A1");
    type = attributes["t"] ?? "n";
    value = "";
    formula = null;
  };
  const end = (): void => {
    const cell = asCell(type, value, formula, shared);
    if (cell !== null) {
      const row = rows.get(place.row) ?? new Map<number, ReadCell>();
      row.set(place.column, cell);
      rows.set(place.row, row);
    }
  };
  await zip.read(part, {
    open(tag, attributes) {
      if (tag === "c") {
        begin(attributes);
      }
      inside = tag === "v" || tag === "f" || tag === "t" ? tag : null;
      formula = tag === "f" ? "" : formula;
    },
    text(more) {
      if (inside === "f") {
        formula = (formula ?? "") + more;
      } else if (inside !== null) {
        value += more;
      }
    },
    close(tag) {
      inside = null;
      if (tag === "c") {
        end();
      }
    },
  });
  return rows;
}

function asCell(
  type: string,
  value: string,
  formula: string | null,
  shared: readonly string[],
): ReadCell | null {
  if (value === "" && formula === null) {
    return null;
  }
  switch (type) {
    case "b":
      return { kind: "boolean", text: value === "1" ? "TRUE" : "FALSE", formula };
    case "e":
      return { kind: "error", text: value, formula };
    case "s":
      return { kind: "text", text: shared[Number.parseInt(value, 10)] ?? "", formula };
    case "str":
    case "inlineStr":
      return { kind: "text", text: unescapeText(value), formula };
    default:
      return { kind: "number", text: value, formula };
  }
}

/** Office programs write characters XML forbids as _xHHHH_. */
function unescapeText(text: string): string {
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
}

function readPlace(reference: string): { row: number; column: number } {
  const [, letters = "A", digits = "1"] = /^\$?([A-Z]+)\$?(\d+)$/.exec(reference) ?? [];
  return { row: Number.parseInt(digits, 10), column: columnIndex(letters) };
}

/** The 0-based index of a column's letters. */
export function columnIndex(letters: string): number {
  let index = 0;
  for (const letter of letters) {
    index = index * 26 + letter.charCodeAt(0) - 64;
  }
  return index - 1;
}
