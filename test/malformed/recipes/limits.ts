import { deflateRawSync, gzipSync } from "node:zlib";
import { buildZip, workbookParts } from "../../support/write-xlsx.ts";
import { LEDGER, type Recipe, TABLE, textOf, WHOLE } from "../recipe.ts";

type Case = readonly [string, string, () => Uint8Array | string, Recipe["expected"]];

const withText = (length: number): string => LEDGER.replace("Größe", "x".repeat(length));
const wide = (columns: number): string =>
  textOf(TABLE.map((cells, at) => [...cells, ...columnsOf(columns - cells.length, at)]));
const columnsOf = (count: number, row: number): string[] =>
  Array.from({ length: count }, (_, at) => (row === 0 ? `x${at}` : ""));
/** A cell with line breaks, so that the record is long and no cell is. */
const longRecord = (cells: number): string =>
  textOf(
    TABLE.map((row, at) => [
      ...row,
      ...Array.from({ length: cells }, (_, cell) =>
        at === 0 ? `y${cell}` : at === 1 ? "z".repeat(999_000) : "",
      ),
    ]),
  );

/** What is stated as a limit, at it and beyond it. */
const limits: readonly Case[] = [
  ["a cell of 1 MB", "ledger.csv", () => withText(1_000_000), WHOLE],
  [
    "a cell beyond 1 MB",
    "ledger.csv",
    () => withText(1_000_001),
    { refused: "import-rejected", says: "longer than 1 MB" },
  ],
  ["2,000 columns", "ledger.csv", () => wide(2000), WHOLE],
  [
    "2,001 columns",
    "ledger.csv",
    () => wide(2001),
    { refused: "file-unreadable", says: "2,000 are the most" },
  ],
  [
    "10,000 columns",
    "ledger.csv",
    () => wide(10_000),
    { refused: "file-unreadable", says: "2,000 are the most" },
  ],
  ["a record below 16 MB", "ledger.csv", () => longRecord(15), WHOLE],
  [
    "a record beyond 16 MB",
    "ledger.csv",
    () => longRecord(17),
    { refused: "file-unreadable", says: "16 MB" },
  ],
  [
    "one line beyond 16 MB",
    "ledger.csv",
    () => "x".repeat(17_000_000),
    { refused: "file-unreadable", says: "16 MB" },
  ],
  [
    "a JSON record beyond 16 MB",
    "ledger.json",
    () => `[{"a":"${"x".repeat(17_000_000)}"}]`,
    { refused: "file-unreadable", says: "16 MB" },
  ],
  [
    "a JSON line beyond 16 MB",
    "ledger.jsonl",
    () => `{"a":1}\n{"a":"${"x".repeat(17_000_000)}"}`,
    { refused: "file-unreadable", says: "16 MB" },
  ],
];

const ZEROS = Buffer.alloc(1 << 20);
const SHEET_HEAD = "<worksheet><sheetData>";

function bombSheet(megabytes: number): Uint8Array {
  const content = Buffer.concat([Buffer.from(SHEET_HEAD), Buffer.alloc(megabytes << 20, " ")]);
  const parts = workbookParts("");
  return buildZip(
    parts.map((part) => (part.name.includes("sheet1") ? { ...part, content } : part)),
  );
}

/** Zip archives whose directory lies about what it holds. */
function lyingZip(change: (central: Buffer) => void): Uint8Array {
  const bytes = Buffer.from(buildZip([{ name: "ledger.csv", content: LEDGER }]));
  change(bytes.subarray(bytes.indexOf(Buffer.from("PK\u0001\u0002", "latin1"))));
  return bytes;
}

/** Several names for one piece of packed bytes. */
function overlappingZip(names: number): Uint8Array {
  const packed = deflateRawSync(ZEROS);
  const local = Buffer.from(buildZip([{ name: "a.csv", content: ZEROS }]));
  const at = local.indexOf(Buffer.from("PK\u0001\u0002", "latin1"));
  const end = local.indexOf(Buffer.from("PK\u0005\u0006", "latin1"));
  const entry = local.subarray(at, end);
  const entries = Array.from({ length: names }, (_, name) => {
    const copy = Buffer.from(entry);
    copy.write(String.fromCharCode(97 + name), 46);
    return copy;
  });
  const directory = Buffer.concat(entries);
  const tail = Buffer.from(local.subarray(end));
  tail.writeUInt16LE(names, 8);
  tail.writeUInt16LE(names, 10);
  tail.writeUInt32LE(directory.length, 12);
  return packed.length > 0 ? Buffer.concat([local.subarray(0, at), directory, tail]) : local;
}

const manyEntries = (count: number): Uint8Array =>
  buildZip(Array.from({ length: count }, (_, at) => ({ name: `${at}`, content: "" })));

/** Small files that would grow to more than a computer holds. */
const bombs: readonly Case[] = [
  [
    "gzip of 220 MB of one letter",
    "ledger.csv.gz",
    () => gzipSync(Buffer.alloc(220_000_000, "a")),
    { refused: "file-unreadable", says: "200 times" },
  ],
  [
    "gzip within gzip of 100 MB",
    "ledger.csv.gz",
    () => gzipSync(gzipSync(Buffer.alloc(100_000_000))),
    { refused: "format-not-recognised" },
  ],
  [
    "zip of 110 MB",
    "ledger.zip",
    () => buildZip([{ name: "a.csv", content: Buffer.alloc(110_000_000) }]),
    { refused: "file-unreadable", says: "200 times" },
  ],
  [
    "zip that says 3 GB",
    "ledger.zip",
    () => lyingZip((central) => central.writeUInt32LE(3_000_000_000, 24)),
    { refused: "file-unreadable", says: "2 GB" },
  ],
  [
    "zip that says less than it holds",
    "ledger.zip",
    () => lyingZip((central) => central.writeUInt32LE(3, 24)),
    { refused: "file-unreadable" },
  ],
  [
    "zip of ten overlapping files",
    "ledger.zip",
    () => overlappingZip(10),
    { refused: "file-unreadable", says: "on top of each other" },
  ],
  [
    "zip of 10,001 files",
    "ledger.zip",
    () => manyEntries(10_001),
    { refused: "file-unreadable", says: "10001 parts" },
  ],
  [
    "zip of zips",
    "ledger.zip",
    () =>
      buildZip([
        {
          name: "a.zip",
          content: buildZip([
            { name: "b.zip", content: buildZip([{ name: "c.csv", content: LEDGER }]) },
          ]),
        },
      ]),
    { refused: "format-not-recognised" },
  ],
  ["zip that holds itself", "ledger.zip", () => quine(), { refused: "format-not-recognised" }],
  [
    "a workbook whose sheet is 210 MB of blanks",
    "ledger.xlsx",
    () => bombSheet(210),
    { refused: "file-unreadable", says: "200 times" },
  ],
  [
    "a workbook of 257 MB of texts",
    "ledger.xlsx",
    () => sharedBomb(),
    { refused: "file-unreadable" },
  ],
  [
    "a workbook of 10,001 parts",
    "ledger.xlsx",
    () => manyEntries(10_001),
    { refused: "file-unreadable", says: "10001 parts" },
  ],
  [
    "an .ods of a million repeated rows",
    "ledger.ods",
    () => odsBomb(1_048_577, 2),
    { refused: "file-unreadable", says: "1,048,576 rows" },
  ],
  [
    "an .ods of a million repeated columns",
    "ledger.ods",
    () => odsBomb(2, 1_000_000),
    { refused: "file-unreadable", says: "2,000 columns" },
  ],
];

/** An archive that stands for one whose member is the archive: a zip in a zip with its own name. */
function quine(): Uint8Array {
  const inner = buildZip([{ name: "ledger.zip", content: "PK\u0003\u0004" }]);
  return buildZip([{ name: "ledger.zip", content: inner }]);
}

function sharedBomb(): Uint8Array {
  const texts = Buffer.alloc(257 << 20, "<si><t>a</t></si>");
  const parts = workbookParts("");
  const relation = '<Relationship Id="r3" Type="x/sharedStrings" Target="sharedStrings.xml"/>';
  return buildZip([
    ...parts.map((part) =>
      part.name.endsWith("workbook.xml.rels")
        ? {
            ...part,
            content: String(part.content).replace(
              "</Relationships>",
              `${relation}</Relationships>`,
            ),
          }
        : part,
    ),
    { name: "xl/sharedStrings.xml", content: texts },
  ]);
}

function odsBomb(rows: number, columns: number): Uint8Array {
  const cell = `<table-cell number-columns-repeated="${columns}" value-type="float" value="1"/>`;
  return buildZip([
    { name: "mimetype", content: "application/vnd.oasis.opendocument.spreadsheet" },
    {
      name: "content.xml",
      content:
        `<document><table name="A"><table-row number-rows-repeated="${rows}">${cell}` +
        "</table-row></table></document>",
    },
  ]);
}

export const limitRecipes: readonly Recipe[] = [
  ...limits.map(([name, file, bytes, expected]): Recipe => {
    return { name: `limit: ${name}`, file, bytes, expected };
  }),
  ...bombs.map(([name, file, bytes, expected]): Recipe => {
    return { name: `bomb: ${name}`, file, bytes, expected };
  }),
];
