import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import iconv from "iconv-lite";
import { afterAll, beforeAll, expect, test } from "vitest";
import { unwrap } from "../../../../../main/engine/engine.ts";
import { lineOffsets } from "../../../../../main/engine/imports/readers/line-offsets.ts";
import { focusText } from "../../../../support/focus-text.ts";
import { importText } from "../../../../support/import-text.ts";
import { openEngine } from "../../../../support/open-engine.ts";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "tieout-lines-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Four lines that end in three ways. */
const LINES = ["Name,Größe\n", "Ünal,1\r\n", "Łódź,2\r", "ends,3"];

test.each([
  ["utf-8", "utf-8"],
  ["utf-8 with a mark", "utf-8"],
  ["utf-8, packed", "utf-8"],
  ["utf-16le with a mark", "utf-16le"],
  ["utf-16be", "utf-16be"],
  ["iso-8859-2", "iso-8859-2"],
])("every line of a text in %s is where it was delivered", async (name, encoding) => {
  const encode = (text: string): Buffer => iconv.encode(text, encoding);
  const mark = name.endsWith("mark") ? encode("\uFEFF") : Buffer.alloc(0);
  const bytes = Buffer.concat([mark, ...LINES.map(encode)]);
  const originalPath = join(folder, "text.csv");
  await writeFile(originalPath, name.endsWith("packed") ? gzipSync(bytes) : bytes);
  const found = await lineOffsets({ originalPath, encoding }, new Set([2, 3, 4, 9]));
  const before = (count: number): number =>
    mark.length + encode(LINES.slice(0, count).join("")).length;
  expect([...found]).toEqual([
    [2, before(1)],
    [3, before(2)],
    [4, before(3)],
  ]);
});

test("a reject says the byte at which its record begins", async () => {
  const engine = await openEngine();
  const text = focusText([{ ProviderName: "Größe" }, { BilledCost: "x" }, {}]);
  const { files } = unwrap(await importText(engine, text, { allowRejects: true }));
  const sourceFileId = files[0]?.sourceFileId ?? "";
  const { rejects } = unwrap(await engine.client.workspace.rejects({ sourceFileId }));
  const [first] = rejects;
  const start = first?.byteOffset ?? 0;
  const record = Buffer.from(text).subarray(start).toString("utf8").split("\n")[0];
  expect(first).toMatchObject({ line: 3, rawText: record });
});
