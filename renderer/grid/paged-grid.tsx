import { useMemo } from "react";
import type { CallInput } from "../engine-client.ts";
import { ErrorNote, LoadingNote } from "../ui/notice.tsx";
import { DataGrid, type DataGridProps } from "./data-grid.tsx";
import type { RowBlocks } from "./row-blocks.ts";
import { columnDefaults, useColumnState } from "./use-column-state.ts";
import { type PagedCall, useRowBlocks } from "./use-row-blocks.ts";

export interface PagedGridProps<Name extends PagedCall> {
  readonly name: Name;
  readonly input: Omit<CallInput<Name>, "offset" | "limit">;
  readonly label: string;
  /** Under which name the columns' layout is remembered. */
  readonly view: string;
  readonly emptyText: string;
  /** The columns shown at first, in this order; the others start hidden. */
  readonly first: readonly (readonly [name: string, width: number])[];
}

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
    <ColumnsOf label={label} view={view} first={props.first} blocks={blocks} height="content" />
  );
}

function ColumnsOf({
  view,
  blocks,
  first,
  ...rest
}: Pick<DataGridProps, "label" | "height"> & {
  view: string;
  blocks: RowBlocks;
  first: readonly (readonly [name: string, width: number])[];
}) {
  const defaults = useMemo(
    () =>
      columnDefaults(
        blocks.columns.map(({ name }) => name),
        first,
      ),
    [blocks.columns, first],
  );
  const columns = useColumnState(view, defaults);
  return <DataGrid {...rest} isFlexible blocks={blocks} columns={columns} />;
}
