import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { FileRow } from "../../../../../main/engine/imports/readers/file-row.ts";
import { openXlsx } from "../../../../../main/engine/imports/readers/xlsx.ts";
import {
  isDateFormat,
  numberText,
} from "../../../../../main/engine/imports/readers/xlsx-values.ts";
import { buildWorkbook, buildZip, workbookParts } from "../../../../support/write-xlsx.ts";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "xlsx-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function readRows(bytes: Uint8Array): Promise<FileRow[]> {
  const path = join(folder, "book.xlsx");
  await writeFile(path, bytes);
  const file = await openXlsx(path, "book.xlsx");
  try {
    const [sheet] = file.sheets;
    const rows: FileRow[] = [];
    if (sheet !== undefined) {
      for await (const batch of file.rowsOf(sheet).rows()) {
        rows.push(...batch);
      }
    }
    return rows;
  } finally {
    file.close();
  }
}

const cellsOf = async (bytes: Uint8Array): Promise<(readonly string[])[]> =>
  (await readRows(bytes)).map(({ cells }) => cells);

test("reads texts, numbers, days, booleans, errors and formulas as Excel writes them", async () => {
  const bytes = await buildWorkbook((workbook) => {
    const sheet = workbook.addWorksheet("Ledger");
    sheet.addRow(["Text", "Zahl", "Tag", "Ja", "Summe", "Fehler", "Rich"]);
    sheet.addRow(["Müller & Söhne <x>", 1234.56, "", true, { formula: "1+1", result: 2 }]);
    sheet.getCell("C2").value = { formula: "TODAY()", result: 46326 };
    sheet.getCell("C2").numFmt = "dd.mm.yyyy";
    sheet.getCell("F2").value = { error: "#N/A" };
    sheet.getCell("G2").value = { richText: [{ text: "a " }, { font: { bold: true }, text: "b" }] };
    sheet.getRow(3).hidden = true;
    sheet.getCell("B3").value = 0.1 + 0.2;
  });
  const rows = await readRows(bytes);
  expect(rows[1]?.cells).toEqual([
    "Müller & Söhne <x>",
    "1234.56",
    "2026-10-31",
    "TRUE",
    "2",
    "#N/A",
    "a b",
  ]);
  expect(rows[1]?.kinds).toEqual(["text", "number", "date", "text", "number", "error", "text"]);
  expect(rows[2]).toMatchObject({ line: 3, cells: ["", "0.30000000000000004"], isHidden: true });
});

test("a merged amount counts once, where its anchor is", async () => {
  const repeated =
    '<row r="1"><c r="A1"><v>35</v></c><c r="B1"><v>35</v></c></row>' +
    '<row r="2"><c r="A2"><v>35</v></c><c r="C2"><v>7</v></c></row>';
  const merge = '<mergeCells count="1"><mergeCell ref="A1:B2"/></mergeCells>';
  const bytes = buildZip(workbookParts(repeated, { afterSheetData: merge }));
  expect(await cellsOf(bytes)).toEqual([["35"], ["", "", "7"]]);
});

test("days of a workbook from 1904 are counted from there", async () => {
  const sheet =
    '<row r="1"><c r="A1" s="1"><v>43538</v></c><c r="B1" s="1"><v>43538.5</v></c></row>';
  const bytes = buildZip(workbookParts(sheet, { workbookPr: '<workbookPr date1904="1"/>' }));
  expect(await cellsOf(bytes)).toEqual([["2023-03-15", "2023-03-15 12:00:00"]]);
});

test("escaped characters, inline texts, phonetic hints and prefixed elements", async () => {
  const cells =
    '<x:row r="4"><x:c t="inlineStr"><x:is><x:t xml:space="preserve"> a_x0041_</x:t>' +
    '<x:rPh sb="0" eb="1"><x:t>zzz</x:t></x:rPh></x:is></x:c>' +
    '<x:c r="C4" t="inlineStr"><x:is><x:t>_x005F_x0041_</x:t></x:is></x:c></x:row>';
  const rows = await readRows(buildZip(workbookParts(cells.replaceAll("x:", ""))));
  expect(rows).toMatchObject([{ line: 4, cells: [" aA", "", "_x0041_"] }]);
  const control = '<row r="1"><c t="inlineStr"><is><t>_x0000__x000A__xD800_</t></is></c></row>';
  expect(await cellsOf(buildZip(workbookParts(control)))).toEqual([["_x0000_\n_xD800_"]]);
});

test("a formula without a stored result is told apart from an empty cell", async () => {
  const sheet =
    '<row r="1"><c r="A1"><f>1+1</f></c><c r="B1"/><c r="C1" t="str"><f>""</f><v></v></c></row>';
  const rows = await readRows(buildZip(workbookParts(sheet)));
  expect(rows[0]?.kinds).toEqual(["no-value", "text", "text"]);
});

test.each([
  ["17.100000000000001", "17.1"],
  ["1234.5600000000002", "1234.5600000000002"],
  ["1.1000000000000001", "1.1"],
  ["100000000000000000000", "100000000000000000000"],
  ["1E-7", "0.0000001"],
  ["1.5E+20", "150000000000000000000"],
  ["-2.5E-3", "-0.0025"],
  ["100000795", "100000795"],
  ["0.30000000000000004", "0.30000000000000004"],
  ["7.0", "7.0"],
])("the stored number %s is %s", (stored, expected) => {
  expect(numberText(stored)).toBe(expected);
});

test.each([
  [14, undefined, true],
  [0, undefined, false],
  [4, undefined, false],
  [164, "yyyy\\-mm\\-dd", true],
  [165, "[$-407]dd.mm.yyyy;@", true],
  [166, "mmm yy", true],
  [167, "#,##0.00;[Red]-#,##0.00", false],
  [168, '0.00" days"', false],
  [169, "[h]:mm:ss", false],
  [170, "General", false],
  [171, "#,##0.00_);[Red](#,##0.00)", false],
])("number format %i %s is a day: %s", (id, code, expected) => {
  expect(isDateFormat(id, code)).toBe(expected);
});

describe("refuses", () => {
  const refusal = async (bytes: Uint8Array): Promise<unknown> =>
    readRows(bytes).then(
      () => "read",
      (error: { shape?: { code: string; message: string } }) => error.shape ?? error,
    );

  test("a workbook whose end is missing", async () => {
    const bytes = await buildWorkbook((workbook) => workbook.addWorksheet("A").addRow([1]));
    expect(await refusal(bytes.subarray(0, bytes.length - 200))).toMatchObject({
      code: "file-truncated",
      message: 'The workbook "book.xlsx" ends before its end: a part of the file is missing.',
    });
  });

  test("a flipped bit", async () => {
    const bytes = buildZip(
      workbookParts(`<row r="1"><c r="A1"><v>${"1".repeat(400)}</v></c></row>`),
    );
    const at = Buffer.from(bytes).indexOf("sheet1.xml") + 30;
    bytes[at] = (bytes[at] ?? 0) ^ 0xff;
    expect(await refusal(bytes)).toMatchObject({ code: expect.stringMatching(/^file-/) });
  });

  test("a content that does not match its checksum", async () => {
    const bytes = buildZip(workbookParts('<row r="1"><c r="A1"><v>1</v></c></row>'));
    const entry = Buffer.from(bytes).lastIndexOf("xl/worksheets/sheet1.xml") - 46;
    bytes[entry + 16] = (bytes[entry + 16] ?? 0) ^ 1;
    expect(await refusal(bytes)).toMatchObject({
      code: "file-unreadable",
      message: 'The workbook "book.xlsx" is damaged and cannot be read.',
    });
  });

  test("a small file that unpacks to a large one", async () => {
    const parts = workbookParts("");
    const bomb = { name: "xl/sharedStrings.xml", content: Buffer.alloc(120_000_000, " ") };
    const before = process.memoryUsage().rss;
    expect(await refusal(buildZip([...parts, bomb]))).toMatchObject({
      code: "file-unreadable",
      message: 'The workbook "book.xlsx" unpacks to more than 200 times its size.',
    });
    expect(process.memoryUsage().rss - before).toBeLessThan(400_000_000);
  });

  test("more parts than a workbook has", async () => {
    const many = Array.from({ length: 10_001 }, (_, index) => ({ name: `p${index}`, content: "" }));
    expect(await refusal(buildZip(many))).toMatchObject({
      message: 'The workbook "book.xlsx" holds 10001 parts; 10000 are the most.',
    });
  });

  test("a document type declaration", async () => {
    const parts = workbookParts("").map((part) =>
      part.name === "xl/workbook.xml"
        ? { ...part, content: `<!DOCTYPE a [<!ENTITY b "c">]>${part.content}` }
        : part,
    );
    expect(await refusal(buildZip(parts))).toMatchObject({
      code: "file-unreadable",
      message: expect.stringContaining("document type declaration"),
    });
  });

  test("an archive that is no workbook", async () => {
    const zip = buildZip([{ name: "data.csv", content: "a,b" }]);
    expect(await refusal(zip)).toMatchObject({ code: "format-not-recognised" });
  });
});
