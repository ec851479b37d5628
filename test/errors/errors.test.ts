import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createEngine, type Engine } from "../../main/engine/engine.ts";
import { ErrorCode } from "../../shared/errors.ts";
import { abouts, type ErrorCase, errorCases, expectedFile } from "../support/error-case.ts";
import { errorsPage } from "../support/errors-page.ts";
import { standingClock } from "../support/open-engine.ts";
import { producedCodes } from "../support/produced-codes.ts";
import { findingsOf, refusalOf, rejectsOf, withFiles } from "../support/run-error-case.ts";
import { seedClose } from "../support/seed-close.ts";

const kindOf = new Map(abouts.map(({ code, kind }) => [code, kind]));
const casesOf = (kind: string): ErrorCase[] =>
  errorCases.filter((one) => (one.kind ?? kindOf.get(one.code)) === kind);

/** A closed month, which no refusal may change. */
let books: Engine;
beforeAll(async () => {
  books = await createEngine({ clock: standingClock, actor: "tester" });
  await seedClose(books);
});
afterAll(() => books.close());

const told = new Map<string, string>();

async function expectSentence(text: string, one: ErrorCase, folder: string): Promise<void> {
  const sentence = text
    .replaceAll(`${folder}/`, "")
    .replaceAll(`process ${process.pid}`, "process 4711");
  told.set(expectedFile(one), sentence);
  await expect(sentence).toMatchFileSnapshot(expectedFile(one));
}

describe("an error", () => {
  test.each(casesOf("error"))("$code: $case", (one) =>
    withFiles(one, async (folder) => {
      const error = await refusalOf(one, { engine: books, folder });
      expect(error.code).toBe(one.code);
      await expectSentence(`${error.message}\n${error.remedy}\n`, one, folder);
    }),
  );
});

describe("a reject", () => {
  test.each(casesOf("reject"))("$code: $case", (one) =>
    withFiles(one, async (folder) => {
      const texts = await rejectsOf(one, { engine: books, folder });
      expect(texts).not.toEqual([]);
      await expectSentence(texts.join(""), one, folder);
    }),
  );
});

describe("a finding", () => {
  test.each(casesOf("finding"))("$code: $case", (one) =>
    withFiles(one, async (folder) => {
      const texts = await findingsOf(one, { engine: books, folder });
      expect(texts).not.toEqual([]);
      await expectSentence(texts.join(""), one, folder);
    }),
  );
});

test("every code has a folder, and every folder a code", () => {
  const named = [...ErrorCode.options, ...producedCodes()];
  expect(abouts.map(({ code }) => code)).toEqual([...new Set(named)].sort());
});

test("every code is proved, here or in a test that names it", () => {
  for (const { code, elsewhere } of abouts) {
    const count = errorCases.filter((one) => one.code === code).length;
    expect(count + elsewhere.length, code).toBeGreaterThan(0);
    for (const { test: path } of elsewhere) {
      const text = readFileSync(join(import.meta.dirname, "../..", path), "utf8");
      expect(text, `${code} in ${path}`).toContain(code);
    }
  }
});

test("no expected sentence is left without its case", () => {
  const expected = errorCases.map(expectedFile).sort();
  const found = abouts.flatMap(({ code }) =>
    readdirSync(join(import.meta.dirname, code))
      .filter((file) => file.endsWith(".expected.txt"))
      .map((file) => join(import.meta.dirname, code, file)),
  );
  expect(found.sort()).toEqual(expected.filter((path) => existsSync(path)));
});

test("ERRORS.md lists every code with its sentences", async () => {
  await expect(errorsPage(told)).toMatchFileSnapshot(join(import.meta.dirname, "../../ERRORS.md"));
});
