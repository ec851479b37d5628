import { z } from "zod";
import type { TAXONOMY_DIMENSIONS } from "./charge.ts";
import { Condition } from "./condition.ts";

/** The layers of a taxonomy with the dimensions of their levels, the outer one first. */
export const TAXONOMY_LAYERS = {
  "cost-pool": ["cost_pool", "cost_sub_pool"],
  tower: ["tower", "sub_tower"],
  solution: ["solution_type", "solution_category", "solution"],
} as const satisfies Readonly<Record<string, readonly (typeof TAXONOMY_DIMENSIONS)[number][]>>;
export type TaxonomyLayer = keyof typeof TAXONOMY_LAYERS;
export const TaxonomyLayer = z.enum(["cost-pool", "tower", "solution"]);
export const LAYERS = TaxonomyLayer.options;

const Code = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,79}$/, "a code is lower-case words and hyphens");

/** A name of the taxonomy: at the top of a layer, or below its parent. */
export const TaxonomyNode = z.strictObject({
  code: Code,
  name: z.string().trim().min(1).max(200),
  /** The layer of a node at the top; a node below another has its parent's. */
  layer: TaxonomyLayer.optional(),
  parent: Code.optional(),
});
export type TaxonomyNode = z.infer<typeof TaxonomyNode>;

/** Charges, and ledger lines, that belong to a node: all conditions must hold. */
export const TaxonomyRule = z.strictObject({ to: Code, where: z.array(Condition) });
export type TaxonomyRule = z.infer<typeof TaxonomyRule>;

/** The content of `taxonomy.yaml`. Of the rules of a layer, the first that matches wins. */
export const Taxonomy = z.strictObject({
  tieout: z.literal(1),
  name: z.string().trim().min(1).max(100).default("Taxonomy"),
  nodes: z.array(TaxonomyNode).max(5000),
  rules: z.array(TaxonomyRule).max(2000),
});
export type Taxonomy = z.infer<typeof Taxonomy>;

/** Where a node stands: its layer and its names from the top; null where it stands nowhere. */
export interface NodePlace {
  readonly layer: TaxonomyLayer;
  readonly codes: readonly string[];
  readonly names: readonly string[];
}

/** The places of all nodes that have one, by code, in the order of the text. */
export function nodePlaces({ nodes }: Pick<Taxonomy, "nodes">): Map<string, NodePlace> {
  const known = new Map(nodes.map((node) => [node.code, node]));
  const places = new Map<string, NodePlace>();
  const placeOf = (node: TaxonomyNode, above: ReadonlySet<string>): NodePlace | null => {
    const parent = node.parent === undefined ? undefined : known.get(node.parent);
    if (node.parent === undefined) {
      return node.layer === undefined
        ? null
        : { layer: node.layer, codes: [node.code], names: [node.name] };
    }
    if (parent === undefined || above.has(parent.code)) {
      return null;
    }
    const outer = placeOf(parent, new Set([...above, parent.code]));
    return (
      outer && {
        layer: outer.layer,
        codes: [...outer.codes, node.code],
        names: [...outer.names, node.name],
      }
    );
  };
  for (const node of nodes) {
    const place = placeOf(node, new Set([node.code]));
    if (place !== null) {
      places.set(node.code, place);
    }
  }
  return places;
}
