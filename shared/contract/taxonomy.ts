import { z } from "zod";
import { CostBasis } from "../domain/charge.ts";
import { Period } from "../domain/period.ts";
import { Taxonomy, TaxonomyLayer } from "../domain/taxonomy.ts";
import { RuleProblem } from "./allocation.ts";
import { call } from "./define.ts";
import { AmountText } from "./scope.ts";

/** A node with all that is below it, by two versions; the last line of a layer is not mapped. */
const NodeLine = z.object({
  /** Null is what no rule of the layer takes. */
  code: z.string().nullable(),
  /** The names from the top of the layer. */
  path: z.array(z.string()),
  before: AmountText,
  after: AmountText,
  difference: AmountText,
  chargesBefore: z.number().int(),
  chargesAfter: z.number().int(),
});
export type NodeLine = z.infer<typeof NodeLine>;

/** One layer in one currency: the lines at its top add up to the total, in both versions. */
const LayerComparison = z.object({
  layer: TaxonomyLayer,
  currency: z.string(),
  charges: z.number().int(),
  total: AmountText,
  lines: z.array(NodeLine),
  moved: z.object({ charges: z.number().int(), amount: AmountText }),
  /** What moves from node to node, the largest first; null is not mapped. */
  moves: z.array(
    z.object({
      from: z.array(z.string()).nullable(),
      to: z.array(z.string()).nullable(),
      charges: z.number().int(),
      amount: AmountText,
    }),
  ),
  movesLeftOut: z.number().int(),
});
export type LayerComparison = z.infer<typeof LayerComparison>;

const TaxonomyVersion = z.object({
  version: z.number().int(),
  taxonomyId: z.string(),
  name: z.string(),
  nodes: z.number().int(),
  rules: z.number().int(),
});
export type TaxonomyVersion = z.infer<typeof TaxonomyVersion>;

/** Versions of the TBM Taxonomy whose names a text can begin from, the newest first. */
export const PublicNames = z.enum(["5.0.1", "4.0"]);
export type PublicNames = z.infer<typeof PublicNames>;

export const taxonomy = {
  /** The taxonomy in use, and every version there is, the one in use first. */
  current: call(
    z.strictObject({}),
    z.object({
      version: z.number().int().nullable(),
      text: z.string(),
      taxonomy: Taxonomy.nullable(),
      versions: z.array(TaxonomyVersion),
    }),
  ),
  check: call(
    z.strictObject({ text: z.string() }),
    z.object({ ok: z.boolean(), problems: z.array(RuleProblem) }),
  ),
  save: call(
    z.strictObject({ text: z.string() }),
    z.object({ taxonomyId: z.string(), version: z.number().int() }),
  ),
  /** A text to begin from: public names, with rules by service category and charge class. */
  starting: call(
    z.strictObject({ names: PublicNames.default("5.0.1") }),
    z.object({ text: z.string() }),
  ),
  /**
   * A month by two versions: those named, or a text that is not saved. Absent is the version in
   * use; where both are absent, it is shown beside itself.
   */
  compare: call(
    z.strictObject({
      period: Period,
      basis: CostBasis.default("effective"),
      of: z.enum(["charges", "ledger"]).default("charges"),
      before: z.number().int().optional(),
      after: z.union([z.number().int(), z.strictObject({ text: z.string() })]).optional(),
    }),
    z.object({
      before: TaxonomyVersion.nullable(),
      after: TaxonomyVersion.nullable(),
      layers: z.array(LayerComparison),
    }),
  ),
};
