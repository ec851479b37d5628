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

const COST_SIGN = "billing currency; cost positive, credit negative";
const LEDGER_SIGN = "ledger currency; debit positive";

export const relations: readonly Relation[] = [
  input("source_file", "imported file", null),
  input("source_file_total", "file, measure, currency and period", "as the file's charges"),
  input("reject", "record that could not be read", null),
  input("finding", "finding", null),
  input("row_gap", "run of records missing from a charge table", null),
  input("ledger_entry", "ledger line", LEDGER_SIGN),
  input("procurement_line", "purchase order or invoice line", "document currency; cost positive"),
  input("driver_quantity", "driver, target and period", null),
  input("exchange_rate", "date, currency pair and type", "to_currency per 1 from_currency"),
  view("charge", "charge of an active file", COST_SIGN, ["source_file"]),
  view("active_ledger_entry", "ledger line of an active file", LEDGER_SIGN, ["ledger_entry"]),
  view("active_procurement_line", "line of an active file", "document currency; cost positive", [
    "procurement_line",
  ]),
  view("active_driver_quantity", "quantity of an active file", null, ["driver_quantity"]),
  view("active_exchange_rate", "rate of an active file", null, ["exchange_rate"]),
  run("allocation_rule_set", "stored version of the allocation rules", null),
  run("allocation_run", "allocation run", null),
  run("allocation_segment", "run and group of like charges", COST_SIGN),
  run("allocation_move", "run, stage, segment, pool, target and weight", COST_SIGN),
  view("allocated_segment", "run, basis, segment, stage and target", COST_SIGN, [
    "allocation_move",
  ]),
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
];

function input(name: string, grain: string, sign: string | null): Relation {
  return { name, kind: "input", grain, sign, dependsOn: [] };
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
