import { expect, test } from "vitest";
import { lawRuns } from "../support/law-runs.ts";
import { mutants } from "./mutants.ts";
import { runCorpus } from "./run-corpus.ts";

/** A small share unless the full count of random cases is asked for. */
const COUNT = lawRuns >= 1000 ? 2000 : 300;
const SEED = 20_261_031;

test("the same seed makes the same files", () => {
  const bytes = (): string[] =>
    mutants(40, SEED).map((one) => Buffer.from(one.bytes()).toString("hex"));
  expect(bytes()).toEqual(bytes());
});

test(`${COUNT} mutated files are imported whole or refused with a sentence`, async () => {
  expect(await runCorpus(mutants(COUNT, SEED))).toEqual([]);
});
