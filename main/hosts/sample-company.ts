import { readFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { Mapping } from "../../shared/domain/mapping.ts";
import { Recipe } from "../../shared/domain/recipe.ts";
import type { SampleCompany } from "../../shared/sample-company.ts";
import { readAccepted } from "../engine/documents/read-document.ts";
import type { EngineProcess } from "./engine-process.ts";

/** Grants the sample company's files to the engine and reads what its close is made of. */
export async function grantSampleCompany(
  engine: EngineProcess,
  folder: string,
): Promise<SampleCompany> {
  const recipePath = join(folder, "close.yaml");
  const recipe = readAccepted(Recipe, await readFile(recipePath, "utf8"));
  const read = (path: string): Promise<string> => readFile(join(folder, path), "utf8");
  const sources: SampleCompany["sources"][number][] = [];
  for (const source of recipe.sources) {
    const path = join(dirname(recipePath), source.file);
    const token = await engine.grantFile(path, basename(path));
    if (token !== null) {
      const mapping =
        source.mapping === undefined ? null : readAccepted(Mapping, await read(source.mapping));
      const { allowRejects } = source;
      sources.push({ token, name: basename(path), mapping, allowRejects });
    }
  }
  return {
    entity: recipe.entity,
    currency: recipe.currency,
    period: recipe.period,
    compare: recipe.compare ?? null,
    sources,
    rules: await read(recipe.rules),
    reconciliation: await read(recipe.reconciliation),
  };
}
