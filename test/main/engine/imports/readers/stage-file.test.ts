import { createHash } from "node:crypto";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import iconv from "iconv-lite";
import { afterEach, beforeEach, expect, test } from "vitest";
import { keepSource, stageFile } from "../../../../../main/engine/imports/readers/stage-file.ts";
import {
  openWorkspaceFolder,
  resetWorkingFolders,
  type WorkspaceFolder,
} from "../../../../../main/engine/workspace/workspace-folder.ts";
import { TieoutError } from "../../../../../shared/errors.ts";

let place: string;
let folder: WorkspaceFolder;

beforeEach(async () => {
  place = await mkdtemp(join(tmpdir(), "stage-"));
  folder = await openWorkspaceFolder(join(place, "w.tieout"));
  await resetWorkingFolders(folder);
});
afterEach(() => rm(place, { recursive: true, force: true }));

async function given(bytes: Buffer | string, name = "bill.csv") {
  const path = join(place, name);
  await writeFile(path, bytes);
  return { path, name };
}

async function refusal(bytes: Buffer | string, options = {}): Promise<TieoutError["shape"]> {
  try {
    await stageFile(await given(bytes), folder, options);
  } catch (error) {
    if (error instanceof TieoutError) {
      expect(await readdir(folder.staging)).toEqual([]);
      return error.shape;
    }
    throw error;
  }
  throw new Error("the file was not refused");
}

const TEXT = "Név,Größe,Λ\n1,ß,€\n";

test.each([
  ["utf-8", Buffer.from(TEXT), "utf-8"],
  ["utf-8 with a mark", Buffer.from(`\uFEFF${TEXT}`), "utf-8"],
  ["utf-16le with a mark", Buffer.from(`\uFEFF${TEXT}`, "utf16le"), "utf-16le"],
  ["utf-16be with a mark", Buffer.from(`\uFEFF${TEXT}`, "utf16le").swap16(), "utf-16be"],
  ["utf-16le without a mark", Buffer.from("a,b\n1,2\n", "utf16le"), "utf-16le"],
  ["utf-16be without a mark", Buffer.from("a,b\n1,2\n", "utf16le").swap16(), "utf-16be"],
  ["gzip", gzipSync(TEXT), "utf-8"],
  ["gzip of two members", Buffer.concat([gzipSync("Név,Größe,Λ\n"), gzipSync("1,ß,€\n")]), "utf-8"],
])("reads %s", async (_what, bytes, encoding) => {
  const staged = await stageFile(await given(bytes), folder);
  const expected = bytes.includes("a,b") || bytes.length === 16 ? "a,b\n1,2\n" : TEXT;
  expect(await readFile(staged.path, "utf8")).toBe(expected);
  expect(staged).toMatchObject({ encoding, kind: "text", bytes: bytes.length, lines: 2 });
  expect(staged.sha256).toBe(createHash("sha256").update(bytes).digest("hex"));
  expect(staged.sourceFileId).toBe(staged.sha256.slice(0, 16));
});

test("reads windows-1252 with its quotes and euro sign", async () => {
  const text = "Konto;Betrag\n„Größe“ – Übertrag für München;1.234,56 €\n".repeat(9);
  const staged = await stageFile(await given(iconv.encode(text, "windows-1252")), folder);
  expect(await readFile(staged.path, "utf8")).toBe(text);
  expect(staged.encoding).toBe("windows-1252");
});

test("a character may lie across two chunks", async () => {
  const text = `${"x".repeat((1 << 20) - 1)}€${"y".repeat(1 << 20)}€`;
  const staged = await stageFile(await given(text), folder);
  expect(staged.encoding).toBe("utf-8");
  expect(await readFile(staged.path, "utf8")).toBe(text);
});

test("a damaged character is named by its byte, also beyond the first chunk", async () => {
  const bytes = Buffer.from(`€${"x".repeat(1 << 20)}`);
  bytes[1_000_000] = 0xff;
  expect(await refusal(bytes)).toMatchObject({
    code: "encoding-not-supported",
    details: { byteOffset: 1_000_000 },
  });
});

test("an encoding that is not single-byte is refused, and read where it is named", async () => {
  const text = "請求金額,勘定科目,部門\n1,東京,大阪\n".repeat(20);
  const bytes = iconv.encode(text, "Shift_JIS");
  expect(await refusal(bytes)).toMatchObject({ code: "encoding-not-supported" });
  const staged = await stageFile(await given(bytes), folder, { encoding: "Shift_JIS" });
  expect(await readFile(staged.path, "utf8")).toBe(text);
});

test.each([
  ["an empty file", Buffer.alloc(0), "file-empty"],
  ["a zero byte", Buffer.from("a,b\n1,\0\n"), "file-unreadable"],
  ["half a gzip", gzipSync("a,b\n1,2\n".repeat(1000)).subarray(0, 40), "file-truncated"],
  ["half a character in utf-16", Buffer.from([0xff, 0xfe, 0x41, 0, 0x42]), "file-truncated"],
  ["a PDF", Buffer.from("%PDF-1.7"), "format-not-recognised"],
])("refuses %s", async (_what, bytes, code) => {
  expect(await refusal(bytes)).toMatchObject({ code });
});

test("a flipped bit in gzip is refused", async () => {
  const bytes = gzipSync("BilledCost,Tags\n1.25,x\n".repeat(1000));
  bytes[bytes.length - 8] = (bytes[bytes.length - 8] ?? 0) ^ 1;
  expect(await refusal(bytes)).toMatchObject({ code: "file-truncated" });
});

test("refuses a gzip that unpacks beyond measure", async () => {
  expect(await refusal(gzipSync(Buffer.alloc(220_000_000, "a")))).toMatchObject({
    code: "file-unreadable",
  });
});

test("a full disk is found before anything is written", async () => {
  const shape = await refusal("a,b\n".repeat(500_000), { freeBytes: async () => 3_000_000 });
  expect(shape).toMatchObject({
    code: "disk-full",
    details: { neededMegabytes: 6, freeMegabytes: 3 },
  });
});

test("an absent file and a folder are told apart", async () => {
  const absent = { path: join(place, "none.csv"), name: "none.csv" };
  await expect(stageFile(absent, folder)).rejects.toThrow('"none.csv" is not there any more.');
  const inside = { path: place, name: "bills" };
  await expect(stageFile(inside, folder)).rejects.toThrow('"bills" is a folder, not a file.');
});

test("the delivered bytes are kept under their hash", async () => {
  const bytes = gzipSync("a,b\n1,2\n");
  const staged = await stageFile(await given(bytes), folder);
  await keepSource(staged, folder);
  expect(await readFile(join(folder.sources, staged.sha256))).toEqual(bytes);
});
