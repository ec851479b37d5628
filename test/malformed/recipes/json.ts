import { gzipSync } from "node:zlib";
import { HEADER, type Recipe, sumOf, TABLE, WHOLE } from "../recipe.ts";

/** A record as JSON text; amounts are written as they are, as numbers. */
function record(cells: readonly string[], more = ""): string {
  const fields = cells.map((cell, at) =>
    at === 2 ? `"${HEADER[at]}":${cell}` : `"${HEADER[at]}":${JSON.stringify(cell)}`,
  );
  return `{${fields.join(",")}${more}}`;
}

const RECORDS = TABLE.slice(1).map((cells) => record(cells));
const LINES_TEXT = `${RECORDS.join("\n")}\n`;
const LIST = `[${RECORDS.join(",")}]`;

function amounts(...each: string[]): () => string {
  const [first = []] = TABLE.slice(1);
  return () =>
    each
      .map((amount) => `${record([first[0] ?? "", first[1] ?? "", amount, "EUR", "x"])}\n`)
      .join("");
}

type Case = readonly [string, () => string | Uint8Array, Recipe["expected"], string?];

const read: readonly Case[] = [
  ["lines", () => LINES_TEXT, WHOLE],
  ["lines without a last break", () => RECORDS.join("\n"), WHOLE],
  ["lines with CRLF", () => RECORDS.join("\r\n"), WHOLE],
  ["lines with blank ones", () => RECORDS.join("\n\n"), WHOLE],
  ["lines with a mark", () => `\uFEFF${LINES_TEXT}`, WHOLE],
  ["lines in UTF-16", () => Buffer.from(`\uFEFF${LINES_TEXT}`, "utf16le"), WHOLE],
  ["lines in gzip", () => gzipSync(LINES_TEXT), WHOLE, "ledger.jsonl.gz"],
  ["one line", () => RECORDS[0] ?? "", { loads: 1, total: "12.5" }],
  ["a list", () => LIST, WHOLE],
  ["a list over several lines", () => JSON_PRETTY, WHOLE],
  ["a list with blanks around", () => `\n \t${LIST} \n`, WHOLE],
  ["a list in an object", () => `{"data":${LIST}}`, WHOLE],
  [
    "a list behind other fields",
    () => `{"object":"page","count":3,"data":${LIST},"next":null}`,
    WHOLE,
  ],
  ["a list two objects deep", () => `{"response":{"items":${LIST}}}`, WHOLE],
  ["a list beside empty ones", () => `{"errors":[],"results":${LIST},"warnings":["a"]}`, WHOLE],
  [
    "buckets of records",
    () =>
      `{"data":[{"start":1,"results":[${RECORDS[0]},${RECORDS[1]}]},` +
      `{"start":2,"results":[${RECORDS[2]}]}]}`,
    WHOLE,
  ],
  [
    "buckets, one of them empty",
    () => `{"data":[{"start":1,"results":${LIST}},{"start":2,"results":[]}]}`,
    WHOLE,
  ],
  [
    "tags, lists and nulls",
    () =>
      RECORDS.map((one, at) =>
        one.replace("}", `,"tags":{"a":"${at}"},"l":[1,{"b":2}],"n":null,"e":"","t":true}`),
      ).join("\n"),
    WHOLE,
  ],
  [
    "fields that not every record has",
    () => RECORDS.map((one, at) => one.replace("}", `,"x${at}":1}`)).join("\n"),
    WHOLE,
  ],
  [
    "fields in another order",
    () => RECORDS.map((one) => `{${one.slice(1, -1).split(",").reverse().join(",")}}`).join("\n"),
    WHOLE,
  ],
  [
    "escapes",
    () => LINES_TEXT.replace("Größe", 'Gr\\u00f6\\u00dfe \\"x\\" \\\\ \\/ \\n\\t'),
    WHOLE,
  ],
  ["a pair of surrogates", () => LINES_TEXT.replace("Größe", "\\ud83d\\ude00"), WHOLE],
  ["brackets and commas in texts", () => LIST.replace("Größe", ']}{[,:\\"]'), WHOLE],
  ["a formula in a text", () => LIST.replace("Größe", "=1+1"), WHOLE],
  [
    "many digits",
    amounts("12345678901234567890.123456789012", "0.1"),
    { loads: 2, total: sumOf(["12345678901234567890.123456789012", "0.1"]) },
  ],
  ["exponents", amounts("1E-3", "1.5e+2", "25e-1"), { loads: 3, total: "152.501" }],
  [
    "a number beyond twelve decimals",
    amounts("0.1000000000005", "0.5"),
    { loads: 2, total: "0.600000000001" },
  ],
  ["a third and its like", amounts("0.1", "0.2", "-0.3"), { loads: 3, total: "0" }],
  ["numbers as texts", () => LIST.replaceAll(/:(-?[\d.]+),/g, ':"$1",'), WHOLE],
  [
    "more than a hundred names in a field",
    () =>
      RECORDS.map((one, at) =>
        one.replace(
          "}",
          `,"m":{${Array.from({ length: 60 }, (_, k) => `"k${at}-${k}":1`).join(",")}}}`,
        ),
      ).join("\n"),
    WHOLE,
  ],
];

const spacedOut = (one: string): string =>
  one.replaceAll(",", ",\n    ").replace("{", "{\n    ").replace("}", "\n  }");
const JSON_PRETTY = `[\n${RECORDS.map((one) => `  ${spacedOut(one)}`).join(",\n")}\n]\n`;

const refused: readonly Case[] = [
  ...spread(LIST.length, 20).map(
    (at): Case => [`a list cut at ${at}`, () => LIST.slice(0, at), { refused: "file-truncated" }],
  ),
  ...["{", "[", '{"a"', '{"a":', '{"a":1,', '[{"a":1}', '[{"a":1},', "[1", '{"a":"x', '["'].map(
    (text): Case => [`only ${text}`, () => text, { refused: "file-truncated" }],
  ),
  ...(
    [
      ["a broken line", RECORDS.join("\n").replace('"Account"', "Account"), "Line 1"],
      [
        "a broken second line",
        `${RECORDS[0]}\n${RECORDS[1]?.slice(0, -1)}\n${RECORDS[2]}`,
        "Line 2",
      ],
      ["a line of another kind", `${RECORDS[0]}\nhello\n${RECORDS[2]}`, "Line 2"],
      ["a list among lines", `${RECORDS[0]}\n[1]\n${RECORDS[2]}`, "Line 2"],
      ["NaN", LIST.replace("12.50", "NaN"), "Record 1"],
      ["Infinity", LIST.replace("12.50", "Infinity"), "Record 1"],
      ["a plus sign", LIST.replace("12.50", "+12.50"), "Record 1"],
      ["a leading zero", LIST.replace("12.50", "012.50"), "Record 1"],
      ["a number that ends in a point", LIST.replace("12.50", "12."), "Record 1"],
      ["a hexadecimal number", LIST.replace("12.50", "0x1f"), "Record 1"],
      ["a decimal comma", LIST.replace("12.50", "12,50"), "Record 1"],
      ["single quotation marks", LIST.replaceAll('"', "'").replace("[{", '[{"a":1},{'), "Record 2"],
      [
        "a comment",
        LIST.replace("[", "[/* x */").replace("/* x */{", '{"a":1},/* x */{'),
        "Record 2",
      ],
      ["a comma too many in a list", LIST.replace("]", ",]"), "Record 4"],
      ["a comma too many in a record", LIST.replace("}", ",}"), "Record 1"],
      ["a missing comma", LIST.replace("},{", "}{"), "Record 1"],
      ["a missing colon", LIST.replace('"Account":', '"Account"'), "Record 1"],
      ["a line break in a text", LIST.replace("Größe", "Gr\nöße"), "Record 1"],
      ["a backslash that means nothing", LIST.replace("Größe", "\\q"), "Record 1"],
      ["half a pair of surrogates", LIST.replace("Größe", "\\ud83d"), "Record 1"],
      ["a zero in a text", LIST.replace("Größe", "\\u0000"), "Record 1"],
      ["one field twice", LIST.replace('"Text"', '"Account"'), "twice"],
      ["two fields of one name", LIST.replace("}", ',"a.b":1,"a":{"b":2}}'), "two of its fields"],
      ["__proto__", LIST.replace("}", ',"__proto__":{"polluted":1}}'), "__proto__"],
      ["constructor", LIST.replace("}", ',"constructor":1}'), "constructor"],
      ["prototype in a field", LIST.replace("}", ',"a":{"prototype":1}}'), "prototype"],
      ["70 levels", LIST.replace("}", `,"a":${"[".repeat(70)}${"]".repeat(70)}}`), "levels"],
      ["100,000 levels", LIST.replace("}", `,"a":${"[".repeat(1e5)}${"]".repeat(1e5)}}`), "levels"],
      ["numbers in a list", "[1,2,3]", "is a number"],
      ["texts in a list", '["a","b"]', "is a text"],
      ["lists in a list", '[["a","b"],[1,2]]', "is a list"],
      ["null in a list", `[null,${RECORDS[0]}]`, "is null"],
      ["something behind the list", `${LIST} x`, "several JSON values"],
      ["two lists one after the other", `${LIST}${LIST}`, "several JSON values"],
      [
        "2,001 names",
        LIST.replace("}", `${Array.from({ length: 2001 }, (_, at) => `,"x${at}":1`).join("")}}`),
        "2,000",
      ],
    ] as const
  ).map(([name, text, says]): Case => [name, () => text, { refused: "file-unreadable", says }]),
  [
    "two lists of records",
    () => `{"a":${LIST},"b":${LIST}}`,
    { refused: "format-not-recognised", says: "2 lists" },
  ],
  ["an empty list", () => "[]", { refused: "file-empty" }],
  ["an empty object", () => "{}", { refused: "file-empty" }],
  ["records without fields", () => "[{},{}]", { refused: "file-empty" }],
  [
    "a cut last line",
    () => `${RECORDS[0]}\n${RECORDS[1]?.slice(0, 20)}`,
    { refused: "file-truncated" },
  ],
  ["other fields", () => '[{"a":1,"b":2}]', { refused: "format-not-recognised" }],
];

function spread(length: number, count: number): number[] {
  return Array.from({ length: count }, (_, at) => Math.floor(((at + 1) * length) / (count + 1)));
}

export const json: readonly Recipe[] = [...read, ...refused].map(
  ([name, bytes, expected, file = "ledger.json"]) => ({
    name: `json: ${name}`,
    file,
    bytes,
    expected,
  }),
);
