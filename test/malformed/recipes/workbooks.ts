import { gzipSync } from "node:zlib";
import { buildLegacy, type LegacyLayout } from "../../support/write-legacy.ts";
import { buildZip, workbookParts } from "../../support/write-xlsx.ts";
import { HEADER, LINES, type Recipe, TABLE, WHOLE } from "../recipe.ts";

type Options = Parameters<typeof workbookParts>[1];
type Case = readonly [string, () => Uint8Array, Recipe["expected"]];

const DAYS = ["46300", "46326", "46312"];

const text = (value: string): string =>
  `<c t="inlineStr"><is><t xml:space="preserve">${value}</t></is></c>`;
const number = (value: string, style = "0"): string => `<c s="${style}"><v>${value}</v></c>`;
const day = (serial: string): string => number(serial, "1");

interface Cells {
  readonly date?: string;
  readonly amount?: string;
  readonly text?: string;
  readonly account?: string;
  /** Attributes of the row. */
  readonly row?: string;
}

/** The small ledger as a sheet; a recipe replaces cells of the first line. */
function sheetOf(first: Cells = {}, others = ""): string {
  const header = `<row r="1">${HEADER.map(text).join("")}</row>`;
  const lines = LINES.map((line, at) => {
    const change = at === 0 ? first : {};
    const cells = [
      change.account ?? text(line.account),
      change.date ?? day(DAYS[at] ?? ""),
      change.amount ?? number(line.amount),
      text("EUR"),
      change.text ?? text(line.text),
    ];
    return `<row r="${at + 2}"${change.row ?? ""}>${cells.join("")}</row>`;
  });
  return header + lines.join("") + others;
}

const book = (first: Cells = {}, options: Options = {}, others = ""): Uint8Array =>
  buildZip(workbookParts(sheetOf(first, others), options));

const rejected = (says: string): Recipe["expected"] => ({ refused: "import-rejected", says });
const whole = (first: string): Recipe["expected"] => ({ loads: 3, total: first });

/** What a careless reader of workbooks changes, doubles or drops. */
const traps: readonly Case[] = [
  ["days as numbers", () => book(), WHOLE],
  ["days counted from 1904", () => book1904(), WHOLE],
  ["a day with a time", () => book({ date: number("46300.75", "1") }), WHOLE],
  ["a day as text", () => book({ date: text("2026-10-05") }), WHOLE],
  ["a day in ISO form", () => book({ date: '<c t="d"><v>2026-10-05T00:00:00</v></c>' }), WHOLE],
  ["an amount as text", () => book({ amount: text("12.50") }), WHOLE],
  ["an amount with 17 digits", () => book({ amount: number("12.500000000000002") }), WHOLE],
  [
    "an amount with noise of the writing",
    () => book({ amount: number("12.499999999999999") }),
    WHOLE,
  ],
  ["an amount with an exponent", () => book({ amount: number("1.25E1") }), WHOLE],
  ["a very small amount", () => book({ amount: number("1E-7") }), whole("1234.4670001")],
  ["a formula with its result", () => book({ amount: "<c><f>10+2.5</f><v>12.5</v></c>" }), WHOLE],
  [
    "a formula with a text as result",
    () => book({ text: '<c t="str"><f>A1</f><v>Größe</v></c>' }),
    WHOLE,
  ],
  [
    "a formula without a result",
    () => book({ amount: "<c><f>10+2.5</f></c>" }),
    rejected("line 2"),
  ],
  [
    "a shared formula",
    () => book({ amount: '<c><f t="shared" si="0" ref="C2:C3">A1</f><v>12.5</v></c>' }),
    WHOLE,
  ],
  ["#N/A as an amount", () => book({ amount: '<c t="e"><v>#N/A</v></c>' }), rejected("line 2")],
  ["#REF! as an amount", () => book({ amount: '<c t="e"><v>#REF!</v></c>' }), rejected("line 2")],
  ["#N/A as a day", () => book({ date: '<c t="e"><v>#N/A</v></c>' }), rejected("line 2")],
  ["a boolean as an amount", () => book({ amount: '<c t="b"><v>1</v></c>' }), rejected("line 2")],
  ["NaN as a number", () => book({ amount: number("NaN") }), rejected("line 2")],
  ["an infinite number", () => book({ amount: number("INF") }), rejected("line 2")],
  [
    "rich text",
    () =>
      book({
        text: '<c t="inlineStr"><is><r><t>Grö</t></r><r><rPr><b/></rPr><t>ße</t></r></is></c>',
      }),
    WHOLE,
  ],
  ["an escaped character", () => book({ text: text("a_x0041_") }), WHOLE],
  [
    "a phonetic hint",
    () =>
      book({ text: '<c t="inlineStr"><is><t>東</t><rPh sb="0" eb="1"><t>9</t></rPh></is></c>' }),
    WHOLE,
  ],
  ["an id of 20 digits as text", () => book({ account: text("12345678901234567890") }), WHOLE],
  ["a hidden row", () => book({ row: ' hidden="1"' }), WHOLE],
  ["a merged amount, repeated below", () => merged("C2:C3", "12.5"), rejected("line 3")],
  [
    "a merged text",
    () => book({}, { afterSheetData: '<mergeCells><mergeCell ref="E2:E4"/></mergeCells>' }),
    WHOLE,
  ],
  ["a row without cells", () => book({}, {}, '<row r="9"/>'), WHOLE],
  ["a row far below", () => book({}, {}, `<row r="1048576">${text("")}</row>`), WHOLE],
  [
    "CDATA",
    () => book({ text: '<c t="inlineStr"><is><t><![CDATA[Größe & <x>]]></t></is></c>' }),
    WHOLE,
  ],
  ["a character reference", () => book({ text: text("Gr&#xF6;&#223;e &amp; &lt;x&gt;") }), WHOLE],
  [
    "a shared text that is missing",
    () => book({ text: '<c t="s"><v>99</v></c>' }),
    { refused: "file-unreadable", says: "names a text that is missing" },
  ],
  [
    "a document type",
    () => doctype("<!DOCTYPE worksheet>"),
    { refused: "file-unreadable", says: "document type" },
  ],
  [
    "entities within entities",
    () => doctype(LAUGHS),
    { refused: "file-unreadable", says: "document type" },
  ],
  [
    "an entity nobody declared",
    () => book({ text: text("&lol;") }),
    { refused: "file-unreadable" },
  ],
  [
    "XML that is not closed",
    () => withSheet("<worksheet><sheetData><row>"),
    { refused: "file-unreadable" },
  ],
  [
    "no sheet",
    () => parts((name) => name !== "xl/worksheets/sheet1.xml"),
    { refused: "file-unreadable", says: "does not hold" },
  ],
  [
    "no workbook part",
    () => parts((name) => name !== "xl/workbook.xml"),
    { refused: "format-not-recognised" },
  ],
  [
    "no styles",
    () =>
      buildZip(
        workbookParts(sheetOf({ date: text("2026-10-05") }).replaceAll(' s="1"', "")).filter(
          ({ name }) => !name.includes("styles"),
        ),
      ),
    WHOLE,
  ],
  [
    "2,001 columns",
    () => book({}, {}, `<row r="9"><c r="BXY9" t="inlineStr"><is><t>x</t></is></c></row>`),
    { refused: "file-unreadable", says: "2,000 columns" },
  ],
  ["invalid UTF-8", () => withBytes(0xff), { refused: "file-unreadable" }],
  ["nothing in its sheet", () => buildZip(workbookParts("")), { refused: "format-not-recognised" }],
];

const LAUGHS = `<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">${["b", "c", "d", "e", "f"]
  .map((name, at) => `<!ENTITY ${name} "${`&${"abcde"[at]};`.repeat(10)}">`)
  .join("")}]>`;

function book1904(): Uint8Array {
  const older = (serial: string): string => String(Number.parseInt(serial, 10) - 1462);
  const sheet = DAYS.reduce(
    (xml, one) => xml.replace(`<v>${one}</v>`, `<v>${older(one)}</v>`),
    sheetOf(),
  );
  return buildZip(workbookParts(sheet, { workbookPr: '<workbookPr date1904="1"/>' }));
}

function merged(ref: string, amount: string): Uint8Array {
  const sheet = sheetOf({ amount: number(amount) }).replace("<v>-0.10</v>", `<v>${amount}</v>`);
  return buildZip(
    workbookParts(placed(sheet), {
      afterSheetData: `<mergeCells count="1"><mergeCell ref="${ref}"/></mergeCells>`,
    }),
  );
}

/** Gives every cell its reference, as a program that merges does. */
function placed(sheet: string): string {
  return sheet.replace(/<row r="(\d+)"[^>]*>.*?<\/row>/g, (row, line: string) => {
    let column = 0;
    return row.replace(/<c(?=[ >])/g, () => {
      column += 1;
      return `<c r="${String.fromCharCode(64 + column)}${line}"`;
    });
  });
}

function doctype(declaration: string): Uint8Array {
  return withSheet(`${declaration}<worksheet><sheetData>${sheetOf()}</sheetData></worksheet>`);
}

function withSheet(xml: string | Uint8Array): Uint8Array {
  const all = workbookParts(sheetOf());
  return buildZip(
    all.map((part) => (part.name.includes("sheet1") ? { ...part, content: xml } : part)),
  );
}

function withBytes(byte: number): Uint8Array {
  const xml = Buffer.from(`<worksheet><sheetData>${sheetOf()}</sheetData></worksheet>`);
  xml[xml.indexOf("ö")] = byte;
  return withSheet(xml);
}

function parts(keeps: (name: string) => boolean): Uint8Array {
  return buildZip(workbookParts(sheetOf()).filter(({ name }) => keeps(name)));
}

const ROWS = [
  [...HEADER],
  ...LINES.map(({ account, date, text: label }, at) => [
    account,
    new Date(`${date}T00:00:00Z`),
    [12.5, -0.1, 1234.567][at],
    "EUR",
    label,
  ]),
];

const legacy: readonly Case[] = (["xls", "xlsb", "ods"] as const).flatMap(
  (layout: LegacyLayout): Case[] => {
    const bytes = (): Uint8Array => buildLegacy(layout, { Lines: ROWS });
    const cut = layout === "xls" ? ([2, 3, 4] as const) : ([2, 3, 5] as const);
    return [
      [layout, bytes, WHOLE],
      [`${layout} of texts`, () => buildLegacy(layout, { Lines: TABLE }), WHOLE],
      [`${layout} in gzip`, () => gzipSync(bytes()), WHOLE],
      [`${layout} in zip`, () => buildZip([{ name: `l.${layout}`, content: bytes() }]), WHOLE],
      [
        `${layout} with a second sheet of notes`,
        () => buildLegacy(layout, { Notes: [["made by", "x"]], Lines: ROWS }),
        WHOLE,
      ],
      [
        `${layout} with an error`,
        () =>
          buildLegacy(layout, { Lines: ROWS }, (sheet) => {
            sheet["C2"] = { t: "e", v: 0x2a, w: "#N/A" };
          }),
        rejected(layout === "ods" ? "2" : "line 2"),
      ],
      ...cut.map(
        (part): Case => [
          `${layout} cut to one part in ${part}`,
          () => bytes().subarray(0, Math.floor(bytes().length / part)),
          { refused: layout === "xls" ? "file-unreadable" : "file-truncated" },
        ],
      ),
    ];
  },
);

export const workbooks: readonly Recipe[] = [
  ...traps.map(([name, bytes, expected]): Recipe => {
    return { name: `workbook: ${name}`, file: "ledger.xlsx", bytes, expected };
  }),
  ...legacy.map(([name, bytes, expected]): Recipe => {
    return { name: `workbook: ${name}`, file: "ledger.xls", bytes, expected };
  }),
];
