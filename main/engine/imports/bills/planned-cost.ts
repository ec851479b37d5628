import { fromUnits } from "../../../../shared/domain/amount.ts";
import { readAmount } from "../cells/read-amount.ts";
import type { ChargePlan, PlannedColumn } from "./charge-plan.ts";
import type { ChargeShapes } from "./charge-shapes.ts";
import { readExact } from "./exact-decimal.ts";
import type { RecordCost } from "./left-out-records.ts";

/** Where in a record a charge column stands; null where it does not. */
export function plannedCell(
  plan: ChargePlan,
  isWanted: (column: PlannedColumn["column"]) => boolean,
): number | null {
  const source = plan.columns.find(({ column }) => isWanted(column))?.source;
  return source?.kind === "column" ? source.index : null;
}

/** What a record whose columns are charge columns says that it costs. */
export function plannedCost(
  plan: ChargePlan,
  { conventions }: Pick<ChargeShapes, "conventions">,
  cells: readonly string[],
): RecordCost {
  const cost = plannedCell(plan, ({ name }) => name === "billed_cost");
  const at = plannedCell(plan, ({ name }) => name === "billing_currency");
  const stated = plan.columns.find(({ column }) => column.name === "billing_currency")?.source;
  const constant = stated?.kind === "constant" ? stated.text : "";
  const convention = conventions.get("billed_cost") ?? { decimal: "." };
  const read = cost === null ? null : readAmount((cells[cost] ?? "").trim(), convention);
  return {
    column: cost === null ? "" : (plan.header[cost] ?? ""),
    currency: at === null ? constant : (cells[at] ?? "").trim(),
    amount: read?.kind === "value" ? readExact(fromUnits(read.units)) : null,
  };
}
