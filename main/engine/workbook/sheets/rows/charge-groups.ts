import { z } from "zod";
import { toUnits } from "../../../../../shared/domain/amount.ts";
import { BASIS_COLUMN, COST_BASES, type CostBasis } from "../../../../../shared/domain/charge.ts";
import { minorUnitDigits } from "../../../../../shared/domain/currency.ts";
import { id, raw, type Statement, sql } from "../../../database/sql.ts";
import type { CheckPlan } from "../../book.ts";
import { amountColumn, countColumn, textColumn } from "../../column.ts";
import { rounded, sumIf, textConstant } from "../../formula.ts";
import { roundLines } from "../../round-column-to.ts";
import type { RowCell, Table } from "../../table.ts";
import type { SheetInput } from "../define.ts";
import { entityText } from "./round-moves.ts";
import { rowRange } from "./row-range.ts";

const ChargeGroup = z.object({
  source_file_id: z.string(),
  file_name: z.string(),
  entity: z.string(),
  invoice_id: z.string().nullable(),
  service_name: z.string().nullable(),
  sub_account: z.string().nullable(),
  cost_centre: z.string().nullable(),
  charge_category: z.string().nullable(),
  billed_period: z.string(),
  effective_period: z.string(),
  currency: z.string(),
  records: z.number(),
  record_first: z.number(),
  record_last: z.number(),
  billed_cost: z.string(),
  effective_cost: z.string(),
  contracted_cost: z.string(),
  list_cost: z.string(),
});
type ChargeGroup = z.infer<typeof ChargeGroup>;

const LABELS: Readonly<Record<CostBasis, string>> = {
  billed: "Billed cost",
  effective: "Effective cost",
  contracted: "Contracted cost",
  list: "List cost",
};

/** The charges of the period at the grain an invoice is read at, in their billing currency. */
export async function loadCharges(
  input: SheetInput,
): Promise<{ readonly table: Table; readonly currencies: readonly string[] }> {
  const { reader, close } = input;
  const attribute = attributeSql(close.reconciliation.config.costCentre);
  const groups = await reader.rows(ChargeGroup, chargeQuery(attribute, close.period));
  const costs = COST_BASES.map((basis) => roundCosts(groups, basis));
  const currencies = [...new Set(groups.map(({ currency }) => currency))].sort();
  const table: Table = {
    name: "Charges",
    caption: "Charges by invoice, service, sub-account and cost centre, in billing currency",
    columns: [
      textColumn("category", "Category"),
      textColumn("invoice", "Invoice"),
      textColumn("sub_account", "Sub-account"),
      textColumn("service", "Service"),
      textColumn("cost_centre", "Cost centre"),
      textColumn("entity", "Entity", { isNamed: true }),
      textColumn("billed_period", "Billed in", { isNamed: true }),
      textColumn("effective_period", "Cost of", {
        isNamed: true,
        note: "The month the effective, contracted and list cost belong to.",
      }),
      countColumn("charges", "Charges"),
      ...COST_BASES.map((basis) => amountColumn(basis, LABELS[basis], { isNamed: true })),
      textColumn("currency", "Currency", { isNamed: true }),
      textColumn("file", "File"),
      textColumn("file_id", "File id", { isNamed: true }),
      textColumn("rows", "Records"),
    ],
    rows: groups.map((group, index): RowCell[] => [
      group.charge_category,
      group.invoice_id,
      group.sub_account,
      group.service_name,
      group.cost_centre,
      entityText(group.entity),
      group.billed_period,
      group.effective_period,
      group.records,
      ...costs.map((column) => column[index] ?? 0n),
      group.currency,
      group.file_name,
      group.source_file_id,
      rowRange(group.record_first, group.record_last),
    ]),
    digits: (row) => minorUnitDigits(groups[row]?.currency ?? close.currency),
  };
  return { table, currencies };
}

/** Rounds a basis per file, billed month and currency, as the control totals are kept. */
function roundCosts(groups: readonly ChargeGroup[], basis: CostBasis): bigint[] {
  return roundLines(
    groups.map((group, index) => ({
      code: String(index).padStart(9, "0"),
      units: toUnits(group[`${basis}_cost`]),
      group: `${group.source_file_id}|${group.billed_period}|${group.currency}`,
    })),
    new Map(),
    (group) => minorUnitDigits(group.slice(-3)),
  );
}

/** The account map's attribute for the cost centre as text of a charge. */
function attributeSql(attribute: string): Statement {
  const [, kind, key] = /^(tag|custom):(.+)$/s.exec(attribute) ?? [];
  if (kind === undefined || key === undefined) {
    return sql`cast(charge.${id(attribute)} as varchar)`;
  }
  const column = raw(kind === "tag" ? "charge.tags" : "charge.custom");
  const pointer = `/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`;
  return sql`case when json_valid(${column}) then json_extract_string(${column}, ${pointer}) end`;
}

function chargeQuery(costCentre: Statement, period: string): Statement {
  return sql`
    with
    scoped as (
      select
        charge.* exclude (cost_centre),
        ${costCentre} as cost_centre,
        charge.row_index + 1 + coalesce(
          (
            select cast(sum(row_gap.skipped) as bigint)
            from row_gap
            where
              row_gap.source_file_id = charge.source_file_id
              and row_gap.rowid_from <= charge.row_index
          ),
          0
        ) as record
      from charge
      where charge.billed_period = ${period} or charge.effective_period = ${period}
    ),
    grouped as (
      select
        source_file_id,
        entity,
        invoice_id,
        service_name,
        coalesce(sub_account_name, sub_account_id) as sub_account,
        cost_centre,
        charge_category,
        billed_period,
        effective_period,
        billing_currency as currency,
        count(*) as records,
        cast(min(record) as bigint) as record_first,
        cast(max(record) as bigint) as record_last,
        cast(coalesce(sum(billed_cost), 0) as decimal(38, 12)) as billed_cost,
        cast(coalesce(sum(effective_cost), 0) as decimal(38, 12)) as effective_cost,
        cast(coalesce(sum(contracted_cost), 0) as decimal(38, 12)) as contracted_cost,
        cast(coalesce(sum(list_cost), 0) as decimal(38, 12)) as list_cost
      from scoped
      group by all
    )
    select grouped.*, source_file.file_name
    from grouped
    inner join source_file using (source_file_id)
    order by
      source_file.file_name, source_file_id, billed_period, effective_period, currency,
      invoice_id, service_name, sub_account, cost_centre, charge_category, entity`;
}

/** The charges against what the import counted, per currency. */
export function chargeChecks(
  { book, close }: SheetInput,
  currencies: readonly string[],
): (() => CheckPlan)[] {
  return currencies.flatMap((currency) =>
    COST_BASES.map((basis) => (): CheckPlan => {
      const digits = minorUnitDigits(currency);
      const charges = book.table("Charges");
      const totals = book.table("Control_totals");
      const month = textConstant(close.period);
      const unit = textConstant(currency);
      return {
        check: `${LABELS[basis]} billed in ${close.period}, ${currency} = control totals`,
        left: rounded(
          sumIf(
            charges.column(basis),
            [charges.column("billed_period"), month],
            [charges.column("currency"), unit],
          ),
          digits,
        ),
        right: rounded(
          sumIf(
            totals.column("amount"),
            [totals.column("measure"), textConstant(BASIS_COLUMN[basis])],
            [totals.column("period"), month],
            [totals.column("currency"), unit],
          ),
          digits,
        ),
        digits,
      };
    }),
  );
}
