import { HEADER, LINES, type Recipe, TABLE, WHOLE } from "../recipe.ts";

const row = (cells: readonly string[], tag = "td"): string =>
  `<tr>${cells.map((cell) => `<${tag}>${cell}</${tag}>`).join("")}</tr>`;
const table = (rows: readonly (readonly string[])[], attributes = ""): string =>
  `<table${attributes}>` +
  `${rows.map((cells, at) => row(cells, at === 0 ? "th" : "td")).join("")}</table>`;
const LEDGER = table(TABLE);
const page = (body: string): string =>
  `<!DOCTYPE html><html><head><style>td{}</style></head><body>${body}</body></html>`;

type Case = readonly [string, () => string | Uint8Array, Recipe["expected"]];

const unread = (says: string): Recipe["expected"] => ({ refused: "format-not-recognised", says });

const pages: readonly Case[] = [
  ["a bare table", () => LEDGER, WHOLE],
  ["a page", () => page(LEDGER), WHOLE],
  [
    "a page as Excel writes it",
    () =>
      '<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><xml><x:a/></xml></head>' +
      `${LEDGER}</html>`,
    WHOLE,
  ],
  ["a page with an XML declaration", () => `<?xml version="1.0"?>\n${page(LEDGER)}`, WHOLE],
  [
    "tags in capitals",
    () =>
      page(
        LEDGER.replaceAll(
          /<(\/?)(t\w+)/g,
          (_, slash: string, tag: string) => `<${slash}${tag.toUpperCase()}`,
        ),
      ),
    WHOLE,
  ],
  ["cells that are never closed", () => page(LEDGER.replaceAll(/<\/t[dhr]>/g, "")), WHOLE],
  ["attributes with signs", () => page(LEDGER.replace("<td>", '<td title="a > b" x:num>')), WHOLE],
  [
    "named characters",
    () => page(LEDGER.replace("Größe", "Gr&ouml;&szlig;e&nbsp;&amp;&#8364;")),
    WHOLE,
  ],
  ["markup in a cell", () => page(LEDGER.replace("Größe", "<b>Grö</b>ße<br>x")), WHOLE],
  ["a script in a cell", () => page(LEDGER.replace("Größe", "<script>alert(1)</script>")), WHOLE],
  ["comments", () => page(`<!-- ${LEDGER} -->${LEDGER}`), WHOLE],
  [
    "a small table of one column beside",
    () => page(`<table><tr><td>October</td></tr></table>${LEDGER}`),
    WHOLE,
  ],
  [
    "a title over all columns",
    () => page(LEDGER.replace("<tr>", `<tr><td colspan="5">Ledger</td></tr><tr>`)),
    WHOLE,
  ],
  ["a text over two rows", () => page(spanned()), WHOLE],
  ["no table", () => page("<p>Please log in</p>"), unread("without a table")],
  ["two tables", () => page(LEDGER + LEDGER), unread("2 tables")],
  [
    "a table in a table",
    () => page(LEDGER.replace("Größe", "<table></table>")),
    unread("inside a table"),
  ],
  [
    "a table of one column",
    () => page("<table><tr><td>a</td></tr></table>"),
    unread("without a table"),
  ],
  ["half a table", () => page(LEDGER).slice(0, 300), { refused: "file-truncated" }],
  [
    "2,001 columns",
    () => page(`<table>${row(Array.from({ length: 2001 }, () => "x"))}</table>`),
    { refused: "file-unreadable", says: "2,000 columns" },
  ],
  [
    "a span of 9,999",
    () => page(LEDGER.replace("<td>", '<td colspan="9999">')),
    { refused: "file-unreadable", says: "2,000 columns" },
  ],
];

function spanned(): string {
  const [first, second, third] = LINES.map((line) => [line.account, line.date, line.amount, "EUR"]);
  return (
    `<table>${row([...HEADER], "th")}` +
    `<tr>${(first ?? []).map((cell) => `<td>${cell}</td>`).join("")}<td rowspan="2">x</td></tr>` +
    `${row(second ?? [])}${row([...(third ?? []), "y"])}</table>`
  );
}

const magic =
  (...bytes: number[]): (() => Buffer) =>
  () =>
    Buffer.from([...bytes, 1, 2, 3, 4]);
const signs =
  (text: string): (() => Buffer) =>
  () =>
    Buffer.from(`${text}\u0001\u0002 rest`, "latin1");

/** Files that hold no table, told by their first bytes. */
const others: readonly Case[] = [
  ["a PDF", signs("%PDF-1.7\n"), unread("a PDF document")],
  ["a PNG", magic(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10), unread("a picture")],
  ["a JPEG", magic(0xff, 0xd8, 0xff, 0xe0), unread("a picture")],
  ["a GIF", signs("GIF89a"), unread("a picture")],
  ["a TIFF", signs("II*\0"), unread("a picture")],
  ["a TIFF of the other order", signs("MM\0*"), unread("a picture")],
  ["a WebP", signs("RIFF\0\0\0\0WEBP"), unread("a picture")],
  ["a program for Windows", magic(0x4d, 0x5a, 0x90, 0), unread("a program")],
  ["a program for Linux", magic(0x7f, 0x45, 0x4c, 0x46), unread("a program")],
  ["a program for macOS", magic(0xcf, 0xfa, 0xed, 0xfe), unread("a program")],
  ["a Java class", magic(0xca, 0xfe, 0xba, 0xbe), unread("a program")],
  ["a 7-Zip archive", magic(0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c), unread("7-Zip")],
  ["a RAR archive", signs("Rar!\u001a\u0007"), unread("RAR")],
  ["bzip2", signs("BZh91AY"), unread("bzip2")],
  ["xz", magic(0xfd, 0x37, 0x7a, 0x58, 0x5a, 0), unread("xz")],
  ["Zstandard", magic(0x28, 0xb5, 0x2f, 0xfd), unread("Zstandard")],
  ["an Avro file", signs("Obj\u0001"), unread("Avro")],
  ["an ORC file", signs("ORC"), unread("ORC")],
  ["an Arrow file", signs("ARROW1\0\0"), unread("Arrow")],
  ["an SQLite database", signs("SQLite format 3\0"), unread("SQLite")],
  ["rich text", signs("{\\rtf1"), unread("rich text")],
  ["PostScript", signs("%!PS-Adobe-3.0"), unread("PostScript")],
  [
    "a tar archive",
    () => Buffer.concat([Buffer.alloc(257, "a"), Buffer.from("ustar\0")]),
    unread("tar"),
  ],
  [
    "an XML document",
    () => "<?xml version='1.0'?><Document><Amt>1</Amt></Document>",
    unread("<Document>"),
  ],
  [
    "an XML document without declaration",
    () => "<Invoice><Total>1</Total></Invoice>",
    unread("<Invoice>"),
  ],
  [
    "an XML spreadsheet of 2003",
    () => '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
    unread("2003"),
  ],
  [
    "an Office document that is no workbook",
    () => Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0]), Buffer.alloc(600)]),
    { refused: "file-unreadable" },
  ],
  ["a Parquet file that is none", signs("PAR1"), { refused: "file-truncated" }],
  ["nothing", () => "", { refused: "file-empty" }],
  ["a mark alone", () => "\uFEFF", { refused: "file-empty" }],
  ["blanks alone", () => "   \n  ", { refused: "format-not-recognised" }],
  [
    "random bytes",
    () => Buffer.from(Array.from({ length: 400 }, (_, at) => (at * 167 + 13) % 256)),
    { refused: "file-unreadable", says: "is no text file" },
  ],
];

export const markup: readonly Recipe[] = [
  ...pages.map(([name, bytes, expected]): Recipe => {
    return { name: `page: ${name}`, file: "ledger.xls", bytes, expected };
  }),
  ...others.map(([name, bytes, expected]): Recipe => {
    return { name: `other: ${name}`, file: "ledger.csv", bytes, expected };
  }),
];
