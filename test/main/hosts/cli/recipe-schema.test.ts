import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { z } from "zod";
import { Recipe } from "../../../../shared/domain/recipe.ts";

const file = join(import.meta.dirname, "../../../../resources/schemas/recipe.schema.json");
const published = { title: "Tieout recipe", ...z.toJSONSchema(Recipe, { io: "input" }) };

/** TIEOUT_SAMPLE=write puts the schema into the project instead of comparing it. */
if (process.env["TIEOUT_SAMPLE"] === "write") {
  await writeFile(file, `${JSON.stringify(published, null, 2)}\n`);
}

test("the published schema of a recipe is the one the program reads by", async () => {
  expect(JSON.parse(await readFile(file, "utf8"))).toEqual(published);
});
