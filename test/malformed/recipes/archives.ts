import { gzipSync } from "node:zlib";
import { buildZip } from "../../support/write-xlsx.ts";
import { LEDGER, type Recipe, sumOf, TABLE, textOf, WHOLE } from "../recipe.ts";

/** A ledger long enough that its packed form can be damaged in many places. */
const LONG_LINES = Array.from({ length: 400 }, (_, at) => ({
  account: String(4000 + at),
  date: "2026-10-17",
  amount: `${at}.${String((at * 37) % 100).padStart(2, "0")}`,
  text: `line ${(at * 7919) % 1000}`,
}));
const LONG = textOf([
  TABLE[0] ?? [],
  ...LONG_LINES.map(({ account, date, amount, text }) => [account, date, amount, "EUR", text]),
]);
const LONG_WHOLE = { loads: 400, total: sumOf(LONG_LINES.map(({ amount }) => amount)) };

const member = (content: string | Uint8Array = LEDGER, name = "ledger.csv") => ({ name, content });
const GZIP = gzipSync(LONG);
const ZIP = buildZip([member(LONG)]);

function flipped(bytes: Uint8Array, at: number, mask = 1): Uint8Array {
  const copy = Uint8Array.from(bytes);
  copy[at] = (copy[at] ?? 0) ^ mask;
  return copy;
}

type Case = readonly [string, string, () => Uint8Array | string, Recipe["expected"]];

const spread = (length: number, count: number): number[] =>
  Array.from({ length: count }, (_, at) => Math.floor(((at + 1) * length) / (count + 1)));

/** Every cut and every flipped bit must be found: neither is ever a shorter or another ledger. */
const cuts: Case[] = [
  ...spread(GZIP.length, 50).map(
    (at): Case => [
      `gzip cut at ${at}`,
      "ledger.csv.gz",
      () => GZIP.subarray(0, at),
      { refused: "file-truncated" },
    ],
  ),
  ...spread(GZIP.length - 18, 50).map(
    (at): Case => [
      `gzip with a flipped bit at ${at + 10}`,
      "ledger.csv.gz",
      () => flipped(GZIP, at + 10, 1 << (at % 8)),
      { refused: "file-truncated" },
    ],
  ),
  ...spread(ZIP.length, 40).map(
    (at): Case => [
      `zip cut at ${at}`,
      "ledger.zip",
      () => ZIP.subarray(0, at),
      { refused: "file-truncated" },
    ],
  ),
  ...spread(ZIP.length - 200, 40).map(
    (at): Case => [
      `zip with a flipped bit at ${at + 60}`,
      "ledger.zip",
      () => flipped(ZIP, at + 60, 1 << (at % 8)),
      { refused: "file-unreadable" },
    ],
  ),
];

const cases: readonly Case[] = [
  ["gzip", "ledger.csv.gz", () => GZIP, LONG_WHOLE],
  ["gzip of two members", "ledger.csv.gz", () => twoMembers(), LONG_WHOLE],
  [
    "gzip of two members, the second cut",
    "ledger.csv.gz",
    () => twoMembers().subarray(0, -9),
    { refused: "file-truncated" },
  ],
  [
    "gzip with a wrong checksum",
    "ledger.csv.gz",
    () => flipped(GZIP, GZIP.length - 8),
    { refused: "file-truncated", says: "checksum" },
  ],
  [
    "gzip with a wrong length",
    "ledger.csv.gz",
    () => flipped(GZIP, GZIP.length - 4),
    { refused: "file-truncated" },
  ],
  [
    "gzip with something behind it",
    "ledger.csv.gz",
    () => Buffer.concat([GZIP, Buffer.from("and more")]),
    { refused: "file-truncated" },
  ],
  [
    "gzip with zeros behind it",
    "ledger.csv.gz",
    () => Buffer.concat([GZIP, Buffer.alloc(512)]),
    LONG_WHOLE,
  ],
  ["gzip of nothing", "ledger.csv.gz", () => gzipSync(""), { refused: "file-empty" }],
  ["gzip in gzip", "ledger.csv.gz", () => gzipSync(GZIP), { refused: "format-not-recognised" }],
  ["zip", "ledger.zip", () => ZIP, LONG_WHOLE],
  ["zip called csv", "ledger.csv", () => ZIP, LONG_WHOLE],
  [
    "zip with a folder",
    "ledger.zip",
    () => buildZip([member("", "a/"), member("", "a/b/"), member(LEDGER, "a/b/ledger.csv")]),
    WHOLE,
  ],
  [
    "zip with what systems add",
    "ledger.zip",
    () =>
      buildZip([
        member(),
        member("x", "__MACOSX/._ledger.csv"),
        member("x", ".DS_Store"),
        member("x", "Thumbs.db"),
        member("x", "desktop.ini"),
      ]),
    WHOLE,
  ],
  [
    "zip of one file twice",
    "ledger.zip",
    () => buildZip([member(), member(LEDGER, "other.csv")]),
    { refused: "mapping-needed", says: '"ledger.csv", "other.csv"' },
  ],
  ["zip of nothing", "ledger.zip", () => buildZip([]), { refused: "file-empty" }],
  ["zip of an empty file", "ledger.zip", () => buildZip([member("")]), { refused: "file-empty" }],
  [
    "zip in zip",
    "ledger.zip",
    () => buildZip([member(buildZip([member()]), "inner.zip")]),
    { refused: "format-not-recognised", says: "archive within an archive" },
  ],
  ["gzip in zip", "ledger.zip", () => buildZip([member(GZIP, "ledger.csv.gz")]), LONG_WHOLE],
  ["zip in gzip", "ledger.zip.gz", () => gzipSync(ZIP), LONG_WHOLE],
  [
    "a PDF in zip",
    "ledger.zip",
    () => buildZip([member("%PDF-1.7")]),
    { refused: "format-not-recognised" },
  ],
  ...[
    "../ledger.csv",
    "a/../../ledger.csv",
    "/etc/ledger.csv",
    "C:/ledger.csv",
    "..\\ledger.csv",
  ].map(
    (name): Case => [
      `zip with the name ${name}`,
      "ledger.zip",
      () => buildZip([member(LEDGER, name)]),
      { refused: "file-unreadable", says: "leads out" },
    ],
  ),
  [
    "zip with one name twice",
    "ledger.zip",
    () => buildZip([member(), member()]),
    { refused: "file-unreadable", says: "one name" },
  ],
];

function twoMembers(): Buffer {
  const half = LONG.indexOf("\n", LONG.length / 2) + 1;
  return Buffer.concat([gzipSync(LONG.slice(0, half)), gzipSync(LONG.slice(half))]);
}

export const archives: readonly Recipe[] = [...cases, ...cuts].map(
  ([name, file, bytes, expected]) => ({ name: `archive: ${name}`, file, bytes, expected }),
);
