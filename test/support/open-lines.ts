import type { Writer } from "../../main/engine/database/database.ts";
import { statement } from "../../main/engine/database/sql.ts";
import matchKeysSql from "../../main/engine/reconciliation/lines/match-keys.sql?raw";
import { runScript } from "../../main/engine/reconciliation/run-script.ts";

/** A line as the passes see it, with every name already resolved. */
export interface OpenLine {
  readonly line_no: number;
  readonly account_order: number;
  readonly document_key: string | null;
  readonly order_key: string | null;
  readonly vendor_key: string | null;
  readonly cost_centre: string | null;
  readonly line_date: string | null;
  readonly currency: string;
  /** At the currency's minor unit. */
  readonly amount: string;
  readonly is_repeat?: boolean;
  /** The charge kind of a bill, `regular` where absent. */
  readonly charge_kind?: string;
}

const SHAPE =
  '[{"line_no":"INTEGER","account_order":"INTEGER","document_key":"VARCHAR",' +
  '"order_key":"VARCHAR","vendor_key":"VARCHAR","cost_centre":"VARCHAR","line_date":"DATE",' +
  '"currency":"VARCHAR","amount":"VARCHAR","is_repeat":"BOOLEAN","charge_kind":"VARCHAR"}]';

/** Puts lines where the passes look for them, without preparing them from files. */
export async function placeOpenLines(
  writer: Writer,
  ledger: readonly OpenLine[],
  billing: readonly OpenLine[],
): Promise<void> {
  await writer.run(
    statement(
      "create or replace temp table recon_currency as select 'USD' as currency, 2 as digits",
    ),
  );
  await writer.run(
    statement(
      "create or replace temp table recon_ledger as select r.line_no, r.account_order, " +
        "r.document_key, r.order_key, r.vendor_key, r.cost_centre, r.line_date, r.currency, " +
        "r.currency as document_currency, cast(r.amount as decimal(38, 12)) as amount, " +
        "cast(r.amount as decimal(38, 12)) as match_amount, " +
        "coalesce(r.is_repeat, false) as is_repeat, 'invoice' as role, 'current' as scope " +
        `from (select unnest(from_json(cast($rows as json), '${SHAPE}')) as r)`,
      { rows: JSON.stringify(ledger) },
    ),
  );
  await writer.run(
    statement(
      "create or replace temp table recon_billing as select r.line_no, r.account_order, " +
        "r.document_key, r.order_key, r.vendor_key, r.cost_centre, r.line_date, r.currency, " +
        "2 as digits, cast(r.amount as decimal(38, 12)) as match_amount, " +
        "cast(r.amount as decimal(38, 12)) as invoiced, " +
        "cast(r.amount as decimal(38, 12)) as billed, " +
        "cast(r.amount as decimal(38, 12)) as rounded, 'invoice' as role, " +
        "coalesce(r.charge_kind, 'regular') as charge_kind " +
        `from (select unnest(from_json(cast($rows as json), '${SHAPE}')) as r)`,
      { rows: JSON.stringify(billing) },
    ),
  );
  await runScript(writer, matchKeysSql);
}
