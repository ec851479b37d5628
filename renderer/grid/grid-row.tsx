import { ChevronDown, ChevronRight } from "lucide-react";
import type { CSSProperties } from "react";
import { classNames } from "../ui/class-names.ts";
import { Part } from "../ui/part.tsx";
import styles from "./grid.module.css";
import type { GridModel, GridRowState } from "./grid-model.ts";
import type { GridCell } from "./grid-moves.ts";
import { type CellRange, isInRange, rangeCells } from "./selection.ts";
import type { PlacedColumn } from "./use-column-layout.ts";

export interface GridRowProps {
  readonly model: GridModel;
  readonly row: number;
  /** Pixels from the top of the body; null in the footer. */
  readonly top: number | null;
  readonly placed: readonly PlacedColumn[];
  readonly active: GridCell;
  readonly range: CellRange;
}

const PLAIN: GridRowState = {};

export function GridRow({ model, row, top, placed, active, range }: GridRowProps) {
  const state = model.rowState?.(row) ?? PLAIN;
  const isMany = rangeCells(range) > 1;
  const isTree = model.isTree === true;
  return (
    <Part
      role="row"
      aria-rowindex={row + 2}
      aria-level={isTree ? (state.level ?? 1) : undefined}
      aria-expanded={state.isExpandable === true ? state.isExpanded === true : undefined}
      aria-selected={state.isMarked}
      className={classNames(
        styles["row"],
        state.kind !== undefined && styles[state.kind],
        state.isMarked === true && styles["marked"],
        top === null && styles["fixed"],
      )}
      style={top === null ? undefined : { transform: `translateY(${top}px)` }}
    >
      {placed.map(({ index, left, width }) => {
        const column = model.columns[index];
        const isActive = active.row === row && active.column === index;
        const isEnd = model.hasEndColumn === true && index === model.columns.length - 1;
        const isSelected = isInRange(range, row, index) && (isMany || isActive);
        return (
          <Part
            key={column?.id ?? index}
            role={index === 0 ? "rowheader" : "gridcell"}
            aria-colindex={index + 1}
            aria-selected={isSelected}
            tabIndex={isActive ? 0 : -1}
            data-row={row}
            data-column={index}
            className={classNames(
              styles["cell"],
              column?.align === "end" && styles["end"],
              column?.tone === "warn" && styles["warn"],
              index === 0 && styles["frozen"],
              isEnd && styles["frozenEnd"],
              isSelected && styles["selected"],
              isActive && styles["active"],
            )}
            style={cellPlace(index === 0 || isEnd, left, width)}
          >
            {index === 0 && isTree ? <TreeMark state={state} /> : null}
            {model.renderCell(row, index)}
          </Part>
        );
      })}
    </Part>
  );
}

export function cellPlace(isFrozen: boolean, left: number, width: number): CSSProperties {
  return isFrozen ? { width } : { width, left };
}

function TreeMark({ state }: { state: GridRowState }) {
  const indent = { width: ((state.level ?? 1) - 1) * 16 };
  return (
    <>
      <span className={styles["indent"]} style={indent} />
      {state.isExpandable === true ? (
        <span data-toggle="" aria-hidden="true" className={styles["toggle"]}>
          {state.isExpanded === true ? <ChevronDown size={12} /> : <ChevronRight size={12} />}
        </span>
      ) : null}
    </>
  );
}
