import iconv from "iconv-lite";
import { LEDGER, mapping, type Recipe, TABLE, textOf, WHOLE } from "../recipe.ts";

const long = (text: string): string =>
  textOf(TABLE.map((cells, at) => (at === 0 ? cells : [...cells.slice(0, 4), text])));
/** Enough of a language for its encoding to be told. */
const GERMAN = long(
  "Überweisung für Größe und Maß, Prüfgebühr – „Rückzahlung“ nach München".repeat(4),
);
const HIGH = long("€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ");
const LATIN9 = long(
  "Žlutý kůň: œuvre à 10 € – Ÿ".replace("ů", "u").replace("ň", "n").replace("–", "-"),
);
const JAPANESE = long("請求書 東京 大阪 勘定科目 部門 金額".repeat(6));

const utf16 = (text: string, isBig: boolean, mark: string): Buffer => {
  const bytes = Buffer.from(mark + text, "utf16le");
  return isBig ? bytes.swap16() : bytes;
};

type Case = readonly [string, () => Uint8Array, Recipe["expected"], string?];

/** A damaged byte before, at and behind the edge of a 64 kB chunk. */
const edges: Case[] = [65_535, 65_536, 65_537, 131_071, 131_072].map((at) => {
  const bytes = (): Buffer => {
    const filler = long("ä".repeat(100)).split("\n").slice(1, 2)[0] ?? "";
    const text = `${textOf(TABLE)}${`${filler}\n`.repeat(800)}`;
    const made = Buffer.from(text);
    made[at] = 0xff;
    return made;
  };
  return [
    `one invalid byte at ${at}`,
    bytes,
    { refused: "encoding-not-supported", says: "damaged character" },
  ];
});

const cases: readonly Case[] = [
  ["UTF-8", () => Buffer.from(LEDGER), WHOLE],
  ["UTF-8 with a mark", () => Buffer.from(`\uFEFF${LEDGER}`), WHOLE],
  ["UTF-16 little end first with a mark", () => utf16(LEDGER, false, "\uFEFF"), WHOLE],
  ["UTF-16 big end first with a mark", () => utf16(LEDGER, true, "\uFEFF"), WHOLE],
  ["UTF-16 little end first without a mark", () => utf16(LEDGER, false, ""), WHOLE],
  ["UTF-16 big end first without a mark", () => utf16(LEDGER, true, ""), WHOLE],
  ["windows-1252", () => iconv.encode(GERMAN, "windows-1252"), WHOLE],
  ["windows-1252, 0x80 to 0x9F", () => iconv.encode(HIGH, "windows-1252"), WHOLE, "windows-1252"],
  ["ISO-8859-15, named", () => iconv.encode(LATIN9, "ISO-8859-15"), WHOLE, "iso-8859-15"],
  ["ISO-8859-1, named", () => iconv.encode(LEDGER, "ISO-8859-1"), WHOLE, "iso-8859-1"],
  ["IBM 850, named", () => iconv.encode(LEDGER, "cp850"), WHOLE, "cp850"],
  ["Mac Roman, named", () => iconv.encode(LEDGER, "macroman"), WHOLE, "macroman"],
  ["windows-1250, named", () => iconv.encode(LEDGER, "windows-1250"), WHOLE, "windows-1250"],
  ["Shift-JIS, named", () => iconv.encode(JAPANESE, "Shift_JIS"), WHOLE, "Shift_JIS"],
  [
    "Shift-JIS, not named",
    () => iconv.encode(JAPANESE, "Shift_JIS"),
    { refused: "encoding-not-supported" },
  ],
  ["EUC-JP, named", () => iconv.encode(JAPANESE, "EUC-JP"), WHOLE, "EUC-JP"],
  ["GBK, named", () => iconv.encode(long("发票 金额"), "GBK"), WHOLE, "GBK"],
  ["KOI8-R, named", () => iconv.encode(long("Счёт на оплату"), "KOI8-R"), WHOLE, "KOI8-R"],
  [
    "UTF-8 and windows-1252 in one file",
    () =>
      Buffer.concat([
        Buffer.from(LEDGER),
        iconv.encode(GERMAN.split("\n")[1] ?? "", "windows-1252"),
      ]),
    { refused: "encoding-not-supported", says: "damaged character at byte" },
  ],
  [
    "an undefined byte of windows-1252",
    () => Buffer.concat([iconv.encode(GERMAN, "windows-1252"), Buffer.from([0x81, 0x0a])]),
    { refused: "encoding-not-supported", says: "Byte" },
    "windows-1252",
  ],
  [
    "half a pair in UTF-16",
    () => Buffer.concat([utf16(LEDGER, false, "\uFEFF"), Buffer.from([0x00, 0xd8])]),
    { refused: "file-truncated" },
  ],
  [
    "an odd byte in UTF-16",
    () => Buffer.concat([utf16(LEDGER, false, "\uFEFF"), Buffer.from([0x0a])]),
    { refused: "file-truncated" },
  ],
  [
    "half a character at the end of UTF-8",
    () => Buffer.concat([Buffer.from(LEDGER), Buffer.from([0xc3])]),
    { refused: "encoding-not-supported" },
  ],
  [
    "an overlong form of UTF-8",
    () => Buffer.concat([Buffer.from(LEDGER), Buffer.from([0xc0, 0xaf])]),
    { refused: "encoding-not-supported" },
  ],
  [
    "an encoding that nobody knows",
    () => Buffer.from(LEDGER),
    { refused: "encoding-not-supported", says: "not known" },
    "ebcdic-9",
  ],
  ["UTF-8 named UTF-16", () => Buffer.from(LEDGER), { refused: "mapping-invalid" }, "utf-16be"],
  ...edges,
];

export const encodings: readonly Recipe[] = cases.map(([name, bytes, expected, encoding]) => ({
  name: `encoding: ${name}`,
  file: "ledger.csv",
  bytes,
  expected,
  ...(encoding === undefined ? {} : { mapping: mapping({ encoding }) }),
}));
