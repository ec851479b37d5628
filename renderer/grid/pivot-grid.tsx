import { useEffect, useMemo, useState } from "react";
import type { PivotResult } from "../../shared/contract/charges.ts";
import { addAmounts } from "../../shared/domain/amount.ts";
import { attributeLabel } from "../attribute-label.ts";
import { useStore } from "../store/index.ts";
import { Amount, Share } from "../ui/amount.tsx";
import { type AmountStyle, formatAmount, fullIn, plural, unitLabel } from "../ui/format-amount.ts";
import { figureWidth, SORT_ARROW } from "./column-width.ts";
import type { GridColumn } from "./grid-model.ts";
import type { GridCell } from "./grid-moves.ts";
import { GridView } from "./grid-view.tsx";
import {
  countedCells,
  type PivotShow,
  type ShownRow,
  shownRows,
  withClosed,
} from "./pivot-config.ts";
import { type CellTotals, copiedCell, SHOWN_AS, shareOf } from "./pivot-share.ts";
import { type CellRange, rangeCells, toTabSeparated } from "./selection.ts";

type PivotColumn = PivotResult["columns"][number];

/** A cell by what it means; null paths are totals. */
export interface PivotCell {
  readonly rowPath: readonly (string | null)[] | null;
  readonly columnPath: readonly (string | null)[] | null;
  readonly amount: string | null;
  readonly isOthers: boolean;
}

export interface PivotGridProps {
  readonly label: string;
  readonly pivot: PivotResult;
  readonly dimensions: readonly string[];
  readonly style: AmountStyle;
  readonly columnName: (column: PivotColumn) => string;
  readonly isWarning: (column: PivotColumn) => boolean;
  readonly sort: { readonly by: "label" | "amount"; readonly direction: "asc" | "desc" };
  readonly onSort: (by: "label" | "amount") => void;
  readonly show: PivotShow;
  readonly onCell: (cell: PivotCell | null) => void;
  /** Enter or a double click on a figure. */
  readonly onDrill: (cell: PivotCell) => void;
}

const LABEL_WIDTH = 220;

/** Rows that open and close over columns of exact amounts, with totals that always add up. */
export function PivotGrid(props: PivotGridProps) {
  const { pivot, style } = props;
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const rows = useMemo(() => shownRows(pivot.rows, closed), [pivot.rows, closed]);
  const order = useMemo(() => columnOrder(pivot, props.isWarning), [pivot, props.isWarning]);
  const columns = gridColumns(props, order);
  const totalRow = rows.length;
  const valueAt = (row: number, column: number): string | null =>
    cellValue(pivot, rows, order, row, column);
  const select = useSelection(pivot.currency, rows, order.length + 1, valueAt);
  const totalsAt = (row: number, column: number): CellTotals => ({
    row: valueAt(row, order.length + 1),
    column: valueAt(totalRow, column),
    grand: valueAt(totalRow, order.length + 1),
  });
  const cellAt = (active: GridCell): PivotCell | null => {
    const at = rows[active.row];
    const columnIndex = order[active.column - 1];
    return active.column === 0
      ? null
      : {
          rowPath: at?.row.path ?? null,
          columnPath: columnIndex === undefined ? null : (pivot.columns[columnIndex]?.path ?? null),
          amount: valueAt(active.row, active.column),
          isOthers: at?.row.isOthers === true,
        };
  };
  const toggle = (row: number, isOpen: boolean): void => {
    const path = rows[row]?.row.path;
    if (path !== undefined) {
      setClosed((before) => withClosed(before, path, isOpen));
    }
  };
  return (
    <GridView
      label={props.label}
      isTree
      hasTotalRow
      hasEndColumn
      headLines={2}
      columns={columns}
      rowCount={rows.length + 1}
      renderCell={(row, column) =>
        column === 0 ? (
          <span title={rowLabel(rows[row], row === totalRow)}>
            {rowLabel(rows[row], row === totalRow)}
          </span>
        ) : props.show === "amount" ? (
          <Amount value={valueAt(row, column)} style={style} />
        ) : (
          <Share value={valueAt(row, column)} of={shareOf(props.show, totalsAt(row, column))} />
        )
      }
      rowState={(row) => rowState(rows[row], row === totalRow)}
      onToggleRow={toggle}
      onHeaderActivate={(column) => props.onSort(column === 0 ? "label" : "amount")}
      onRange={(range, active) => {
        select(range);
        props.onCell(cellAt(active));
      }}
      onActivate={(active) => {
        const cell = cellAt(active);
        if (cell === null) {
          toggle(active.row, rows[active.row]?.isOpen === false);
        } else {
          props.onDrill(cell);
        }
      }}
      copyText={(range) =>
        copyText(rows, totalRow, range, (row, column) =>
          copiedCell(props.show, valueAt(row, column) ?? "0", totalsAt(row, column)),
        )
      }
    />
  );
}

/** Columns in the engine's order, what has no owner last. */
function columnOrder(pivot: PivotResult, isWarning: (column: PivotColumn) => boolean): number[] {
  const all = pivot.columns.map((column, index) => ({ index, isLast: isWarning(column) }));
  return [...all.filter(({ isLast }) => !isLast), ...all.filter(({ isLast }) => isLast)].map(
    ({ index }) => index,
  );
}

function gridColumns(props: PivotGridProps, order: readonly number[]): readonly GridColumn[] {
  const { pivot, dimensions, style, sort, columnName, isWarning } = props;
  const direction = sort.direction === "asc" ? "ascending" : "descending";
  const grand = pivot.totals.grand[pivot.measures[0] ?? "amount"] ?? "0";
  const first = dimensions
    .map((name, index) => (index === 0 ? attributeLabel(name) : attributeLabel(name).toLowerCase()))
    .join(", ");
  const unit = props.show === "amount" ? unitLabel(pivot.currency, style) : SHOWN_AS[props.show];
  const values = order.flatMap((index): GridColumn[] => {
    const column = pivot.columns[index];
    return column === undefined
      ? []
      : [
          {
            id: `column ${index}`,
            label: columnName(column),
            width: figureWidth(columnName(column), columnFigures(pivot, index, style), 2),
            align: "end",
            ...(isWarning(column) ? { tone: "warn" } : {}),
          },
        ];
  });
  return [
    {
      id: "label",
      label: `${first}, ${unit}`,
      width: LABEL_WIDTH,
      flexMin: 140,
      sort: sort.by === "label" ? direction : undefined,
    },
    ...values,
    {
      id: "total",
      label: "Total",
      width:
        figureWidth("Total", [formatAmount(grand, style)]) +
        (sort.by === "amount" ? SORT_ARROW : 0),
      align: "end",
      sort: sort.by === "amount" ? direction : undefined,
    },
  ];
}

function columnFigures(pivot: PivotResult, column: number, style: AmountStyle): string[] {
  const cells = pivot.cells.map((row) => row[column] ?? "0");
  return [...cells, pivot.totals.columns[column] ?? "0"].map((cell) => formatAmount(cell, style));
}

/** The exact amount of a cell; the last row and the last column are totals. */
function cellValue(
  pivot: PivotResult,
  rows: readonly ShownRow[],
  order: readonly number[],
  row: number,
  column: number,
): string | null {
  const index = rows[row]?.index;
  const columnIndex = order[column - 1];
  const measure = pivot.measures[0] ?? "amount";
  if (column === 0) {
    return null;
  }
  if (index === undefined) {
    return columnIndex === undefined
      ? (pivot.totals.grand[measure] ?? null)
      : (pivot.totals.columns[columnIndex] ?? null);
  }
  return columnIndex === undefined
    ? (pivot.totals.rows[index]?.[0] ?? null)
    : (pivot.cells[index]?.[columnIndex] ?? "0");
}

function rowLabel(shown: ShownRow | undefined, isTotal: boolean): string {
  if (isTotal || shown === undefined) {
    return "Total";
  }
  return shown.row.path.at(-1) ?? (shown.row.isOthers ? "Others" : "(empty)");
}

function rowState(shown: ShownRow | undefined, isTotal: boolean) {
  if (isTotal || shown === undefined) {
    return { kind: "total" as const, level: 1 };
  }
  const { row, isOpen } = shown;
  return row.isSubtotal
    ? { kind: "subtotal" as const, level: row.path.length, isExpandable: true, isExpanded: isOpen }
    : { level: Math.max(1, row.path.length) };
}

/** Writes how many cells are selected and their exact sum into the status bar. */
function useSelection(
  currency: string,
  rows: readonly ShownRow[],
  totalColumn: number,
  valueAt: (row: number, column: number) => string | null,
): (range: CellRange) => void {
  const setSelection = useStore((state) => state.setSelection);
  useEffect(() => () => setSelection(null), [setSelection]);
  return (range) => {
    const counted = countedCells(rows, totalColumn, range);
    const amounts = counted.map(({ row, column }) => valueAt(row, column) ?? "0");
    const cells = plural(rangeCells(range), "cell");
    const sum = {
      label: `Sum ${currency}`,
      value: formatAmount(addAmounts(amounts), fullIn(currency)),
    };
    setSelection({ cells, sums: amounts.length === 0 ? [] : [sum] });
  };
}

function copyText(
  rows: readonly ShownRow[],
  totalRow: number,
  range: CellRange,
  textAt: (row: number, column: number) => string,
): string {
  const lines: string[][] = [];
  for (let row = range.firstRow; row <= range.lastRow; row += 1) {
    const cells: string[] = [];
    for (let column = range.firstColumn; column <= range.lastColumn; column += 1) {
      cells.push(column === 0 ? rowLabel(rows[row], row === totalRow) : textAt(row, column));
    }
    lines.push(cells);
  }
  return toTabSeparated(lines);
}
