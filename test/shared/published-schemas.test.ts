import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { z } from "zod";
import { Mapping } from "../../shared/domain/mapping.ts";
import { AcceptedItems, Recipe } from "../../shared/domain/recipe.ts";
import { ReconciliationConfig } from "../../shared/domain/reconciliation-config.ts";

const folder = join(import.meta.dirname, "../../resources/schemas");

/** File, title and the schema the program reads such a YAML file by. */
const published: readonly (readonly [string, string, z.ZodType])[] = [
  ["recipe", "Tieout recipe", Recipe],
  ["accepted-items", "Tieout accepted items", AcceptedItems],
  ["mapping", "Tieout mapping", Mapping],
  ["reconciliation", "Tieout reconciliation", ReconciliationConfig],
];

test.each(published)("the published schema of %s is the one read by", async (name, title, of) => {
  const file = join(folder, `${name}.schema.json`);
  const schema = { title, ...z.toJSONSchema(of, { io: "input" }) };
  // TIEOUT_SAMPLE=write puts the schema into the project instead of comparing it.
  if (process.env["TIEOUT_SAMPLE"] === "write") {
    await writeFile(file, `${JSON.stringify(schema, null, 2)}\n`);
  }
  expect(JSON.parse(await readFile(file, "utf8"))).toEqual(schema);
});
