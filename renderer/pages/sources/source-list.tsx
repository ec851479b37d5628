import { useMemo, useState } from "react";
import type { SourceFile } from "../../../shared/contract/workspace.ts";
import { figureWidth } from "../../grid/column-width.ts";
import type { GridColumn } from "../../grid/grid-model.ts";
import { GridView } from "../../grid/grid-view.tsx";
import { toTabSeparated } from "../../grid/selection.ts";
import { Amount, Count } from "../../ui/amount.tsx";
import { Badge, Dot } from "../../ui/badge.tsx";
import { formatAmount, formatCount, fullIn } from "../../ui/format-amount.ts";
import { Inspector } from "../../ui/inspector.tsx";
import { SourceDetail } from "./source-detail.tsx";
import {
  nextSourceSort,
  type SourceColumn,
  type SourceSort,
  sortedSources,
} from "./source-sort.ts";
import { DATASET_NAMES, periodSpan, sourceState } from "./source-words.ts";

interface ListColumn extends GridColumn {
  readonly id: SourceColumn;
}

const COLUMNS: readonly ListColumn[] = [
  { id: "file", label: "File", width: 190, flexMin: 160 },
  { id: "state", label: "State", width: 82 },
  { id: "dataset", label: "Holds", width: 126 },
  { id: "periods", label: "Periods", width: 88 },
  { id: "loaded", label: "Records", width: 70, align: "end" },
  { id: "rejected", label: "Rejected", width: 72, align: "end" },
  { id: "total", label: "Control total", width: 100, align: "end" },
  { id: "currency", label: "Currency", width: 72 },
];

export interface SourceListProps {
  readonly sources: readonly SourceFile[];
  /** The file to explain until the user selects one. */
  readonly first: string | null;
}

/** The files of the workspace; the selected one is explained in the inspector. */
export function SourceList({ sources: unsorted, first }: SourceListProps) {
  const [chosen, setChosen] = useState<string | null>(null);
  const [sort, setSort] = useState<SourceSort | null>(null);
  const sources = useMemo(() => sortedSources(unsorted, sort), [unsorted, sort]);
  const selected =
    sources.find(({ sourceFileId }) => sourceFileId === (chosen ?? first)) ?? sources[0];
  const columns = shownColumns(unsorted).map((column) => ({
    ...column,
    sort: sort?.column === column.id ? sort.direction : undefined,
  }));
  return (
    <>
      <GridView
        label="Source files"
        columns={columns}
        rowCount={sources.length}
        startCell={{ row: selected === undefined ? 0 : sources.indexOf(selected), column: 0 }}
        rowState={(row) => ({ isMarked: sources[row] === selected })}
        renderCell={(index, column) => (
          <SourceCell source={sources[index]} id={columns[column]?.id} />
        )}
        copyText={({ firstRow, lastRow, firstColumn, lastColumn }) =>
          toTabSeparated(
            sources
              .slice(firstRow, lastRow + 1)
              .map((source) =>
                columns.slice(firstColumn, lastColumn + 1).map(({ id }) => cellText(source, id)),
              ),
          )
        }
        onHeaderActivate={(index) => {
          const column = columns[index]?.id;
          setSort((before) => (column === undefined ? before : nextSourceSort(before, column)));
        }}
        onRange={(_, active) => setChosen(sources[active.row]?.sourceFileId ?? null)}
      />
      {selected === undefined ? null : (
        <Inspector>
          <SourceDetail key={selected.sourceFileId} source={selected} />
        </Inspector>
      )}
    </>
  );
}

/** Totals are never cut, and what no file has takes no room. */
function shownColumns(sources: readonly SourceFile[]): readonly ListColumn[] {
  const figures = sources.flatMap((source) => {
    const total = totalOf(source);
    return total === null || total === undefined
      ? []
      : [formatAmount(total.amount, fullIn(total.currency))];
  });
  const hasRejects = sources.some(({ records }) => records.rejected > 0);
  return COLUMNS.filter(({ id }) => hasRejects || id !== "rejected").map((column) =>
    column.id === "total" ? { ...column, width: figureWidth(column.label, figures) } : column,
  );
}

interface SourceCellProps {
  readonly source: SourceFile | undefined;
  readonly id: SourceColumn | undefined;
}

function SourceCell({ source, id }: SourceCellProps) {
  if (source === undefined || id === undefined) {
    return null;
  }
  const state = sourceState(source);
  if (id === "file") {
    return (
      <>
        <Dot tone={state.tone} />
        <span style={{ marginLeft: 8 }} title={source.file}>
          {source.file}
        </span>
      </>
    );
  }
  if (id === "state") {
    return <Badge tone={state.tone}>{state.text}</Badge>;
  }
  if (id === "loaded" || id === "rejected") {
    return <Count value={source.records[id]} />;
  }
  if (id === "total") {
    return (
      <Amount value={totalOf(source)?.amount ?? null} style={fullIn(totalOf(source)?.currency)} />
    );
  }
  return <span>{cellText(source, id)}</span>;
}

/** A sum of rates says nothing, so a list of rates shows none. */
function totalOf({ dataset, controlTotals }: SourceFile) {
  return dataset === "fx" ? undefined : controlTotals[0];
}

/** "EUR", or "EUR +1" where the same measure has totals in other currencies too. */
function currencyText({ controlTotals }: SourceFile): string {
  const [first] = controlTotals;
  const others = controlTotals.filter(({ measure }) => measure === first?.measure).length - 1;
  return others > 0 ? `${first?.currency ?? ""} +${others}` : (first?.currency ?? "");
}

function cellText(source: SourceFile, id: SourceColumn): string {
  const total = totalOf(source);
  switch (id) {
    case "file":
      return source.file;
    case "dataset":
      return DATASET_NAMES[source.dataset];
    case "periods":
      return periodSpan(source.periods);
    case "loaded":
      return formatCount(source.records.loaded);
    case "rejected":
      return source.records.rejected === 0 ? "–" : formatCount(source.records.rejected);
    case "total":
      return total?.amount ?? "";
    case "currency":
      return currencyText(source);
    case "state":
      return sourceState(source).text;
  }
}
