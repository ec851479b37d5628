import { fail } from "../../../../shared/errors.ts";
import type { XmlHandlers, ZipPackage } from "../../xlsx/zip-package.ts";
import { CSV_LIMITS } from "./csv-rows.ts";
import type { CellKind, FileRow } from "./file-row.ts";
import type { XlsxSheet } from "./xlsx-parts.ts";
import { numberText } from "./xlsx-values.ts";

export const ODS_CONTENT = "content.xml";
const ROWS_MAX = 1_048_576;

type Attributes = Readonly<Record<string, string>>;

/** The sheets of an OpenDocument workbook by position. */
export async function readOdsSheets(file: ZipPackage): Promise<XlsxSheet[]> {
  const hiddenStyles = new Set<string>();
  const sheets: XlsxSheet[] = [];
  let style = "";
  let isLocked = false;
  if (file.has("META-INF/manifest.xml")) {
    await file.read("META-INF/manifest.xml", {
      open: (name) => {
        isLocked ||= name === "encryption-data";
      },
    });
  }
  if (isLocked) {
    fail(
      "file-unreadable",
      `The workbook "${file.name}" is locked with a password.`,
      "Save it without a password, then import that file.",
    );
  }
  await file.read(ODS_CONTENT, {
    open: (name, attributes) => {
      if (name === "style") {
        style = attributes["name"] ?? "";
      } else if (name === "table-properties" && attributes["display"] === "false") {
        hiddenStyles.add(style);
      } else if (name === "table") {
        const isHidden = hiddenStyles.has(attributes["style-name"] ?? "");
        sheets.push({ name: attributes["name"] ?? "", part: String(sheets.length), isHidden });
      }
    },
  });
  return sheets;
}

/** The rows of one sheet in order; a repeated row is handed out as often as it stands there. */
export async function* readOdsRows(
  file: ZipPackage,
  sheet: XlsxSheet,
): AsyncIterable<readonly FileRow[]> {
  const reader = new OdsReader(file.name, sheet.part);
  for await (const _ of file.parse(ODS_CONTENT, reader)) {
    yield reader.takeRows();
  }
  yield reader.takeRows();
}

class OdsReader implements XmlHandlers {
  private readonly fileName: string;
  private readonly part: string;
  private rows: FileRow[] = [];
  private tables = 0;
  private isSheet = false;
  private line = 0;
  private rowAttributes: Attributes = {};
  private cells: string[] = [];
  private kinds: CellKind[] = [];
  private column = 0;
  private cellAttributes: Attributes | null = null;
  private text_ = "";
  private paragraphs = 0;
  /** Depth within a note or a drawing, whose text is not the cell's. */
  private aside = 0;

  constructor(fileName: string, part: string) {
    this.fileName = fileName;
    this.part = part;
  }

  takeRows(): FileRow[] {
    const { rows } = this;
    this.rows = [];
    return rows;
  }

  readonly open = (name: string, attributes: Attributes): void => {
    if (name === "table") {
      this.isSheet = String(this.tables) === this.part;
      this.tables += 1;
    } else if (!this.isSheet) {
      return;
    } else if (name === "table-row") {
      this.rowAttributes = attributes;
      this.cells = [];
      this.kinds = [];
      this.column = 0;
    } else if (name === "table-cell" || name === "covered-table-cell") {
      this.cellAttributes = name === "table-cell" ? attributes : { ...attributes, covered: "1" };
      this.text_ = "";
      this.paragraphs = 0;
    } else if (name === "annotation" || name === "frame" || name === "custom-shape") {
      this.aside += 1;
    } else {
      this.openText(name, attributes);
    }
  };

  readonly text = (text: string): void => {
    if (this.paragraphs > 0 && this.aside === 0) {
      this.text_ += text;
    }
  };

  readonly close = (name: string): void => {
    if (name === "table") {
      this.isSheet = false;
    } else if (this.isSheet && name === "table-row") {
      this.closeRow();
    } else if (this.isSheet && /^(?:covered-)?table-cell$/.test(name)) {
      this.closeCell();
    } else if (name === "annotation" || name === "frame" || name === "custom-shape") {
      this.aside = Math.max(0, this.aside - 1);
    }
  };

  private openText(name: string, attributes: Attributes): void {
    if (this.cellAttributes === null || this.aside > 0) {
      return;
    }
    if (name === "p") {
      this.text_ += this.paragraphs > 0 ? "\n" : "";
      this.paragraphs += 1;
    } else if (name === "s") {
      this.text_ += " ".repeat(countOf(attributes["c"], CSV_LIMITS.cellCharacters));
    } else if (name === "tab") {
      this.text_ += "\t";
    } else if (name === "line-break") {
      this.text_ += "\n";
    }
  }

  private closeCell(): void {
    const attributes = this.cellAttributes ?? {};
    const times = countOf(attributes["number-columns-repeated"], ROWS_MAX);
    const cell = attributes["covered"] === undefined ? this.cell(attributes) : null;
    this.cellAttributes = null;
    if (cell !== null) {
      if (this.column + times > CSV_LIMITS.columns) {
        this.refuse(`Row ${this.line + 1} of the workbook`, "fills more than 2,000 columns");
      }
      while (this.cells.length < this.column) {
        this.cells.push("");
        this.kinds.push("text");
      }
      for (let time = 0; time < times; time += 1) {
        this.cells.push(cell.text);
        this.kinds.push(cell.kind);
      }
    }
    this.column += times;
  }

  private cell(attributes: Attributes): { text: string; kind: CellKind } | null {
    const value = attributes["value"];
    switch (attributes["value-type"]) {
      case "float":
      case "percentage":
      case "currency":
        return value === undefined ? null : { text: numberText(value), kind: "number" };
      case "date": {
        const date = attributes["date-value"] ?? "";
        const day = date.replace(/T00:00:00(\.0+)?Z?$/, "");
        return { text: day.replace("T", " ").replace(/\.0+$/, ""), kind: "date" };
      }
      case "boolean":
        return { text: (attributes["boolean-value"] ?? "").toUpperCase(), kind: "text" };
      case "error":
        return { text: this.text_, kind: "error" };
      case "string":
        return { text: attributes["string-value"] ?? this.text_, kind: "text" };
      case undefined:
        if (attributes["formula"] !== undefined) {
          return { text: "", kind: "no-value" };
        }
        return this.text_ === "" ? null : { text: this.text_, kind: "text" };
      default:
        return { text: this.text_, kind: "text" };
    }
  }

  private closeRow(): void {
    const times = countOf(this.rowAttributes["number-rows-repeated"], ROWS_MAX * 2);
    const hasCells = this.cells.length > 0;
    if (hasCells && this.line + times > ROWS_MAX) {
      this.refuse(`A sheet of the workbook`, "has more than 1,048,576 rows");
    }
    const isHidden = /^(?:collapse|filter)$/.test(this.rowAttributes["visibility"] ?? "");
    const { cells, kinds } = this;
    const raw = cells.join("\t");
    for (let time = 1; hasCells && time <= times; time += 1) {
      this.rows.push({ line: this.line + time, cells, kinds, raw, broken: null, isHidden });
    }
    this.line += times;
  }

  private refuse(what: string, found: string): never {
    return fail(
      "file-unreadable",
      `${what} "${this.fileName}" ${found}.`,
      "Export fewer rows or columns, or save the sheet as CSV.",
    );
  }
}

function countOf(text: string | undefined, max: number): number {
  const count = Number.parseInt(text ?? "1", 10);
  return count >= 1 ? Math.min(count, max) : 1;
}
