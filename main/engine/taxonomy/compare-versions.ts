import type { z } from "zod";
import type {
  LayerComparison,
  TaxonomyVersion,
  taxonomy as taxonomyCalls,
} from "../../../shared/contract/taxonomy.ts";
import { addAmounts } from "../../../shared/domain/amount.ts";
import { compareNodes } from "../../../shared/domain/compare-nodes.ts";
import {
  LAYERS,
  nodePlaces,
  type Taxonomy,
  type TaxonomyLayer,
} from "../../../shared/domain/taxonomy.ts";
import { fail } from "../../../shared/errors.ts";
import type { Reader } from "../database/database.ts";
import { chargeNodes, ledgerNodes, type NodeGroup } from "../queries/taxonomy-groups.ts";
import { type StoredTaxonomy, storedTaxonomies, taxonomyOrFail } from "./taxonomy-store.ts";

type Asked = z.output<typeof taxonomyCalls.compare.input>;
type Compared = z.input<typeof taxonomyCalls.compare.output>;

/** Moves listed by name per layer and currency; the rest are counted. */
const MOVES_MAX = 100;

interface Side {
  readonly taxonomy: Taxonomy | null;
  readonly version: TaxonomyVersion | null;
}

/**
 * A month by two versions of the taxonomy, node by node, and the charges that move between them.
 * Units:   billing or ledger currency, 12 decimals   Sign: as charges, or debit positive
 * Errors:  taxonomy-invalid, usage
 */
export async function compareVersions(reader: Reader, asked: Asked): Promise<Compared> {
  const stored = await storedTaxonomies(reader);
  const before = storedSide(stored, asked.before);
  const after =
    typeof asked.after === "object"
      ? await draftSide(reader, stored, asked.after.text)
      : storedSide(stored, asked.after);
  const groups =
    asked.of === "charges"
      ? await chargeNodes(reader, asked, before.taxonomy, after.taxonomy)
      : await ledgerNodes(reader, asked.period, before.taxonomy, after.taxonomy);
  const currencies = [...new Set(groups.map(({ currency }) => currency))].sort();
  const layers = LAYERS.flatMap((layer) =>
    currencies.flatMap((currency) => {
      const own = groups.filter((group) => group.layer === layer && group.currency === currency);
      return own.length === 0 ? [] : [layerOf(layer, currency, own, before, after)];
    }),
  );
  return { before: before.version, after: after.version, layers };
}

export function versionOf({ taxonomy, ...stored }: StoredTaxonomy): TaxonomyVersion {
  const { version, taxonomyId } = stored;
  const { name, nodes, rules } = taxonomy;
  return { version, taxonomyId, name, nodes: nodes.length, rules: rules.length };
}

function storedSide(stored: readonly StoredTaxonomy[], version: number | undefined): Side {
  const [current] = stored;
  if (version === undefined) {
    return current === undefined
      ? { taxonomy: null, version: null }
      : { taxonomy: current.taxonomy, version: versionOf(current) };
  }
  const found = stored.find((one) => one.version === version);
  return found === undefined
    ? fail(
        "usage",
        `There is no version ${version} of the taxonomy.`,
        stored.length === 0
          ? "Save a taxonomy first."
          : `Name one of: ${stored.map((one) => one.version).join(", ")}.`,
      )
    : { taxonomy: found.taxonomy, version: versionOf(found) };
}

/** A text that is not saved; its version would be the next one. */
async function draftSide(
  reader: Reader,
  stored: readonly StoredTaxonomy[],
  text: string,
): Promise<Side> {
  const taxonomy = await taxonomyOrFail(reader, text);
  const version = Math.max(0, ...stored.map((one) => one.version)) + 1;
  return { taxonomy, version: versionOf({ taxonomyId: "", version, text, taxonomy }) };
}

function layerOf(
  layer: TaxonomyLayer,
  currency: string,
  groups: readonly NodeGroup[],
  { taxonomy: before }: Side,
  { taxonomy: after }: Side,
): LayerComparison {
  const sumOf = (own: readonly NodeGroup[]) => ({
    charges: own.reduce((sum, { charges }) => sum + charges, 0),
    amount: addAmounts(own.map(({ amount }) => amount)),
  });
  const pathIn = (taxonomy: Taxonomy | null, code: string | null): string[] | null =>
    taxonomy === null || code === null
      ? null
      : [...(nodePlaces(taxonomy).get(code)?.names ?? [code])];
  const moved = groups.filter((group) => group.before !== group.after);
  const { charges, amount: total } = sumOf(groups);
  return {
    layer,
    currency,
    charges,
    total,
    lines: compareNodes(groups, layer, before, after),
    moved: sumOf(moved),
    moves: moved.slice(0, MOVES_MAX).map((group) => ({
      from: pathIn(before, group.before),
      to: pathIn(after, group.after),
      charges: group.charges,
      amount: group.amount,
    })),
    movesLeftOut: Math.max(0, moved.length - MOVES_MAX),
  };
}
