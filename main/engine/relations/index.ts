/** What a relation holds; every table and view is listed here once. */
export interface Relation {
  readonly name: string;
  readonly kind: "input" | "run" | "view";
  /** One row per … */
  readonly grain: string;
  /** Unit and sign of its amounts; null where it holds none. */
  readonly sign: string | null;
  readonly dependsOn: readonly string[];
}

/** What the view of a table's active rows is called before the table's name. */
export const ACTIVE = "active_";

const COST_SIGN = "billing currency; cost positive, credit negative";
const DOCUMENT_SIGN = "document currency; cost positive";
const COMMITMENT_SIGN = "billing currency; commitment positive";
const LEDGER_SIGN = "ledger currency; debit positive";

export const relations: readonly Relation[] = [
  input("source_file", "imported file", null),
  input("source_file_total", "file, measure, currency and period", "as the file's charges"),
  input("reject", "record that could not be read", null),
  input("finding", "finding", null),
  input("row_gap", "run of records missing from a charge table", null),
  ...imported("ledger_entry", "ledger line", LEDGER_SIGN),
  ...imported("procurement_line", "purchase order or invoice line", DOCUMENT_SIGN),
  ...imported("driver_quantity", "driver, target and period", null),
  ...imported("exchange_rate", "date, currency pair and type", "to_currency per 1 from_currency"),
  ...imported("contract_commitment", "contract commitment", COMMITMENT_SIGN),
  ...imported("billing_period", "invoice issuer and billing period", null),
  ...imported("invoice_detail", "line of a provider's invoice", COST_SIGN),
  ...imported("trial_balance", "entity, ledger account, period and currency", LEDGER_SIGN),
  ...imported("ledger_account", "entity and ledger account", null),
  ...imported("cost_centre", "cost centre and first day", null),
  ...imported("legal_entity", "legal entity and first day", null),
  ...imported("goods_receipt", "receipt line", DOCUMENT_SIGN),
  ...imported("contract", "contract", "contract currency; commitment positive"),
  ...imported("budget_line", "version, period and what is planned for", COST_SIGN),
  ...imported("fiscal_period", "calendar and fiscal period", null),
  ...imported("business_event", "event", null),
  input("workspace_period", "period of the calendar of the workspace", null),
  input("workspace_day", "day of the calendar of the workspace", null),
  input("file_placement", "file placed in the calendar", null),
  input("charge_part", "charge of several periods and period", COST_SIGN),
  view("charge", "charge of an active file, or its part in a period", COST_SIGN, [
    "source_file",
    "workspace_day",
    "charge_part",
  ]),
  view("control_total", "file, measure, currency and period", "as the file's rows", [
    "source_file_total",
    "charge",
    "active_ledger_entry",
  ]),
  run("taxonomy_version", "stored version of the taxonomy", null),
  run("allocation_rule_set", "stored version of the allocation rules", null),
  run("allocation_run", "allocation run", null),
  run("allocation_segment", "run and group of like charges", COST_SIGN),
  run("allocation_move", "run, stage, segment, pool, target and weight", COST_SIGN),
  view("allocated_segment", "run, basis, segment, stage and target", COST_SIGN, [
    "allocation_move",
  ]),
  run("allocation_treatment", "run and rule that says how it treats cost", null),
  run("allocation_total", "run, entity, currency and basis", COST_SIGN),
  run("reconciliation_config", "stored version of the account map", null),
  run("reconciliation_run", "reconciliation run", null),
  run("reconciliation_account", "run and ledger account", "ledger − bills"),
  run("reconciliation_unmapped", "run, side, code, name and currency", COST_SIGN),
  run("reconciliation_line", "run, side and line", "side's own sign, debit or cost positive"),
  run("reconciliation_line_file", "run, billing line and further file of it", null),
  run("reconciliation_match", "run and matched group", "ledger − bills"),
  run("reconciling_item", "run and item", "ledger − bills"),
  run("reconciling_item_line", "run, item and evidence line", "side's own sign"),
  run("item_acceptance", "decision on a reconciling item", null),
  run("variance_run", "decomposition and its parameters", COST_SIGN),
  run("variance_leaf", "run and leaf", COST_SIGN),
  run("variance_effect", "run, leaf and effect", "closing − opening"),
  run("quality_acceptance", "decision on a failed test of the data", null),
  run("run_input", "run and thing it was made of", null),
];

function input(name: string, grain: string, sign: string | null): Relation {
  return { name, kind: "input", grain, sign, dependsOn: [] };
}

/** A table rows of files go to, and the view of those whose file is active. */
function imported(name: string, grain: string, sign: string | null): Relation[] {
  return [
    input(name, grain, sign),
    view(`${ACTIVE}${name}`, `${grain} of an active file`, sign, ["source_file", name]),
  ];
}

function view(
  name: string,
  grain: string,
  sign: string | null,
  dependsOn: readonly string[],
): Relation {
  return { name, kind: "view", grain, sign, dependsOn };
}

function run(name: string, grain: string, sign: string | null): Relation {
  return { name, kind: "run", grain, sign, dependsOn: [] };
}
