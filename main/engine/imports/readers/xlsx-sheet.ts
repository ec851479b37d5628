import { fail } from "../../../../shared/errors.ts";
import type { ZipPackage } from "../../xlsx/zip-package.ts";
import { CSV_LIMITS } from "./csv-rows.ts";
import type { CellKind, FileRow } from "./file-row.ts";
import { MergedCells, type MergedRange } from "./xlsx-merged-cells.ts";
import { TextCollector, type XlsxSheet, type XlsxWorkbook } from "./xlsx-parts.ts";
import { cellPlace, dateText, numberText, unescapeText } from "./xlsx-values.ts";

/** The rows of one sheet in order, as the file holds them; rows without any cell are not in it. */
export async function* readSheetRows(
  file: ZipPackage,
  workbook: XlsxWorkbook,
  sheet: XlsxSheet,
  merged: readonly MergedRange[],
): AsyncIterable<readonly FileRow[]> {
  const reader = new SheetReader(file.name, workbook, new MergedCells(merged));
  const handlers = {
    open: (name: string, attributes: Readonly<Record<string, string>>) =>
      reader.open(name, attributes),
    text: (text: string) => reader.text(text),
    close: (name: string) => reader.close(name),
  };
  for await (const _ of file.parse(sheet.part, handlers)) {
    yield reader.takeRows();
  }
  yield reader.takeRows();
}

class SheetReader {
  private readonly fileName: string;
  private readonly workbook: XlsxWorkbook;
  private readonly merged: MergedCells;
  private readonly inline = new TextCollector();
  private rows: FileRow[] = [];
  private line = 0;
  private isHidden = false;
  private cells: string[] = [];
  private kinds: CellKind[] = [];
  private column = -1;
  private type = "n";
  private style = 0;
  private value: string | null = null;
  private hasFormula = false;
  private hasInline = false;
  private isValue = false;

  constructor(fileName: string, workbook: XlsxWorkbook, merged: MergedCells) {
    this.fileName = fileName;
    this.workbook = workbook;
    this.merged = merged;
  }

  takeRows(): FileRow[] {
    const { rows } = this;
    this.rows = [];
    return rows;
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    switch (name) {
      case "row":
        this.line = Number.parseInt(attributes["r"] ?? String(this.line + 1), 10);
        this.isHidden = attributes["hidden"] === "1" || attributes["hidden"] === "true";
        this.cells = [];
        this.kinds = [];
        this.column = -1;
        break;
      case "c":
        this.openCell(attributes);
        break;
      case "v":
        this.isValue = true;
        this.value ??= "";
        break;
      case "f":
        this.hasFormula = true;
        break;
      case "is":
        this.hasInline = true;
        this.inline.reset();
        break;
      default:
        this.inline.open(name);
    }
  }

  text(text: string): void {
    if (this.isValue) {
      this.value = (this.value ?? "") + text;
    } else if (this.hasInline) {
      this.inline.add(text);
    }
  }

  close(name: string): void {
    if (name === "v") {
      this.isValue = false;
    } else if (name === "c") {
      this.closeCell();
    } else if (name === "row") {
      this.closeRow();
    } else {
      this.inline.close(name);
    }
  }

  private openCell(attributes: Readonly<Record<string, string>>): void {
    this.column = cellPlace(attributes["r"] ?? "")?.column ?? this.column + 1;
    this.type = attributes["t"] ?? "n";
    this.style = Number.parseInt(attributes["s"] ?? "0", 10);
    this.value = null;
    this.hasFormula = false;
    this.hasInline = false;
  }

  private closeCell(): void {
    const cell = this.cell();
    this.hasInline = false;
    if (cell === null || this.merged.covers(this.line, this.column)) {
      return;
    }
    if (this.column >= CSV_LIMITS.columns) {
      fail(
        "file-unreadable",
        `Row ${this.line} of the workbook "${this.fileName}" fills more than 2,000 columns.`,
        "Export fewer columns.",
      );
    }
    while (this.cells.length < this.column) {
      this.cells.push("");
      this.kinds.push("text");
    }
    this.cells[this.column] = cell.text;
    this.kinds[this.column] = cell.kind;
  }

  private cell(): { text: string; kind: CellKind } | null {
    const { value } = this;
    if (this.type === "inlineStr" && this.hasInline) {
      return { text: this.inline.text(), kind: "text" };
    }
    if (value === null || (value === "" && this.type !== "str")) {
      return this.hasFormula ? { text: "", kind: "no-value" } : null;
    }
    switch (this.type) {
      case "s":
        return { text: this.sharedString(value), kind: "text" };
      case "str":
        return { text: unescapeText(value), kind: "text" };
      case "b":
        return { text: value === "1" ? "TRUE" : "FALSE", kind: "text" };
      case "e":
        return { text: value, kind: "error" };
      case "d":
        return { text: value.replace(/T00:00:00(\.0+)?Z?$/, ""), kind: "date" };
      default:
        return this.number(value);
    }
  }

  private number(value: string): { text: string; kind: CellKind } {
    const isDate = this.workbook.dateStyles[this.style] ?? false;
    const date = isDate ? dateText(value, this.workbook.is1904) : null;
    return date === null
      ? { text: numberText(value), kind: "number" }
      : { text: date, kind: "date" };
  }

  private sharedString(index: string): string {
    const text = this.workbook.sharedStrings[Number.parseInt(index, 10)];
    return (
      text ??
      fail(
        "file-unreadable",
        `Row ${this.line} of the workbook "${this.fileName}" names a text that is missing.`,
        "Open it in Excel, save it again and import the new file.",
      )
    );
  }

  private closeRow(): void {
    const { line, cells, kinds, isHidden } = this;
    this.rows.push({ line, cells, kinds, raw: cells.join("\t"), broken: null, isHidden });
  }
}
