import { ArrowDown, ArrowUp } from "lucide-react";
import type { KeyboardEvent, PointerEvent } from "react";
import { classNames } from "../ui/class-names.ts";
import { Part } from "../ui/part.tsx";
import styles from "./grid.module.css";
import type { GridColumn, GridModel } from "./grid-model.ts";
import type { GridCell } from "./grid-moves.ts";
import { cellPlace } from "./grid-row.tsx";
import type { PlacedColumn } from "./use-column-layout.ts";

const WIDTH_MIN = 48;
const WIDTH_MAX = 900;
const WIDTH_STEP = 16;

export interface GridHeaderProps {
  readonly model: GridModel;
  readonly placed: readonly PlacedColumn[];
  readonly totalWidth: number;
  readonly active: GridCell;
}

/** Column heads: sort on click or Enter, size and place by mouse, by Alt+arrows or by menu. */
export function GridHeader({ model, placed, totalWidth, active }: GridHeaderProps) {
  return (
    <Part role="rowgroup" className={styles["header"]} style={{ width: totalWidth }}>
      <Part role="row" aria-rowindex={1} className={styles["headerRow"]}>
        {placed.map(({ index, left, width }) => {
          const column = model.columns[index];
          const isEnd = model.hasEndColumn === true && index === model.columns.length - 1;
          return column === undefined ? null : (
            <Part
              key={column.id}
              role="columnheader"
              aria-colindex={index + 1}
              aria-sort={column.sort ?? (model.onHeaderActivate === undefined ? undefined : "none")}
              tabIndex={active.row === -1 && active.column === index ? 0 : -1}
              data-row={-1}
              data-column={index}
              className={classNames(
                styles["head"],
                column.align === "end" && styles["end"],
                index === 0 && styles["frozen"],
                isEnd && styles["frozenEnd"],
              )}
              style={cellPlace(index === 0 || isEnd, left, width)}
              draggable={model.onMoveColumn !== undefined && index > 0}
              onDragStart={(event) => event.dataTransfer.setData("text/column", column.id)}
              onDragOver={(event) => event.preventDefault()}
              onDrop={(event) => dropColumn(event.dataTransfer, model, index)}
              onKeyDown={(event) => changeByKey(event, model, column, index, width)}
              onDoubleClick={(event) => event.stopPropagation()}
            >
              <HeadLabel model={model} column={column} index={index} />
              {column.menu}
              <ResizeHandle model={model} column={column} width={width} />
            </Part>
          );
        })}
      </Part>
    </Part>
  );
}

function HeadLabel({
  model,
  column,
  index,
}: {
  model: GridModel;
  column: GridColumn;
  index: number;
}) {
  const Arrow = column.sort === "descending" ? ArrowDown : ArrowUp;
  return (
    <Part
      className={classNames(
        styles["headText"],
        column.align === "end" && styles["headEnd"],
        column.tone === "warn" && styles["warn"],
      )}
      title={column.label}
      onClick={() => model.onHeaderActivate?.(index)}
    >
      {column.header ?? unbroken(column.label)}
      {column.sort === undefined ? null : <Arrow size={11} aria-hidden="true" />}
    </Part>
  );
}

/** A head breaks between words, never inside a date or a name with a hyphen. */
function unbroken(label: string): string {
  return label.replaceAll("-", "-\u2060");
}

interface ResizeHandleProps {
  readonly model: GridModel;
  readonly column: GridColumn;
  readonly width: number;
}

function ResizeHandle({ model, column, width }: ResizeHandleProps) {
  if (model.onResizeColumn === undefined) {
    return null;
  }
  const drag = (event: PointerEvent<HTMLSpanElement>): void => {
    event.preventDefault();
    event.stopPropagation();
    const handle = event.currentTarget;
    const startX = event.clientX;
    handle.setPointerCapture(event.pointerId);
    const move = (next: globalThis.PointerEvent): void =>
      model.onResizeColumn?.(column.id, clampWidth(width + next.clientX - startX));
    const stop = (): void => {
      handle.removeEventListener("pointermove", move);
      handle.removeEventListener("pointerup", stop);
    };
    handle.addEventListener("pointermove", move);
    handle.addEventListener("pointerup", stop);
  };
  return (
    <span
      aria-hidden="true"
      className={styles["resize"]}
      onPointerDown={drag}
      onMouseDown={(event) => event.stopPropagation()}
      onDoubleClick={() => model.onFitColumn?.(column.id)}
    />
  );
}

/** Alt with left and right sizes a column, with Shift it moves it, with down it opens the menu. */
function changeByKey(
  event: KeyboardEvent<HTMLElement>,
  model: GridModel,
  column: GridColumn,
  index: number,
  width: number,
): void {
  if (event.altKey && event.key === "ArrowDown") {
    event.preventDefault();
    event.currentTarget.querySelector("button")?.click();
    return;
  }
  const step = event.key === "ArrowLeft" ? -1 : event.key === "ArrowRight" ? 1 : 0;
  if (!event.altKey || step === 0) {
    return;
  }
  event.preventDefault();
  if (event.shiftKey) {
    model.onMoveColumn?.(column.id, index + step);
  } else {
    model.onResizeColumn?.(column.id, clampWidth(width + step * WIDTH_STEP));
  }
}

function dropColumn(data: DataTransfer, model: GridModel, index: number): void {
  const columnId = data.getData("text/column");
  if (columnId !== "") {
    model.onMoveColumn?.(columnId, index);
  }
}

export function clampWidth(width: number): number {
  return Math.max(WIDTH_MIN, Math.min(WIDTH_MAX, width));
}
