import { useMemo, useState } from "react";
import type { SourceFile } from "../../../shared/contract/workspace.ts";
import type { GridColumn } from "../../grid/grid-model.ts";
import { GridView } from "../../grid/grid-view.tsx";
import { toTabSeparated } from "../../grid/selection.ts";
import { Amount } from "../../ui/amount.tsx";
import { Badge, Dot } from "../../ui/badge.tsx";
import { formatCount } from "../../ui/format-amount.ts";
import { Inspector } from "../../ui/inspector.tsx";
import { SourceDetail } from "./source-detail.tsx";
import { DATASET_NAMES, inReadingOrder, periodSpan, sourceState } from "./source-words.ts";

const COLUMNS: readonly GridColumn[] = [
  { id: "file", label: "File", width: 220, flexMin: 140 },
  { id: "state", label: "State", width: 88 },
  { id: "dataset", label: "Holds", width: 116 },
  { id: "periods", label: "Periods", width: 98 },
  { id: "loaded", label: "Records", width: 70, align: "end" },
  { id: "rejected", label: "Rejected", width: 70, align: "end" },
  { id: "total", label: "Control total", width: 116, align: "end" },
  { id: "currency", label: "Currency", width: 74 },
  { id: "format", label: "Format", width: 106 },
];

/** The files of the workspace; the selected one is explained in the inspector. */
export function SourceList({ sources: unsorted }: { sources: readonly SourceFile[] }) {
  const [row, setRow] = useState(0);
  const sources = useMemo(() => inReadingOrder(unsorted), [unsorted]);
  const selected = sources[row];
  return (
    <>
      <GridView
        label="Source files"
        columns={COLUMNS}
        rowCount={sources.length}
        renderCell={(index, column) => <SourceCell source={sources[index]} column={column} />}
        copyText={({ firstRow, lastRow, firstColumn, lastColumn }) =>
          toTabSeparated(
            sources
              .slice(firstRow, lastRow + 1)
              .map((source) =>
                COLUMNS.slice(firstColumn, lastColumn + 1).map(({ id }) => cellText(source, id)),
              ),
          )
        }
        onRange={(_, active) => setRow(active.row)}
      />
      {selected === undefined ? null : (
        <Inspector>
          <SourceDetail key={selected.sourceFileId} source={selected} />
        </Inspector>
      )}
    </>
  );
}

function SourceCell({ source, column }: { source: SourceFile | undefined; column: number }) {
  const id = COLUMNS[column]?.id ?? "";
  if (source === undefined) {
    return null;
  }
  const state = sourceState(source);
  if (id === "file") {
    return (
      <>
        <Dot tone={state.tone} />
        <span style={{ marginLeft: 8 }}>{source.file}</span>
      </>
    );
  }
  if (id === "state") {
    return <Badge tone={state.tone}>{state.text}</Badge>;
  }
  if (id === "total") {
    return <Amount value={source.controlTotals[0]?.amount ?? null} />;
  }
  return <span>{cellText(source, id)}</span>;
}

function cellText(source: SourceFile, id: string): string {
  const total = source.controlTotals[0];
  switch (id) {
    case "file":
      return source.file;
    case "dataset":
      return DATASET_NAMES[source.dataset];
    case "format":
      return source.format;
    case "periods":
      return periodSpan(source.periods);
    case "loaded":
      return formatCount(source.records.loaded);
    case "rejected":
      return source.records.rejected === 0 ? "–" : formatCount(source.records.rejected);
    case "total":
      return total?.amount ?? "";
    case "currency":
      return total?.currency ?? "";
    default:
      return sourceState(source).text;
  }
}
