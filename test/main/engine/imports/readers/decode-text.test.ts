import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import iconv from "iconv-lite";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readOpening, Utf8Check } from "../../../../../main/engine/imports/readers/decode-text.ts";
import { stageFile } from "../../../../../main/engine/imports/readers/stage-file.ts";
import { openWorkspaceFolder } from "../../../../../main/engine/workspace/workspace-folder.ts";

let place = "";
beforeAll(async () => {
  place = await mkdtemp(join(tmpdir(), "tieout-decode-"));
});
afterAll(() => rm(place, { recursive: true, force: true }));

const GERMAN = "Konto;Text\n6550;Müller Bürobedarf für Geschäftskunden\n6551;Größe Straße Öl\n";

async function staged(bytes: Uint8Array): Promise<{ encoding: string | null; text: string }> {
  const path = join(place, "ledger.csv");
  await writeFile(path, bytes);
  const folder = await openWorkspaceFolder(join(place, "decode.tieout"));
  const file = await stageFile({ path, name: "ledger.csv" }, folder);
  return { encoding: file.encoding, text: await readFile(file.path, "utf8") };
}

test.each([
  ["windows-1252", iconv.encode(GERMAN, "windows-1252"), "windows-1252"],
  ["UTF-8", Buffer.from(GERMAN), "utf-8"],
  ["UTF-8 with a mark", Buffer.from(`\uFEFF${GERMAN}`), "utf-8"],
  ["UTF-16 LE with a mark", iconv.encode(`\uFEFF${GERMAN}`, "utf-16le"), "utf-16le"],
  ["UTF-16 LE without", iconv.encode(GERMAN, "utf-16le"), "utf-16le"],
  ["UTF-16 BE with a mark", iconv.encode(`\uFEFF${GERMAN}`, "utf-16be"), "utf-16be"],
  ["UTF-16 BE without", iconv.encode(GERMAN, "utf-16be"), "utf-16be"],
])("German text in %s is read to the letter", async (_, bytes, encoding) => {
  expect(await staged(bytes)).toEqual({ encoding, text: GERMAN });
});

/** Every byte of the sets' upper half in Latin 1 that looks like the lead of a UTF-8 sequence. */
const LEADS = [..."ÃÄÅÇÉÖÜßäåçéöüàèñðóôõøþ"];

test.each(LEADS)("a Latin %s before an ordinary letter is no proof of UTF-8", async (letter) => {
  const text = `${"Konto;Text\n6550;Büro und Gebäude\n".repeat(3)}6551;x${letter}y\n`;
  const check = checked(iconv.encode(`6551;x${letter}y\n`, "windows-1252"));
  expect(check).toMatchObject({ invalidAt: 6, hasWideText: false });
  expect(await staged(iconv.encode(text, "windows-1252"))).toEqual({
    encoding: "windows-1252",
    text,
  });
});

function checked(...chunks: readonly Uint8Array[]): Utf8Check {
  const check = new Utf8Check();
  for (const chunk of chunks) {
    check.add(Buffer.from(chunk));
  }
  check.end();
  return check;
}

test.each([1, 2, 3, 4, 5, 6, 7, 8, 9])("UTF-8 cut after byte %d of a chunk is whole", (cut) => {
  const bytes = Buffer.from("äöü€😀");
  const check = checked(bytes.subarray(0, cut), bytes.subarray(cut));
  expect(check).toMatchObject({ invalidAt: null, hasWideText: true });
});

test.each([
  ["ä", 1],
  ["€", 1],
  ["€", 2],
  ["😀", 1],
  ["😀", 3],
])("UTF-8 that ends inside %s is invalid where it begins", (letter, kept) => {
  const check = checked(Buffer.from("für "), Buffer.from(letter).subarray(0, kept));
  expect(check).toMatchObject({ invalidAt: 5, hasWideText: true });
});

test("damaged UTF-8 is not taken for Latin text", async () => {
  const bytes = Buffer.concat([Buffer.from("6550;für\n6551;"), Buffer.from([0xfc, 0x0a])]);
  await expect(staged(bytes)).rejects.toMatchObject({
    shape: {
      code: "encoding-not-supported",
      message: '"ledger.csv" is UTF-8 text with a damaged character at byte 15.',
      details: { byteOffset: 15 },
    },
  });
});

test("a broken sequence at a chunk's edge is found at its first byte", () => {
  const check = checked(Buffer.from([0x61, 0xe2, 0x82]), Buffer.from([0x61, 0x61]));
  expect(check).toMatchObject({ invalidAt: 1, hasWideText: false });
});

test.each([
  ["text of zeros", Buffer.alloc(64)],
  ["nothing", Buffer.alloc(0)],
  ["one byte", Buffer.from("a")],
  ["ASCII", Buffer.from("Account,Amount\n")],
])("%s is not taken for UTF-16", (_, start) => {
  expect(readOpening(start)).toEqual({ encoding: "utf-8", skip: 0 });
});
