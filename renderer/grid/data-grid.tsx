import { type ReactNode, useCallback, useMemo } from "react";
import type { RowPage } from "../../shared/contract/scope.ts";
import { Amount } from "../ui/amount.tsx";
import { fullIn } from "../ui/format-amount.ts";
import { tell } from "../ui/toaster.tsx";
import { ColumnMenu } from "./column-menu.tsx";
import { clampWidth } from "./grid-header.tsx";
import type { GridColumn } from "./grid-model.ts";
import type { GridCell } from "./grid-moves.ts";
import { GridView } from "./grid-view.tsx";
import { priceCellText } from "./price-text.ts";
import { quantityText } from "./quantity-text.ts";
import type { Row, RowBlocks } from "./row-blocks.ts";
import { type CellRange, rangeCells, toTabSeparated } from "./selection.ts";
import type { ColumnState } from "./use-column-state.ts";

type PageColumn = RowPage["columns"][number];

export interface SortOrder {
  readonly column: string;
  readonly direction: "asc" | "desc";
}

export interface DataGridProps {
  readonly label: string;
  readonly blocks: RowBlocks;
  readonly columns: ColumnState;
  readonly sort?: SortOrder | null;
  readonly onSort?: (sort: SortOrder | null) => void;
  readonly filterOf?: (column: PageColumn) => ((close: () => void) => ReactNode) | undefined;
  readonly isFiltered?: (column: string) => boolean;
  readonly onRange?: (range: CellRange, active: GridCell) => void;
  readonly onActivate?: (cell: GridCell) => void;
  readonly height?: "content" | "fill";
  /** The first column gives way where room is short. */
  readonly isFlexible?: boolean;
}

const COPIED_CELLS_MAX = 50_000;
const CHARACTER_WIDTH = 7.2;
const CELL_PADDING = 26;

/** Very many rows, fetched as they come into sight, with the columns the user arranged. */
export function DataGrid(props: DataGridProps) {
  const { blocks, columns: state, sort = null, onSort } = props;
  const places = useMemo(
    () => new Map(blocks.columns.map(({ name }, index) => [name, index])),
    [blocks.columns],
  );
  const shown = state.shown.flatMap(({ id, width }) => {
    const place = places.get(id);
    const column = place === undefined ? undefined : blocks.columns[place];
    return place === undefined || column === undefined ? [] : [{ column, place, width }];
  });
  const columns = shown.map(({ column, width }, index) =>
    gridColumn(props, column, width, index, shown.length),
  );
  const currencyAt = blocks.columns.findIndex(({ name }) => name === "billing_currency");
  const copyText = useCallback(
    (range: CellRange) =>
      copyRows(
        blocks,
        shown.map(({ place }) => place),
        range,
      ),
    [blocks, shown],
  );
  return (
    <GridView
      label={props.label}
      height={props.height ?? "fill"}
      columns={columns}
      rowCount={blocks.total ?? 0}
      renderCell={(row, index) => {
        const at = shown[index];
        return at === undefined ? null : (
          <DataCell row={blocks.rowAt(row)} currencyAt={currencyAt} {...at} />
        );
      }}
      copyText={copyText}
      onResizeColumn={state.resize}
      onFitColumn={(id) => state.resize(id, fittingWidth(blocks, id))}
      onMoveColumn={state.move}
      {...(onSort === undefined
        ? {}
        : {
            onHeaderActivate: (index: number) => {
              const name = shown[index]?.column.name;
              if (name !== undefined) {
                onSort(nextSort(sort, name));
              }
            },
          })}
      {...(props.onRange === undefined ? {} : { onRange: props.onRange })}
      {...(props.onActivate === undefined ? {} : { onActivate: props.onActivate })}
    />
  );
}

function gridColumn(
  props: DataGridProps,
  column: PageColumn,
  width: number,
  index: number,
  count: number,
): GridColumn {
  const { columns: state, sort = null, onSort } = props;
  const { name, label } = column;
  const isSorted = sort?.column === name;
  const filter = props.filterOf?.(column);
  const sorts =
    onSort === undefined
      ? []
      : [
          { label: "Sort ascending", run: () => onSort({ column: name, direction: "asc" }) },
          { label: "Sort descending", run: () => onSort({ column: name, direction: "desc" }) },
          { label: "Source order", run: () => onSort(null), isDisabled: sort === null },
        ];
  return {
    id: name,
    label,
    width,
    ...(props.isFlexible === true ? { flexMin: 96 } : {}),
    align: isNumeric(column) ? "end" : "start",
    sort: isSorted ? (sort.direction === "asc" ? "ascending" : "descending") : undefined,
    menu: (
      <ColumnMenu
        label={label}
        isFiltered={props.isFiltered?.(name) ?? false}
        {...(filter === undefined ? {} : { filter })}
        actions={[
          ...sorts,
          {
            label: "Fit to content",
            run: () => state.resize(name, fittingWidth(props.blocks, name)),
          },
          { label: "Move left", run: () => state.move(name, index - 1), isDisabled: index < 2 },
          {
            label: "Move right",
            run: () => state.move(name, index + 1),
            isDisabled: index === 0 || index === count - 1,
          },
          { label: "Hide", run: () => state.hide(name), isDisabled: index === 0 },
        ]}
      />
    ),
  };
}

function isNumeric({ kind }: PageColumn): boolean {
  return kind !== "text" && kind !== "date";
}

function DataCell({
  row,
  column,
  place,
  currencyAt,
}: {
  row: Row | undefined;
  column: PageColumn;
  place: number;
  /** Where a row names its currency; below zero where it does not. */
  currencyAt: number;
}) {
  const value = row?.[place] ?? null;
  if (value === null) {
    return null;
  }
  switch (column.kind) {
    case "amount":
      return <Amount value={value} style={fullIn(row?.[currencyAt])} />;
    case "quantity":
      return <span title={value}>{quantityText(value)}</span>;
    case "price":
      return <span title={value}>{priceCellText(value)}</span>;
    case "count":
    case "date":
    case "text":
      return <span title={value}>{value}</span>;
  }
}

export function nextSort(sort: SortOrder | null, column: string): SortOrder | null {
  if (sort?.column !== column) {
    return { column, direction: "asc" };
  }
  return sort.direction === "asc" ? { column, direction: "desc" } : null;
}

/** Exact values, as a spreadsheet takes them; a very large selection is refused with a reason. */
async function copyRows(
  blocks: RowBlocks,
  places: readonly number[],
  range: CellRange,
): Promise<string | null> {
  if (rangeCells(range) > COPIED_CELLS_MAX) {
    tell(
      "The selection is too large to copy",
      "Select at most 50,000 cells, or export a workbook.",
    );
    return null;
  }
  const rows = await blocks.rowsBetween(range.firstRow, range.lastRow + 1);
  const chosen = places.slice(range.firstColumn, range.lastColumn + 1);
  return rows === null
    ? null
    : toTabSeparated(rows.map((row) => chosen.map((place) => row[place] ?? "")));
}

/** The width of the longest text among the first rows. */
function fittingWidth(blocks: RowBlocks, column: string): number {
  const place = blocks.columns.findIndex(({ name }) => name === column);
  const rows = Array.from({ length: Math.min(blocks.total ?? 0, 100) }, (_, index) => index);
  const longest = Math.max(
    blocks.columns[place]?.label.length ?? 0,
    ...rows.map((row) => blocks.rowAt(row)?.[place]?.length ?? 0),
  );
  return clampWidth(Math.ceil(longest * CHARACTER_WIDTH) + CELL_PADDING);
}
