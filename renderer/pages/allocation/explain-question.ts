import type { Condition } from "../../../shared/domain/condition.ts";
import type { CallInput } from "../../engine-client.ts";
import type { PivotConfig } from "../../grid/pivot-config.ts";
import type { PivotCell } from "../../grid/pivot-grid.tsx";
import type { PeriodScope } from "../../use-workspace.ts";

export interface CellQuestion {
  readonly scope: PeriodScope;
  readonly cell: PivotCell | null;
  readonly config: PivotConfig;
  readonly filters: readonly Condition[];
}

type ExplainInput = CallInput<"allocation.explain">;

/** The question a cell asks, or the sentence saying why it asks none. */
export function questionFor({ scope, cell, config, filters }: CellQuestion): ExplainInput | string {
  if (cell === null) {
    return "Select a number to see the files, rules and steps it is made of.";
  }
  if (cell.isOthers) {
    return "This row gathers the smaller ones; raise the number of rows to explain each.";
  }
  if (filters.some(({ op }) => op !== "equals")) {
    return "Clear filters that keep more than one value to explain a number.";
  }
  const dimensions = [
    ...(cell.rowPath ?? []).map((value, index) => ({ attribute: config.rows[index] ?? "", value })),
    ...(cell.columnPath ?? []).map((value, index) => ({
      attribute: config.columns[index] ?? "",
      value,
    })),
    ...filters.map(({ attribute, value }) => ({ attribute, value: value ?? null })),
  ].filter(({ attribute }) => attribute !== "");
  const target = dimensions.find(({ attribute }) => attribute === "target")?.value ?? null;
  return {
    ...scope,
    ...(target === null ? {} : { target }),
    where: dimensions.filter(({ attribute }) => attribute !== "target"),
  };
}
