import { useState } from "react";
import type { QualityReport, QualityResult } from "../../../../shared/contract/quality.ts";
import type { GridColumn } from "../../../grid/grid-model.ts";
import { GridView } from "../../../grid/grid-view.tsx";
import { toTabSeparated } from "../../../grid/selection.ts";
import { Amount, Count } from "../../../ui/amount.tsx";
import { Badge, Dot } from "../../../ui/badge.tsx";
import { fullIn } from "../../../ui/format-amount.ts";
import { Inspector } from "../../../ui/inspector.tsx";
import { failedRows, foundText, testState } from "./quality-words.ts";
import { TestDetail } from "./test-detail.tsx";
import type { DecisionScope } from "./use-decide.ts";

const COLUMNS: readonly GridColumn[] = [
  { id: "test", label: "Test", width: 270, flexMin: 214 },
  { id: "state", label: "State", width: 104 },
  { id: "found", label: "Found", width: 208, flexMin: 150 },
  { id: "rows", label: "Times", width: 56, align: "end" },
  { id: "amount", label: "At stake", width: 96, align: "end" },
  { id: "currency", label: "Currency", width: 72 },
];

export interface TestListProps {
  readonly report: QualityReport;
  readonly scope: DecisionScope;
  readonly label: string;
}

/** Every test, what matters first; the selected one is explained in the inspector. */
export function TestList({ report, scope, label }: TestListProps) {
  const { results } = report;
  const [chosen, setChosen] = useState<string | null>(null);
  const selected = results.find(({ test }) => test === chosen) ?? results[0];
  return (
    <>
      <GridView
        label={label}
        columns={COLUMNS}
        rowCount={results.length}
        startCell={{ row: selected === undefined ? 0 : results.indexOf(selected), column: 0 }}
        rowState={(row) => ({ isMarked: results[row] === selected })}
        renderCell={(row, column) => (
          <TestCell result={results[row]} id={COLUMNS[column]?.id ?? ""} />
        )}
        copyText={({ firstRow, lastRow, firstColumn, lastColumn }) =>
          toTabSeparated(
            results
              .slice(firstRow, lastRow + 1)
              .map((result) =>
                COLUMNS.slice(firstColumn, lastColumn + 1).map(({ id }) => cellText(result, id)),
              ),
          )
        }
        onRange={(_, active) => setChosen(results[active.row]?.test ?? null)}
      />
      {selected === undefined ? null : (
        <Inspector>
          <TestDetail key={selected.test} result={selected} scope={scope} />
        </Inspector>
      )}
    </>
  );
}

function TestCell({ result, id }: { result: QualityResult | undefined; id: string }) {
  if (result === undefined) {
    return null;
  }
  const state = testState(result);
  switch (id) {
    case "test":
      return (
        <>
          <Dot tone={state.tone} />
          <span style={{ marginLeft: 8 }} title={result.title}>
            {result.title}
          </span>
        </>
      );
    case "state":
      return <Badge tone={state.tone}>{state.text}</Badge>;
    case "rows":
      return result.failures.length === 0 ? null : <Count value={failedRows(result)} />;
    case "amount":
      return (
        <Amount value={cellText(result, id) || null} style={fullIn(cellText(result, "currency"))} />
      );
    default:
      return <span title={cellText(result, id)}>{cellText(result, id)}</span>;
  }
}

function cellText(result: QualityResult, id: string): string {
  const [failure] = result.failures;
  const [money] = failure?.amounts ?? [];
  switch (id) {
    case "test":
      return result.title;
    case "state":
      return testState(result).text;
    case "found":
      return foundText(result);
    case "rows":
      return result.failures.length === 0 ? "" : String(failedRows(result));
    case "amount":
      return money?.amount ?? "";
    default:
      return money?.currency ?? "";
  }
}
