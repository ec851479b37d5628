import { z } from "zod";
import { BASIS_COLUMN, type CostBasis } from "../../../shared/domain/charge.ts";
import { LAYERS, type Taxonomy, TaxonomyLayer } from "../../../shared/domain/taxonomy.ts";
import type { Reader } from "../database/database.ts";
import { type Statement, statement } from "../database/sql.ts";
import { entityText, hasAccountEntities } from "../relations/build.ts";
import { chargeViewName } from "../relations/charge-columns.ts";
import { type DecidedCharge, decidedText } from "../relations/decided-columns.ts";
import { nodeDecision } from "../relations/taxonomy-columns.ts";
import { activeChargeFiles } from "./charge-source.ts";

const Group = z.object({
  layer: TaxonomyLayer,
  /** The nodes by two taxonomies; null is not mapped. */
  before: z.string().nullable(),
  after: z.string().nullable(),
  currency: z.string(),
  charges: z.number(),
  amount: z.string(),
  magnitude: z.string(),
});
/** The charges, or ledger lines, of a month that two taxonomies map alike. */
export type NodeGroup = z.infer<typeof Group>;

/** What a ledger line has of the attributes of a charge. */
const LEDGER_ATTRIBUTES: readonly string[] = ["entity", "ledger_account", "cost_centre", "project"];

/**
 * The charges of a month by the nodes two taxonomies map them to, once per layer.
 * Units:   billing currency, 12 decimals   Sign: cost positive, credit negative
 * Law:     Σ groups of a layer = Σ charges of the month (test/laws/taxonomy.test.ts)
 */
export async function chargeNodes(
  reader: Reader,
  { period, basis }: { readonly period: string; readonly basis: CostBasis },
  before: Taxonomy | null,
  after: Taxonomy | null,
): Promise<NodeGroup[]> {
  const entity = entityText(await hasAccountEntities(reader), "t");
  const month = basis === "billed" ? "t.billed_period" : "t.effective_period";
  const cost = `t.${BASIS_COLUMN[basis]}`;
  const files = await activeChargeFiles(reader);
  const branches = files.flatMap((sourceFileId) =>
    LAYERS.map((layer) => {
      const charge = { sourceFileId, entity };
      return (
        `select '${layer}' as layer, ${nodeText(before, layer, charge)} as before, ` +
        `${nodeText(after, layer, charge)} as after, t.billing_currency as currency, ` +
        `count(*) as charges, cast(coalesce(sum(${cost}), 0) as decimal(38, 12)) as amount, ` +
        `cast(coalesce(sum(abs(${cost})), 0) as decimal(38, 12)) as magnitude ` +
        `from "${chargeViewName(sourceFileId)}" as t where ${month} = $period group by all`
      );
    }),
  );
  return branches.length === 0 ? [] : reader.rows(Group, summed(branches, period));
}

/**
 * The ledger lines of a month by the nodes of two taxonomies, by the rules that name nothing a
 * ledger line has not.
 * Units:   ledger currency, 12 decimals   Sign: debit positive
 */
export async function ledgerNodes(
  reader: Reader,
  period: string,
  before: Taxonomy | null,
  after: Taxonomy | null,
): Promise<NodeGroup[]> {
  const line = { sourceFileId: "", entity: "t.entity" };
  const branches = LAYERS.map(
    (layer) =>
      `select '${layer}' as layer, ${nodeText(forLedger(before), layer, line)} as before, ` +
      `${nodeText(forLedger(after), layer, line)} as after, t.currency, ` +
      "count(*) as charges, cast(sum(t.amount) as decimal(38, 12)) as amount, " +
      "cast(sum(abs(t.amount)) as decimal(38, 12)) as magnitude " +
      "from active_ledger_entry as t where t.period = $period group by all",
  );
  return reader.rows(Group, summed(branches, period));
}

function forLedger(taxonomy: Taxonomy | null): Taxonomy | null {
  return (
    taxonomy && {
      ...taxonomy,
      rules: taxonomy.rules.filter(({ where }) =>
        where.every(({ attribute }) => LEDGER_ATTRIBUTES.includes(attribute)),
      ),
    }
  );
}

function nodeText(taxonomy: Taxonomy | null, layer: TaxonomyLayer, charge: DecidedCharge): string {
  return taxonomy === null
    ? "cast(null as varchar)"
    : decidedText(nodeDecision(taxonomy, layer), charge);
}

/** The text is put together as it is: conditions may hold any characters. */
function summed(branches: readonly string[], period: string): Statement {
  return statement(
    `select layer, before, after, coalesce(currency, '') as currency,
      sum(charges)::bigint as charges, sum(amount)::decimal(38, 12) as amount,
      sum(magnitude)::decimal(38, 12) as magnitude
    from (${branches.join(" union all ")}) as g group by all
    order by layer, currency, magnitude desc, charges desc,
      before nulls last, after nulls last`,
    { period },
  );
}
