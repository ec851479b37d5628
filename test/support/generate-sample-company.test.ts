import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { gunzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { generateSampleCompany } from "./generate-sample-company.ts";

const project = join(import.meta.dirname, "../..");
const company = join(project, "resources/sample-company");
const plantedFile = join(project, "test/golden/sample-company/planted.json");
const { files, planted } = generateSampleCompany({ isPlanted: true });
const plantedText = `${JSON.stringify(planted, null, 2)}\n`;

/** TIEOUT_SAMPLE=write puts the generated files into the project instead of comparing them. */
if (process.env["TIEOUT_SAMPLE"] === "write") {
  for (const [path, bytes] of files) {
    const place = join(company, path);
    await mkdir(dirname(place), { recursive: true });
    await writeFile(place, bytes);
  }
  await mkdir(dirname(plantedFile), { recursive: true });
  await writeFile(plantedFile, plantedText);
}

test.each([...files])("%s is what the generator writes", async (path, bytes) => {
  const stored = await readFile(join(company, path));
  const content = (buffer: Buffer): Buffer => (path.endsWith(".gz") ? gunzipSync(buffer) : buffer);
  expect(content(stored).equals(content(bytes))).toBe(true);
});

test("the planted differences are the ones the generator states", async () => {
  expect(await readFile(plantedFile, "utf8")).toBe(plantedText);
});

test("the whole company stays small", () => {
  const bytes = [...files.values()].reduce((total, buffer) => total + buffer.length, 0);
  expect(bytes).toBeLessThan(2_500_000);
});
