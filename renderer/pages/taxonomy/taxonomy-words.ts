import type { LayerComparison, NodeLine } from "../../../shared/contract/taxonomy.ts";
import type { TaxonomyLayer } from "../../../shared/domain/taxonomy.ts";
import type { CallOutput } from "../../engine-client.ts";
import { fullIn, spellAmount } from "../../ui/format-amount.ts";
import type { Move } from "../../ui/move-list.tsx";

export type Comparison = CallOutput<"taxonomy.compare">;

export const LAYER_LABEL: Readonly<Record<TaxonomyLayer, string>> = {
  "cost-pool": "Cost pools",
  tower: "Towers",
  solution: "Solutions",
};

/** A layer in the currency that is looked at, else in that of most charges. */
export function chosenLayer(
  { layers }: Comparison,
  layer: TaxonomyLayer,
  currency: string | undefined,
): LayerComparison | null {
  const own = layers.filter((one) => one.layer === layer);
  const largest = own.toSorted((a, b) => b.charges - a.charges)[0];
  return own.find((one) => one.currency === currency) ?? largest ?? null;
}

export function nodeName({ code, path }: NodeLine): string {
  return code === null ? "Not mapped" : (path.at(-1) ?? code);
}

/** A node with those above it. */
export function pathText(path: readonly string[] | null): string {
  return path === null ? "not mapped" : path.join(" › ");
}

export function movesOf({ moves }: LayerComparison): Move[] {
  return moves.map(({ from, to, ...move }) => ({
    ...move,
    from: pathText(from),
    to: pathText(to),
  }));
}

/** The second half of the page's title. */
export function taxonomyMessage(comparison: Comparison, shown: LayerComparison | null): string {
  const { before, after } = comparison;
  const name = after === null ? "" : `${after.name}, version ${after.version}`;
  if (shown === null) {
    return name;
  }
  if (before?.version !== after?.version) {
    const { amount, charges } = shown.moved;
    return charges === 0
      ? `nothing moves between version ${before?.version ?? "–"} and ${after?.version ?? "–"}`
      : `${shown.currency} ${spellAmount(amount, fullIn(shown.currency))} moves from version ` +
          `${before?.version ?? "–"} to ${after?.version ?? "–"}`;
  }
  const unmapped = shown.lines.find(({ code }) => code === null);
  const rest =
    unmapped === undefined
      ? "everything is mapped"
      : `${shown.currency} ${spellAmount(unmapped.after, fullIn(shown.currency))} is not mapped`;
  return `${name}; ${rest}`;
}
