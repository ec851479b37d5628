import { readFile, writeFile } from "node:fs/promises";
import { fail } from "../../../../shared/errors.ts";
import { CSV_LIMITS } from "./csv-rows.ts";
import { LineCount } from "./line-count.ts";

const BYTES_MAX = 128 * 1024 ** 2;
const SAVE_AS = "Open it in Excel, save it as .xlsx or CSV and import that file.";

const ENTITIES: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: "\u00a0",
  shy: "\u00ad",
  euro: "€",
  pound: "£",
  yen: "¥",
  cent: "¢",
  sect: "§",
  ndash: "–",
  mdash: "—",
  minus: "−",
  auml: "ä",
  ouml: "ö",
  uuml: "ü",
  Auml: "Ä",
  Ouml: "Ö",
  Uuml: "Ü",
  szlig: "ß",
  eacute: "é",
  egrave: "è",
  agrave: "à",
  ccedil: "ç",
};

/** Comments, content that is not shown, tags, and the text between them. */
const TOKEN = new RegExp(
  [
    /<!--.*?-->/,
    /<(?<mute>style|script|head|xml)\b.*?<\/\k<mute>\s*>/,
    /<(?<tag>\/?[a-z][\w:-]*)(?<rest>(?:"[^"]*"|'[^']*'|[^'">])*)>/,
    /<[!?][^>]*>/,
    /(?<text>[^<]+)/,
    /</,
  ]
    .map(({ source }) => source)
    .join("|"),
  "gis",
);

/**
 * Rewrites the table of a web page as CSV: portals and SAP save tables as HTML under an .xls name.
 * A merged cell stands once, where it begins.
 * Errors: `format-not-recognised` without exactly one table of several columns, file-unreadable
 */
export async function writeHtmlAsCsv(
  path: string,
  name: string,
  target: string,
): Promise<LineCount> {
  const html = await readFile(path, "utf8");
  if (html.length > BYTES_MAX) {
    fail("file-unreadable", `The web page "${name}" is larger than 128 MB.`, SAVE_AS);
  }
  const rows = onlyTable(readTables(html, name), name);
  const text = rows.map((cells) => `${cells.map(quoted).join(",")}\n`).join("");
  const bytes = Buffer.from(text);
  await writeFile(target, bytes, { flag: "wx", mode: 0o600 });
  const lines = new LineCount();
  lines.add(bytes);
  return lines;
}

type Table = readonly (readonly string[])[];

function onlyTable(tables: readonly Table[], name: string): Table {
  const found = tables.filter((rows) => rows.some(({ length }) => length > 1));
  const [table, ...others] = found;
  if (table === undefined || others.length > 0) {
    return fail(
      "format-not-recognised",
      table === undefined
        ? `"${name}" is a web page (HTML) without a table.`
        : `"${name}" is a web page (HTML) with ${found.length} tables; which to read is unclear.`,
      SAVE_AS,
    );
  }
  const width = Math.max(...table.map(({ length }) => length));
  return table.map((cells) => [...cells, ...Array<string>(width - cells.length).fill("")]);
}

function readTables(html: string, name: string): Table[] {
  const reader = new TableReader(name);
  for (const { groups = {}, 0: whole } of html.matchAll(TOKEN)) {
    const { tag, rest = "", text } = groups;
    if (tag !== undefined) {
      reader.tag(tag.toLowerCase(), rest);
    } else if (text !== undefined || whole === "<") {
      reader.text(text ?? whole);
    }
  }
  return reader.finish();
}

class TableReader {
  private readonly name: string;
  private readonly tables: string[][][] = [];
  private rows: string[][] | null = null;
  private row: string[] | null = null;
  private cell: string | null = null;
  private span = 1;
  /** Rows below that a cell above reaches into, by column. */
  private below: number[] = [];
  private rowSpan = 1;

  constructor(name: string) {
    this.name = name;
  }

  tag(tag: string, rest: string): void {
    switch (tag) {
      case "table":
        this.openTable();
        break;
      case "/table":
        this.closeRow();
        this.rows = null;
        break;
      case "tr":
        this.closeRow();
        this.row = this.rows === null ? null : [];
        break;
      case "/tr":
        this.closeRow();
        break;
      case "td":
      case "th":
        this.openCell(rest);
        break;
      case "/td":
      case "/th":
        this.closeCell();
        break;
      case "br":
      case "br/":
      case "/p":
      case "/div":
        this.text("\n", true);
        break;
      default:
    }
  }

  text(raw: string, isBreak = false): void {
    if (this.cell !== null) {
      this.cell += isBreak ? raw : this.decode(raw.replace(/[ \t\r\n]+/g, " "));
    }
  }

  finish(): Table[] {
    if (this.rows !== null) {
      fail(
        "file-truncated",
        `The table of the web page "${this.name}" is never closed: a part of the file is missing.`,
        "Fetch the file again; the copy at hand is incomplete.",
      );
    }
    return this.tables;
  }

  private openTable(): void {
    if (this.rows !== null) {
      fail(
        "format-not-recognised",
        `"${this.name}" is a web page (HTML) with a table inside a table.`,
        SAVE_AS,
      );
    }
    this.rows = [];
    this.below = [];
    this.tables.push(this.rows);
  }

  private openCell(rest: string): void {
    this.closeCell();
    if (this.rows === null) {
      return;
    }
    this.row ??= [];
    while ((this.below[this.row.length] ?? 0) > 0) {
      this.row.push("");
    }
    this.cell = "";
    this.span = spanOf(rest, "colspan");
    this.rowSpan = spanOf(rest, "rowspan");
  }

  private closeCell(): void {
    if (this.cell === null || this.row === null) {
      return;
    }
    const at = this.row.length;
    if (at + this.span > CSV_LIMITS.columns) {
      fail(
        "file-unreadable",
        `Row ${this.rows?.length ?? 0} of "${this.name}" fills more than 2,000 columns.`,
        "Export fewer columns.",
      );
    }
    this.row.push(this.cell.trim(), ...Array<string>(this.span - 1).fill(""));
    for (let column = at; column < this.row.length; column += 1) {
      // The row itself counts down one when it ends.
      this.below[column] = this.rowSpan;
    }
    this.cell = null;
  }

  private closeRow(): void {
    this.closeCell();
    if (this.row !== null && this.rows !== null) {
      this.rows.push(this.row);
      this.below = this.below.map((rows) => Math.max(0, rows - 1));
    }
    this.row = null;
  }

  private decode(text: string): string {
    return text.replace(/&(#x[0-9a-f]{1,6}|#\d{1,7}|[a-z]{2,8});/gi, (written, entity: string) => {
      const code = /^#x/i.test(entity)
        ? Number.parseInt(entity.slice(2), 16)
        : Number.parseInt(entity.slice(1), 10);
      if (entity.startsWith("#")) {
        const isCharacter = code > 31 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
        return isCharacter ? String.fromCodePoint(code) : " ";
      }
      return Object.hasOwn(ENTITIES, entity) ? (ENTITIES[entity] ?? written) : written;
    });
  }
}

function spanOf(rest: string, name: string): number {
  const found = new RegExp(`\\b${name}\\s*=\\s*["']?(\\d{1,4})`, "i").exec(rest)?.[1];
  return Math.max(1, Number.parseInt(found ?? "1", 10));
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
