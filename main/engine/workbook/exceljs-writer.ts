import { createWriteStream } from "node:fs";
import ExcelJS from "exceljs";
import type { SafeValue } from "./safe-cell.ts";
import { BAD, BAD_GROUND, styleOf } from "./sheet-style.ts";
import type { SheetFrame, SheetRow, XlsxWriter } from "./xlsx-writer.ts";

type StreamWriter = InstanceType<typeof ExcelJS.stream.xlsx.WorkbookWriter>;
type SheetWriter = ReturnType<StreamWriter["addWorksheet"]>;

/** Streams sheets into a package of plain parts; a later pass adds what it cannot write. */
export function createXlsxWriter(path: string): XlsxWriter {
  const file = createWriteStream(path);
  let failure: Error | undefined;
  const failed = new Promise<never>((_, reject) => {
    file.once("error", (error) => {
      failure = error;
      reject(error);
    });
  });
  // The error is thrown at the next step; until then nobody waits for it.
  failed.catch(() => undefined);
  const book = new ExcelJS.stream.xlsx.WorkbookWriter({
    stream: file,
    useStyles: true,
    useSharedStrings: false,
    zip: { store: true },
  });
  let sheet: SheetWriter | undefined;
  let count = 0;
  const current = (): SheetWriter => {
    if (sheet === undefined) {
      throw new Error("a row was written before its sheet began");
    }
    return sheet;
  };
  return {
    startSheet(frame) {
      sheet = startSheet(book, frame);
      count += 1;
      return count;
    },
    writeRow: (row) => writeRow(current(), row),
    async endSheet() {
      current().commit();
      await new Promise((resolve) => setImmediate(resolve));
      if (failure !== undefined) {
        throw failure;
      }
    },
    end: () => Promise.race([book.commit(), failed]),
    abort: () => file.destroy(),
  };
}

function startSheet(book: StreamWriter, frame: SheetFrame): SheetWriter {
  const sheet = book.addWorksheet(frame.name, {
    properties: { defaultRowHeight: 15 },
    views: [{ state: "frozen", xSplit: 0, ySplit: frame.frozenRows, showGridLines: false }],
    pageSetup: {
      ...paperOf(frame.widths),
      orientation: "landscape",
      fitToPage: true,
      fitToHeight: 0,
      margins: { left: 0.5, right: 0.5, top: 0.5, bottom: 0.6, header: 0.3, footer: 0.3 },
    },
    headerFooter: { oddFooter: footer(frame) },
  });
  sheet.columns = frame.widths.map((width) => ({ width }));
  for (const ref of frame.alarms) {
    sheet.addConditionalFormatting({
      ref,
      rules: [alarm({ type: "cellIs", operator: "notEqual", formulae: ["0"] })],
    });
  }
  for (const ref of frame.checks) {
    sheet.addConditionalFormatting({
      ref,
      rules: [alarm({ type: "cellIs", operator: "equal", formulae: ["FALSE"] })],
    });
  }
  if (frame.statusCell !== null) {
    const isBad = `ISNUMBER(SEARCH("NOT",${frame.statusCell}))`;
    sheet.addConditionalFormatting({
      ref: frame.statusCell,
      rules: [alarm({ type: "expression", formulae: [isBad] })],
    });
  }
  return sheet;
}

interface Paper {
  /** As the file format numbers them. */
  readonly paperSize: number;
  readonly characters: number;
}

/** Characters across a printed page that can still be read, at half their size on the screen. */
const A4: Paper = { paperSize: 9, characters: 275 };
const A3: Paper = { paperSize: 8, characters: 390 };

/** Side by side, pages are hard to read: a wide sheet is printed on larger paper first. */
function paperOf(widths: readonly number[]) {
  const total = widths.reduce((sum, width) => sum + width, 0);
  const { paperSize, characters } = total <= A4.characters ? A4 : A3;
  return { paperSize, fitToWidth: Math.max(1, Math.ceil(total / characters)) };
}

type Rule = ExcelJS.ConditionalFormattingRule;

function alarm(
  condition:
    | { type: "cellIs"; operator: "equal"; formulae: string[] }
    | { type: "cellIs"; operator: "notEqual"; formulae: string[] }
    | { type: "expression"; formulae: string[] },
): Rule {
  const style = {
    font: { color: BAD, bold: true },
    fill: { type: "pattern" as const, pattern: "solid" as const, bgColor: BAD_GROUND },
  };
  return { ...condition, priority: 1, style } as Rule;
}

/** The scope at the left, the page at the right; Excel keeps 255 characters of it. */
function footer({ name, footer: scope }: SheetFrame): string {
  const safe = (text: string): string => text.replaceAll("&", "&&").slice(0, 100);
  return `&L&8${safe(scope)}&C&8${safe(name)}&R&8&P / &N`;
}

function writeRow(sheet: SheetWriter, { row, height, cells }: SheetRow): void {
  const target = sheet.getRow(row);
  if (height !== undefined) {
    target.height = height;
  }
  for (const [index, styled] of cells.entries()) {
    if (styled !== null) {
      const cell = target.getCell(index + 1);
      const { cell: content, style, digits, isTall = false } = styled;
      cell.value =
        content.kind === "formula"
          ? { formula: content.formula, result: content.value ?? 0 }
          : literal(content.value);
      cell.style = styleOf(style, digits, isTall);
    }
  }
  target.commit();
}

/** Office programs read _xHHHH_ as one character; text that only looks so is written apart. */
function literal(value: SafeValue): SafeValue {
  return typeof value === "string"
    ? value.replace(/_x[0-9A-Fa-f]{4}_/g, (code) => `_x005F${code}`)
    : value;
}
