import { useCallback, useRef } from "react";
import { classNames } from "../ui/class-names.ts";
import { Part } from "../ui/part.tsx";
import styles from "./grid.module.css";
import { GridHeader } from "./grid-header.tsx";
import type { GridModel } from "./grid-model.ts";
import type { GridCell } from "./grid-moves.ts";
import { GridRow } from "./grid-row.tsx";
import { useColumnLayout } from "./use-column-layout.ts";
import { useGridNavigation } from "./use-grid-navigation.ts";
import { ROW_HEIGHT, useRowWindow } from "./use-row-window.ts";

const HEADER_HEIGHTS = { 1: 24, 2: 38 };

/**
 * The one grid of the app: virtual rows and columns, a frozen first column, a sticky header, the
 * keyboard of a spreadsheet and the roles that say the same to a screen reader.
 */
export function GridView(model: GridModel) {
  const { columns, rowCount, hasTotalRow = false, height = "content", headLines = 1 } = model;
  const scroller = useRef<HTMLDivElement>(null);
  const bodyRows = hasTotalRow ? Math.max(0, rowCount - 1) : rowCount;
  const chrome = HEADER_HEIGHTS[headLines] + (hasTotalRow ? ROW_HEIGHT : 0);
  const rows = useRowWindow(scroller, bodyRows, chrome);
  const layout = useColumnLayout(
    scroller,
    columns,
    rows.viewportWidth,
    model.hasEndColumn === true,
  );
  const { showRow } = rows;
  const { showColumn } = layout;
  const showCell = useCallback(
    ({ row, column }: GridCell) => {
      if (row >= 0 && row < bodyRows) {
        showRow(row);
      }
      showColumn(column);
    },
    [bodyRows, showColumn, showRow],
  );
  const bounds = { rows: rowCount, columns: columns.length, pageRows: rows.pageRows };
  const navigation = useGridNavigation(scroller, model, bounds, showCell);
  const { active, range } = navigation;
  const placed = layout.placedWith(active.column);

  const drawn = rowsToDraw(rows.window.first, rows.window.end, active.row, bodyRows);
  const rowOf = (row: number, top: number | null) => (
    <GridRow
      key={row}
      model={model}
      row={row}
      top={top}
      placed={placed}
      active={active}
      range={range}
    />
  );
  return (
    <Part
      ref={scroller}
      role={model.isTree === true ? "treegrid" : "grid"}
      aria-label={model.label}
      aria-rowcount={rowCount + 1}
      aria-colcount={columns.length}
      aria-multiselectable="true"
      className={classNames(
        styles["grid"],
        styles[height],
        headLines === 2 && styles["tall"],
        navigation.isTouched && styles["touched"],
      )}
      onKeyDown={navigation.onKeyDown}
      onMouseDown={navigation.onMouseDown}
      onMouseOver={navigation.onMouseOver}
      onDoubleClick={navigation.onDoubleClick}
    >
      <GridHeader model={model} placed={placed} totalWidth={layout.totalWidth} active={active} />
      <Part
        role="rowgroup"
        className={styles["body"]}
        style={{ height: rows.physicalHeight, width: layout.totalWidth }}
      >
        {drawn.map((row) => rowOf(row, rows.rowTop(row)))}
      </Part>
      {hasTotalRow && rowCount > 0 ? (
        <Part role="rowgroup" className={styles["footer"]} style={{ width: layout.totalWidth }}>
          {rowOf(rowCount - 1, null)}
        </Part>
      ) : null}
    </Part>
  );
}

/** The window, and the active row wherever it is, so that focus survives scrolling away. */
function rowsToDraw(first: number, end: number, activeRow: number, bodyRows: number): number[] {
  const rows = Array.from({ length: end - first }, (_, index) => first + index);
  if (activeRow >= 0 && activeRow < bodyRows && (activeRow < first || activeRow >= end)) {
    return activeRow < first ? [activeRow, ...rows] : [...rows, activeRow];
  }
  return rows;
}
