import { mapping, type Recipe, type Style, TABLE, textOf, WHOLE } from "../recipe.ts";

const DELIMITERS: Readonly<Record<string, string>> = {
  comma: ",",
  semicolon: ";",
  tab: "\t",
  bar: "|",
};
const BREAKS: Readonly<Record<string, string>> = { lf: "\n", crlf: "\r\n", cr: "\r" };

const plain: Recipe[] = Object.entries(DELIMITERS).flatMap(([delimiterName, delimiter]) =>
  Object.entries(BREAKS).flatMap(([breakName, newline]) =>
    (["needed", "all"] as const).flatMap((quotes) =>
      ["", "\uFEFF"].map((mark): Recipe => {
        const style: Style = { delimiter, newline, quotes };
        return {
          name: `dialect: ${delimiterName}, ${breakName}, quotes ${quotes}${mark && ", mark"}`,
          file: "ledger.csv",
          bytes: () => mark + textOf(TABLE, style),
          expected: WHOLE,
        };
      }),
    ),
  ),
);

/** Line breaks of several kinds, in quotation marks and between records. */
function mixedBreaks(delimiter: string): string {
  const [header = [], first = [], ...others] = TABLE;
  const table = [header, [...first.slice(0, 4), "two\r\nlines\rand\nmore"], ...others];
  const breaks = ["\r\n", "\n", "\r", "\n"];
  return table
    .map((cells, at) => textOf([cells], { delimiter, newline: breaks[at] ?? "\n" }))
    .join("");
}

const cell = (text: string): string =>
  textOf(TABLE.map((cells, at) => (at === 1 ? [...cells.slice(0, 4), text] : cells)));

const odd: readonly (readonly [string, () => string, Recipe["expected"]])[] = [
  ...Object.entries(DELIMITERS).map(
    ([name, delimiter]) => [`mixed breaks, ${name}`, () => mixedBreaks(delimiter), WHOLE] as const,
  ),
  ...Object.entries(DELIMITERS).map(
    ([name, delimiter]) =>
      [
        `first line sep=, ${name}`,
        () => `sep=${delimiter}\r\n${textOf(TABLE, { delimiter, newline: "\r\n" })}`,
        WHOLE,
      ] as const,
  ),
  ["no last break", () => textOf(TABLE, { hasLastBreak: false }), WHOLE],
  ["blank lines between", () => textOf(TABLE).replaceAll("\n", "\n\n"), WHOLE],
  ["lines above the header", () => `Ledger of October\n\n${textOf(TABLE)}`, WHOLE],
  ["a doubled quotation mark", () => cell('says ""x"" and "y"'), WHOLE],
  ["a delimiter in a cell", () => cell("a,b;c\td|e"), WHOLE],
  ["a quotation mark within a cell", () => textOf(TABLE).replace("Größe", '5" pipe'), WHOLE],
  ["columns in another order", () => textOf(TABLE.map((cells) => [...cells].reverse())), WHOLE],
  ["an extra empty column", () => textOf(TABLE.map((cells) => [...cells, ""])), WHOLE],
  [
    "an open quotation mark",
    () => textOf(TABLE).replace("Größe", '"Größe'),
    { refused: "file-unreadable", says: "never closed" },
  ],
  [
    "text behind a closing quotation mark",
    () => textOf(TABLE).replace("Größe", '"Größe"x'),
    { refused: "import-rejected", says: "text follows a closing quotation mark" },
  ],
  [
    "a record too long",
    () => textOf(TABLE).replace("Größe", "Größe,extra"),
    { refused: "import-rejected", says: "line 2" },
  ],
  [
    "a record too short",
    () => textOf(TABLE).replace(",EUR,x", ""),
    { refused: "import-rejected", says: "line 4" },
  ],
  ["a header alone", () => textOf(TABLE.slice(0, 1)), { refused: "file-empty" }],
  ["blank lines alone", () => "\n\n\n", { refused: "format-not-recognised" }],
  ["one word", () => "hello", { refused: "format-not-recognised" }],
  ["a zero", () => textOf(TABLE).replace("Größe", "\0"), { refused: "file-unreadable" }],
];

export const dialects: readonly Recipe[] = [
  ...plain,
  ...odd.map(([name, bytes, expected]): Recipe => {
    return { name: `dialect: ${name}`, file: "ledger.csv", bytes, expected };
  }),
  {
    name: "dialect: no quoting, as the mapping says",
    file: "ledger.csv",
    bytes: () => textOf(TABLE).replace("Größe", '"Größe'),
    mapping: mapping({ quote: "none" }),
    expected: WHOLE,
  },
];
