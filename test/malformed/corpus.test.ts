import { expect, test } from "vitest";
import { curated } from "./recipes/curated.ts";
import { runCorpus } from "./run-corpus.ts";

test("the corpus has at least 600 files of different names", () => {
  expect(new Set(curated.map(({ name }) => name)).size).toBe(curated.length);
  expect(curated.length).toBeGreaterThanOrEqual(600);
});

test("every curated file is imported exactly or refused with a sentence", async () => {
  expect(await runCorpus(curated)).toEqual([]);
});
