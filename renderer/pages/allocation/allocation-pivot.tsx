import { useCallback, useEffect, useMemo, useState } from "react";
import type { AllocationResult } from "../../../shared/contract/allocation.ts";
import { UNALLOCATED } from "../../../shared/domain/allocation-rule.ts";
import type { CallInput } from "../../engine-client.ts";
import { nextPivotSort, type PivotConfig } from "../../grid/pivot-config.ts";
import { type PivotCell, PivotGrid } from "../../grid/pivot-grid.tsx";
import { useStore } from "../../store/index.ts";
import { amountStyle } from "../../ui/format-amount.ts";
import { Inspector } from "../../ui/inspector.tsx";
import { ErrorNote, LoadingNote } from "../../ui/notice.tsx";
import { Part } from "../../ui/part.tsx";
import { tell } from "../../ui/toaster.tsx";
import { isFirstLoad, useAnswer } from "../../use-engine.ts";
import type { PeriodScope } from "../../use-workspace.ts";
import styles from "./allocation.module.css";
import { DrillDialog } from "./drill-dialog.tsx";
import { drillQuestion } from "./drill-question.ts";
import { ExplainCell } from "./explain-cell.tsx";
import { type FilteredSums, filteredSums, largestUnallocated } from "./largest-unallocated.ts";
import { PivotZones } from "./pivot-zones.tsx";

export interface AllocationPivotProps {
  readonly scope: PeriodScope;
  readonly result: AllocationResult;
  readonly config: PivotConfig;
  readonly setConfig: (config: PivotConfig) => void;
  readonly onUnallocated: (largest: string | null) => void;
  /** Null while nothing is filtered. */
  readonly onFiltered: (sums: FilteredSums | null) => void;
}

export const START_LAYOUT: PivotConfig = {
  rows: ["service_category", "service_name"],
  columns: ["target"],
  sort: { by: "label", direction: "asc" },
  show: "amount",
};

/** What was allocated, by whatever the reader asks for; any cell can be explained. */
export function AllocationPivot(props: AllocationPivotProps) {
  const { scope, result, config, setConfig, onUnallocated, onFiltered } = props;
  const unit = useStore((state) => state.unit);
  const filters = useStore((state) => state.filters);
  const [cell, setCell] = useState<PivotCell | null>(null);
  const [opened, setOpened] = useState<PivotCell | null>(null);
  const input: CallInput<"charges.pivot"> = {
    of: "allocated",
    ...scope,
    rows: [...config.rows],
    columns: [...config.columns],
    sort: config.sort,
    filters: [...filters],
  };
  const answer = useAnswer("charges.pivot", input);
  const pivot = answer.value;
  const names = useMemo(
    () => new Map(result.targets.map(({ target, name }) => [target, name])),
    [result],
  );
  const nameOf = useCallback(
    (column: { path: readonly (string | null)[] }) =>
      column.path.map((value) => nameOfTarget(value, names)).join(" · "),
    [names],
  );
  const largest = useMemo(() => (pivot === undefined ? null : largestUnallocated(pivot)), [pivot]);
  useEffect(() => onUnallocated(largest), [largest, onUnallocated]);
  useEffect(() => {
    const isFiltered = filters.length > 0 && pivot !== undefined;
    onFiltered(isFiltered ? filteredSums(pivot, config.columns) : null);
  }, [filters, pivot, config.columns, onFiltered]);
  const question = useMemo(
    () => drillQuestion({ scope, cell: opened, config, filters }),
    [scope, opened, config, filters],
  );
  return (
    <>
      {answer.error === undefined ? null : (
        <ErrorNote error={answer.error} onRetry={answer.retry} />
      )}
      {isFirstLoad(answer) ? <LoadingNote what="the pivot" /> : null}
      {pivot === undefined ? null : (
        <PivotGrid
          label="Allocation"
          pivot={pivot}
          dimensions={config.rows}
          style={amountStyle(unit, result.totals.in, result.currency, "overview")}
          columnName={nameOf}
          isWarning={(column) => column.path[0] === UNALLOCATED}
          sort={config.sort}
          onSort={(by) => setConfig({ ...config, sort: nextPivotSort(config, by) })}
          show={config.show}
          onCell={setCell}
          onDrill={(drilled) => (drilled.isOthers ? tellOthers() : setOpened(drilled))}
        />
      )}
      <Inspector>
        <div className={styles["split"]}>
          <Part role="region" aria-label="Steps" className={styles["explained"]} tabIndex={0}>
            <ExplainCell
              scope={scope}
              cell={cell}
              config={config}
              filters={filters}
              nameOf={(target) => nameOfTarget(target, names)}
            />
          </Part>
          <div className={styles["zones"]}>
            <PivotZones
              config={config}
              onChange={setConfig}
              basis={scope.basis}
              filters={filters}
            />
          </div>
        </div>
      </Inspector>
      {question === null || pivot === undefined ? null : (
        <DrillDialog
          question={question}
          amount={opened?.amount ?? "0"}
          currency={pivot.currency}
          nameOf={(_, value) => nameOfTarget(value, names)}
          onClose={() => setOpened(null)}
        />
      )}
    </>
  );
}

function tellOthers(): void {
  tell("This row gathers the smaller ones", "Filter the charges to see the rows behind it.");
}

export function nameOfTarget(value: string | null, names: ReadonlyMap<string, string>): string {
  if (value === null) {
    return "(empty)";
  }
  return value === UNALLOCATED ? "Unallocated" : names.get(value) || value;
}
