import { z } from "zod";
import type { WorkspaceStatus } from "../../../shared/contract/workspace.ts";
import { isCalendarMonths } from "../../../shared/domain/fiscal-calendar.ts";
import type { EngineContext } from "../context.ts";
import type { Reader } from "../database/database.ts";
import { id, join, raw, sql, statement } from "../database/sql.ts";
import { readCalendar } from "../relations/calendar/workspace-calendar.ts";
import { chargeTableName, chargeViewName } from "../relations/charge-columns.ts";
import { chainHead } from "./audit-trail.ts";
import periodsQuery from "./periods.sql?raw";

/** What a workspace goes by until someone says otherwise. */
const DEFAULT_ENTITY = "My company";
const DEFAULT_CURRENCY = "USD";

interface PeriodCount {
  readonly period: string;
  readonly currency: string;
  readonly charges: number;
  /** Parts of charges that another period counts already. */
  readonly parts: number;
}

const PeriodRow = z.object({
  period: z.string(),
  ledger_lines: z.number(),
  is_allocated: z.boolean(),
  is_reconciled: z.boolean(),
});

/** What the workspace holds: settings, and per period what was loaded and run. */
export async function workspaceStatus(context: EngineContext): Promise<WorkspaceStatus> {
  return context.database.read(async (reader) => {
    const settings = await readSettings(reader);
    const charges = await countCharges(reader);
    const known = await reader.rows(PeriodRow, statement(periodsQuery));
    const sources = await reader.one(
      z.object({ count: z.number() }),
      sql`select count(*) as count from source_file where is_active`,
    );
    const ledgerCurrencies = await reader.rows(
      z.object({ currency: z.string() }),
      sql`select distinct currency from active_ledger_entry order by currency`,
    );
    return {
      name: context.folder.name,
      entity: settings.get("entity") ?? DEFAULT_ENTITY,
      currency: settings.get("currency") ?? DEFAULT_CURRENCY,
      dataVersion: context.dataVersion(),
      appVersion: context.appVersion,
      chainHead: (await chainHead(reader)).hash,
      periods: mergePeriods(charges, known),
      currencies: sortedUnique([
        ...charges.map(({ currency }) => currency),
        ...ledgerCurrencies.map(({ currency }) => currency),
      ]),
      sourceCount: sources.count,
      chargeCount: charges.reduce((sum, { charges: count, parts }) => sum + count - parts, 0),
    };
  });
}

async function readSettings(reader: Reader): Promise<Map<string, string>> {
  const rows = await reader.rows(
    z.object({ key: z.string(), value: z.string() }),
    sql`select key, value from workspace_setting order by key`,
  );
  return new Map(rows.map(({ key, value }) => [key, value]));
}

/**
 * Counted in each file's own table, because the union view would widen every amount first; in its
 * view where the calendar of the workspace has other periods than the bills.
 */
async function countCharges(reader: Reader): Promise<PeriodCount[]> {
  const files = await reader.rows(
    z.object({ source_file_id: z.string() }),
    sql`select source_file_id from source_file
      where is_active and dataset = 'charge' order by source_file_id`,
  );
  if (files.length === 0) {
    return [];
  }
  const isByMonth = isCalendarMonths(await readCalendar(reader));
  const branches = files.map(({ source_file_id: file }) => {
    const from = id(isByMonth ? chargeTableName(file) : chargeViewName(file));
    const parts = isByMonth ? raw("0") : raw("count(*) filter (where period_part > 1)");
    return sql`select effective_period as period, billing_currency as currency,
      count(*) as charges, ${parts} as parts from ${from} group by all`;
  });
  return reader.rows(
    z.object({
      period: z.string(),
      currency: z.string(),
      charges: z.number(),
      parts: z.number(),
    }),
    sql`select coalesce(period, '') as period, coalesce(currency, '') as currency,
        cast(sum(charges) as bigint) as charges, cast(sum(parts) as bigint) as parts
      from (${join(branches, " union all ")}) as c group by all order by period, currency`,
  );
}

function mergePeriods(
  charges: readonly PeriodCount[],
  known: readonly z.infer<typeof PeriodRow>[],
): WorkspaceStatus["periods"] {
  const periods = sortedUnique([...charges, ...known].map(({ period }) => period));
  return periods.map((period) => {
    const row = known.find((candidate) => candidate.period === period);
    const counts = charges.filter((count) => count.period === period);
    return {
      period,
      charges: counts.reduce((sum, count) => sum + count.charges, 0),
      ledgerLines: row?.ledger_lines ?? 0,
      isAllocated: row?.is_allocated ?? false,
      isReconciled: row?.is_reconciled ?? false,
    };
  });
}

function sortedUnique(values: readonly string[]): string[] {
  return [...new Set(values)].filter((value) => value !== "").sort();
}
