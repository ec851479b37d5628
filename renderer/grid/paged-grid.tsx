import { useMemo } from "react";
import type { CallInput } from "../engine-client.ts";
import { ErrorNote, LoadingNote } from "../ui/notice.tsx";
import { DataGrid, type DataGridProps } from "./data-grid.tsx";
import type { RowBlocks } from "./row-blocks.ts";
import { type ColumnDefault, useColumnState } from "./use-column-state.ts";
import { type PagedCall, useRowBlocks } from "./use-row-blocks.ts";

export interface PagedGridProps<Name extends PagedCall> {
  readonly name: Name;
  readonly input: Omit<CallInput<Name>, "offset" | "limit">;
  readonly label: string;
  /** Under which name the columns' layout is remembered. */
  readonly view: string;
  readonly emptyText: string;
}

const WIDTHS = { text: 150, amount: 110, quantity: 100, count: 80, date: 92 } as const;

/** A grid over a paged question whose columns the engine names. */
export function PagedGrid<Name extends PagedCall>(props: PagedGridProps<Name>) {
  const { label, view, emptyText } = props;
  const blocks = useRowBlocks(props.name, props.input);
  if (blocks.error !== null) {
    return <ErrorNote error={blocks.error} />;
  }
  if (blocks.total === null) {
    return <LoadingNote what={label.toLowerCase()} />;
  }
  return blocks.total === 0 ? (
    <p>{emptyText}</p>
  ) : (
    <ColumnsOf label={label} view={view} blocks={blocks} height="content" />
  );
}

function ColumnsOf({
  view,
  blocks,
  ...rest
}: Pick<DataGridProps, "label" | "height"> & { view: string; blocks: RowBlocks }) {
  const defaults = useMemo<readonly ColumnDefault[]>(
    () => blocks.columns.map(({ name, kind }) => ({ id: name, width: WIDTHS[kind] })),
    [blocks.columns],
  );
  const columns = useColumnState(view, defaults);
  return <DataGrid {...rest} blocks={blocks} columns={columns} />;
}
