import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { writeJsonAsCsv } from "../../main/engine/imports/readers/json-as-csv.ts";
import { JsonCutter } from "../../main/engine/imports/readers/json-cutter.ts";
import { parseJson, writeJson } from "../../main/engine/imports/readers/json-text.ts";
import { parseCsv } from "../support/exact-csv.ts";
import { lawRuns } from "../support/law-runs.ts";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "json-law-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const spaces = fc.constantFrom(undefined, 1, "\t");
const json = fc
  .tuple(fc.jsonValue({ stringUnit: "grapheme" }), spaces)
  .filter(([value]) => !/\\u0000|\\ud[89a-f]/i.test(JSON.stringify(value)))
  .map(([value, space]) => JSON.stringify(value, null, space));

test("what is taken apart and written again means the same", () => {
  fc.assert(
    fc.property(json, (text) => {
      expect(JSON.parse(writeJson(parseJson(text)))).toEqual(JSON.parse(text));
    }),
    { numRuns: lawRuns },
  );
});

test("a damaged text is taken apart only where the platform takes it apart", () => {
  const damaged = fc
    .tuple(json, fc.nat(), fc.constantFrom("", ",", "}", '"', "0", "-", "[", "\\"))
    .map(([text, at, sign]) => {
      const place = at % (text.length + 1);
      return text.slice(0, place) + sign + text.slice(place + 1);
    });
  fc.assert(
    fc.property(damaged, (text) => {
      const reads = (parse: (one: string) => unknown): boolean => {
        try {
          parse(text);
          return true;
        } catch {
          return false;
        }
      };
      // Ours refuses more: a name that stands twice, half a character.
      expect(reads(parseJson) && !reads(JSON.parse)).toBe(false);
    }),
    { numRuns: lawRuns },
  );
});

test("the items of a list are the same wherever the text is cut into pieces", () => {
  const list = fc.array(fc.jsonValue(), { minLength: 1, maxLength: 8 });
  const cuts = fc.array(fc.nat(), { maxLength: 6 });
  fc.assert(
    fc.property(list, cuts, spaces, (items, places, space) => {
      const text = JSON.stringify({ "a]": 1, data: items, z: null }, null, space);
      const edges = [0, ...places.map((at) => at % text.length), text.length].sort((a, b) => a - b);
      const cutter = new JsonCutter(["data"]);
      const cut = edges.slice(1).flatMap((end, at) => cutter.push(text.slice(edges[at], end)));
      expect(cut.map((item) => JSON.parse(item ?? ""))).toEqual(JSON.parse(text).data);
      expect(JSON.parse(cutter.outer)).toEqual({ "a]": 1, data: null, z: null });
    }),
    { numRuns: lawRuns },
  );
});

const digits = (max: number) => fc.stringMatching(new RegExp(`^[1-9][0-9]{0,${max}}$`));
const number = fc
  .tuple(fc.boolean(), digits(24), digits(24), fc.option(fc.integer({ min: -30, max: 30 })))
  .map(([isNegative, whole, fraction, exponent]) => {
    const power = exponent === null ? "" : `E${exponent}`;
    return `${isNegative ? "-" : ""}${whole}.${fraction}${power}`;
  });

test("a number keeps every digit and sign of the file in its cell", async () => {
  let count = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(number, { minLength: 1, maxLength: 30 }), async (numbers) => {
      count += 1;
      const path = join(folder, `numbers-${count}.json`);
      await writeFile(
        path,
        numbers.map((one) => `{"usage":{"amount":${one}},"n":null}`).join("\n"),
      );
      const table = `${path}.csv`;
      await writeJsonAsCsv({ path, name: "numbers.json" }, table);
      const [header, ...rows] = parseCsv(await readFile(table, "utf8"));
      expect(header).toEqual(["usage.amount", "n"]);
      expect(rows).toEqual(numbers.map((one) => [one, ""]));
      await Promise.all([rm(path), rm(table)]);
    }),
    { numRuns: lawRuns },
  );
});
