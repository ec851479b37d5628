import { z } from "zod";
import {
  LAYERS,
  nodePlaces,
  TAXONOMY_LAYERS,
  Taxonomy,
  type TaxonomyLayer,
} from "../../../shared/domain/taxonomy.ts";
import type { Reader } from "../database/database.ts";
import { statement } from "../database/sql.ts";
import settingValue from "../workspace/setting-value.sql?raw";
import type { Decision } from "./decided-columns.ts";

/** The setting that holds the taxonomy in use. */
export const TAXONOMY_SETTING = "taxonomy";

/** The taxonomy in use; null where none was ever saved. */
export async function readTaxonomy(reader: Pick<Reader, "rows">): Promise<Taxonomy | null> {
  const [row] = await reader.rows(
    z.object({ value: z.string() }),
    statement(settingValue, { key: TAXONOMY_SETTING }),
  );
  return row === undefined ? null : Taxonomy.parse(JSON.parse(row.value));
}

/** The node of each layer a charge belongs to, by code. */
export function nodeDecision(taxonomy: Taxonomy, layer: TaxonomyLayer): Decision {
  const places = nodePlaces(taxonomy);
  return {
    name: layer.replace("-", "_"),
    branches: taxonomy.rules
      .filter(({ to }) => places.get(to)?.layer === layer)
      .map(({ to, where }) => ({ where, gives: to })),
  };
}

/** The names a charge has in the taxonomy, one column per level. */
export function taxonomyDecisions(taxonomy: Taxonomy | null): Decision[] {
  if (taxonomy === null) {
    return [];
  }
  const places = nodePlaces(taxonomy);
  return LAYERS.flatMap((layer) => {
    const { branches } = nodeDecision(taxonomy, layer);
    return TAXONOMY_LAYERS[layer].map((name, level) => ({
      name,
      branches: branches.some(({ gives }) => nameOf(gives, level) !== null)
        ? branches.map(({ where, gives }) => ({ where, gives: nameOf(gives, level) }))
        : [],
    }));
  });

  function nameOf(code: string | null, level: number): string | null {
    return places.get(code ?? "")?.names[level] ?? null;
  }
}
