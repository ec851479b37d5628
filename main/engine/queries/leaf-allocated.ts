import { z } from "zod";
import type { CostBasis } from "../../../shared/domain/charge.ts";
import type { Reader, Writer } from "../database/database.ts";
import { raw, type Statement, sql } from "../database/sql.ts";
import {
  ALLOCATED_PARTS,
  allocatedValue,
  assertKept,
  runCurrencies,
} from "./allocated-attribute.ts";
import type { LeafScope } from "./leaf-charges.ts";

export interface AllocatedContent {
  /** The latest run of each period; null where it was never allocated. */
  readonly opening: string | null;
  readonly closing: string | null;
  readonly currencies: string[];
}

/** The runs a movement of allocated cost is read from. */
export async function allocatedContent(
  reader: Reader,
  { from, to }: { readonly from: string; readonly to: string },
): Promise<AllocatedContent> {
  const opening = await latestRun(reader, from);
  const closing = await latestRun(reader, to);
  const runIds = [opening, closing].filter((runId) => runId !== null);
  const currencies = runIds.length === 0 ? [] : await runCurrencies(reader, runIds);
  return { opening, closing, currencies };
}

export async function latestRun(reader: Reader, period: string): Promise<string | null> {
  const [run] = await reader.rows(
    z.object({ run_id: z.string() }),
    sql`select run_id from allocation_run where period = ${period}
      order by sequence desc, run_id limit 1`,
  );
  return run?.run_id ?? null;
}

/**
 * Fills the temporary table `variance_charge` with what two runs left with their targets, by path,
 * kind, target, service and billing currency. An allocation holds no quantities, so the amount
 * itself stands for one: what moved is then told from what exchange rates moved.
 * Units:   decimal(38, 12), billing currency   Sign: cost positive, credit negative
 * Tested:  Σ cost = Σ final parts of both runs (variance-allocated.test.ts)
 */
export async function stageLeafAllocated(
  writer: Writer,
  scope: LeafScope,
  runs: { readonly opening: string; readonly closing: string },
): Promise<void> {
  const { by, basis } = scope;
  await assertKept(writer, by, [runs.opening, runs.closing]);
  await writer.run(sql`create or replace temp table variance_charge as
    ${sideGroups(by, basis, runs.opening, false)}
    union all
    ${sideGroups(by, basis, runs.closing, true)}`);
}

function sideGroups(
  by: readonly string[],
  basis: CostBasis,
  runId: string,
  isClosing: boolean,
): Statement {
  const path = (index: number): Statement => {
    const dimension = by[index];
    return dimension === undefined ? raw("cast(null as varchar)") : allocatedValue(dimension);
  };
  return sql`select ${path(0)} as path_1, ${path(1)} as path_2, ${path(2)} as path_3,
      case s.charge_category when 'Tax' then 'tax' when 'Credit' then 'credit' else 'regular' end
        as kind,
      concat_ws(' ', a.target, s.service_name) as leaf_key,
      cast(null as varchar) as unit,
      s.billing_currency as currency,
      ${raw(String(isClosing))} as is_closing,
      count(*) as charges,
      cast(sum(a.amount) as decimal(38, 12)) as cost,
      cast(sum(a.amount) as decimal(38, 12)) as quantity,
      cast(0 as decimal(38, 12)) as list,
      cast(0 as decimal(38, 12)) as contracted,
      count(*) as list_missing,
      count(*) as contracted_missing
    from ${raw(ALLOCATED_PARTS)}
    where a.run_id = ${runId} and a.is_final and a.basis = ${basis}
    group by all`;
}
