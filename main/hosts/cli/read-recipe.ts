import { stat } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { Mapping } from "../../../shared/domain/mapping.ts";
import { Recipe } from "../../../shared/domain/recipe.ts";
import { fail } from "../../../shared/errors.ts";
import { readRules } from "../../engine/allocation/rules/read-rules.ts";
import { rulesOrFail } from "../../engine/allocation/rules/rule-set-store.ts";
import type { Path } from "../../engine/documents/read-document.ts";
import { FORMAT_NAMES, isFormatName } from "../../engine/imports/format-name.ts";
import { parseConfig } from "../../engine/reconciliation/config-store.ts";
import { type AcceptedKey, parseAccepted } from "./accept-items.ts";
import { namingFile, placed } from "./name-file.ts";
import { parseYaml, readTextFile, type YamlFile } from "./read-yaml.ts";

export interface RecipeSource {
  readonly path: string;
  /** The name the recipe gives it, relative to the recipe. */
  readonly name: string;
  readonly mapping?: Mapping;
  readonly format?: string;
  readonly allowRejects: boolean;
  readonly allowOverlap: boolean;
}

/** A recipe with everything it points to read, before anything is opened. */
export interface LoadedRecipe {
  readonly recipe: Recipe;
  readonly sources: readonly RecipeSource[];
  readonly rules: string;
  readonly reconciliation: string;
  readonly taxonomy: string | null;
  readonly accepted: readonly AcceptedKey[];
}

type RecipeFile = YamlFile<Recipe>;

/**
 * Reads a recipe and the small files it names, and finds the large ones.
 * Errors: `recipe-invalid`, `mapping-invalid`, `rules-invalid` and `reconciliation-config-invalid`,
 *         each with file, line and column; `file-unreadable`
 */
export async function readRecipe(path: string): Promise<LoadedRecipe> {
  const file = parseYaml(Recipe, await readTextFile(path), path, "recipe-invalid");
  const recipe = file.value;
  const folder = dirname(resolve(path));
  const near = (name: string): string => join(folder, name);
  const sources: RecipeSource[] = [];
  for (const [index, source] of recipe.sources.entries()) {
    await assertNamed(file, ["sources", index, "file"], near(source.file), source.file);
    assertFormat(file, index);
    sources.push({
      path: near(source.file),
      name: source.file,
      allowRejects: source.allowRejects,
      allowOverlap: source.allowOverlap,
      ...(source.as === undefined ? {} : { format: source.as }),
      ...(await mappingOf(file, index, near)),
    });
  }
  const rules = await readNamed(file, "rules", recipe.rules, near);
  await namingFile(recipe.rules, "rules-invalid", async () => rulesOrFail(readRules(rules)));
  const reconciliation = await readNamed(file, "reconciliation", recipe.reconciliation, near);
  await namingFile(recipe.reconciliation, "reconciliation-config-invalid", async () =>
    parseConfig(reconciliation),
  );
  const taxonomy =
    recipe.taxonomy === undefined ? null : await readNamed(file, "taxonomy", recipe.taxonomy, near);
  const accepted = await acceptedKeys(file, near);
  return { recipe, sources, rules, reconciliation, taxonomy, accepted };
}

export async function readMapping(path: string): Promise<Mapping> {
  const text = await readTextFile(path, "mapping-invalid");
  return parseYaml(Mapping, text, path, "mapping-invalid").value;
}

async function mappingOf(
  file: RecipeFile,
  index: number,
  near: (name: string) => string,
): Promise<{ mapping?: Mapping }> {
  const name = file.value.sources[index]?.mapping;
  if (name === undefined) {
    return {};
  }
  await assertNamed(file, ["sources", index, "mapping"], near(name), name);
  const text = await readTextFile(near(name), "mapping-invalid");
  return { mapping: parseYaml(Mapping, text, name, "mapping-invalid").value };
}

async function acceptedKeys(
  file: RecipeFile,
  near: (name: string) => string,
): Promise<AcceptedKey[]> {
  const name = file.value.accept;
  if (name === undefined) {
    return [];
  }
  return parseAccepted(await readNamed(file, "accept", name, near), name);
}

async function readNamed(
  file: RecipeFile,
  key: "rules" | "reconciliation" | "taxonomy" | "accept",
  name: string,
  near: (name: string) => string,
): Promise<string> {
  await assertNamed(file, [key], near(name), name);
  return readTextFile(near(name), "recipe-invalid");
}

function assertFormat({ value, file, placeOf }: RecipeFile, index: number): void {
  const as = value.sources[index]?.as;
  if (as !== undefined && !isFormatName(as)) {
    const place = placeOf(["sources", index, "as"]) ?? { line: 1, column: 1 };
    fail(
      "recipe-invalid",
      `${placed(file, place)}: "${as}" is not a format.`,
      `Write one of: ${FORMAT_NAMES.join(", ")}.`,
      { file, ...place },
    );
  }
}

/** A file the recipe names wrongly is a mistake of the recipe, with its place. */
async function assertNamed(
  { file, placeOf }: RecipeFile,
  path: Path,
  target: string,
  name: string,
): Promise<void> {
  const entry = await stat(target).catch(() => null);
  if (entry === null || !entry.isFile()) {
    const place = placeOf(path) ?? { line: 1, column: 1 };
    const says =
      entry === null ? `there is no file "${name}"` : `"${name}" is a folder, not a file`;
    fail(
      "recipe-invalid",
      `${placed(file, place)}: ${says}.`,
      "Correct the path; it is relative to the recipe.",
      { file, ...place },
    );
  }
}
