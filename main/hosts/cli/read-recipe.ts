import { dirname, join, resolve } from "node:path";
import { Mapping } from "../../../shared/domain/mapping.ts";
import { AcceptedItems, Recipe } from "../../../shared/domain/recipe.ts";
import { parseYaml, readTextFile } from "./read-yaml.ts";

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
  readonly accepted: AcceptedItems["accept"];
}

/**
 * Reads a recipe and the small files it names.
 * Errors: `recipe-invalid` with file and line; `mapping-invalid`; `file-unreadable`
 */
export async function readRecipe(path: string): Promise<LoadedRecipe> {
  const text = await readTextFile(path);
  const recipe = parseYaml(Recipe, text, path, "recipe-invalid");
  const folder = dirname(resolve(path));
  const near = (file: string): string => join(folder, file);
  const sources: RecipeSource[] = [];
  for (const source of recipe.sources) {
    sources.push({
      path: near(source.file),
      name: source.file,
      allowRejects: source.allowRejects,
      allowOverlap: source.allowOverlap,
      ...(source.as === undefined ? {} : { format: source.as }),
      ...(source.mapping === undefined ? {} : { mapping: await readMapping(near(source.mapping)) }),
    });
  }
  const rules = await readTextFile(near(recipe.rules), "recipe-invalid");
  const reconciliation = await readTextFile(near(recipe.reconciliation), "recipe-invalid");
  return { recipe, sources, rules, reconciliation, accepted: await readAccepted(recipe, near) };
}

export async function readMapping(path: string): Promise<Mapping> {
  return parseYaml(Mapping, await readTextFile(path, "mapping-invalid"), path, "mapping-invalid");
}

async function readAccepted(
  recipe: Recipe,
  near: (file: string) => string,
): Promise<AcceptedItems["accept"]> {
  if (recipe.accept === undefined) {
    return [];
  }
  const path = near(recipe.accept);
  const text = await readTextFile(path, "recipe-invalid");
  return parseYaml(AcceptedItems, text, path, "recipe-invalid").accept;
}
