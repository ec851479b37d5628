import {
  type KeyboardEvent,
  type MouseEvent,
  type RefObject,
  useCallback,
  useEffect,
  useRef,
  useState,
} from "react";
import { tell } from "../ui/toaster.tsx";
import type { GridModel } from "./grid-model.ts";
import {
  clampCell,
  type GridBounds,
  type GridCell,
  type KeyPress,
  moveCell,
} from "./grid-moves.ts";
import { type CellRange, rangeBetween, toTabSeparated } from "./selection.ts";

export interface GridNavigation {
  readonly active: GridCell;
  readonly range: CellRange;
  /** The user was here: the active cell is shown even while the focus is elsewhere. */
  readonly isTouched: boolean;
  onKeyDown(event: KeyboardEvent<HTMLElement>): void;
  onMouseDown(event: MouseEvent<HTMLElement>): void;
  onMouseOver(event: MouseEvent<HTMLElement>): void;
  onDoubleClick(event: MouseEvent<HTMLElement>): void;
}

/** One tab stop per grid: the active cell moves by arrows, selects with Shift, acts on Enter. */
export function useGridNavigation(
  root: RefObject<HTMLElement | null>,
  model: GridModel,
  bounds: GridBounds,
  showCell: (cell: GridCell) => void,
): GridNavigation {
  const [active, setActive] = useState<GridCell>(model.startCell ?? { row: 0, column: 0 });
  const [anchor, setAnchor] = useState<GridCell>(active);
  const [isTouched, setTouched] = useState(false);
  const wantsFocus = useRef(false);
  const isDragging = useDragging();
  const current = clampCell(active, bounds);
  const range = rangeBetween(clampCell(anchor, bounds), current);

  const moveTo = useCallback(
    (cell: GridCell, isExtending: boolean) => {
      const from = isExtending && cell.row >= 0 ? anchor : cell;
      setActive(cell);
      setTouched(true);
      setAnchor(from);
      showCell(cell);
      if (cell.row >= 0) {
        model.onRange?.(rangeBetween(from, cell), cell);
      }
    },
    [anchor, model, showCell],
  );

  // After every drawing, because the cell to focus may be drawn one scroll later.
  useEffect(() => {
    const place = `[data-row="${current.row}"][data-column="${current.column}"]`;
    const cell = wantsFocus.current ? root.current?.querySelector<HTMLElement>(place) : null;
    if (cell !== null && cell !== undefined) {
      wantsFocus.current = false;
      cell.focus({ preventScroll: true });
    }
  });

  const extendTo = (from: GridCell, to: GridCell): void => {
    setAnchor(from);
    setActive(to);
    model.onRange?.(rangeBetween(from, to), to);
  };
  const step = (cell: GridCell, isExtending: boolean): void => {
    wantsFocus.current = true;
    moveTo(cell, isExtending);
  };

  return {
    active: current,
    range,
    isTouched,
    onKeyDown(event) {
      const isControl = event.ctrlKey || event.metaKey;
      const press = { key: event.key, isControl, isShift: event.shiftKey };
      if (!isOnCell(event.target) || event.altKey) {
        return;
      }
      const next = moveFor(model, current, press, bounds);
      if (next !== null) {
        step(next, event.shiftKey);
      } else if (wholeOf(current, press, bounds) !== null) {
        const whole = wholeOf(current, press, bounds);
        extendTo(whole?.from ?? current, whole?.to ?? current);
      } else if (!actOnKey(model, current, range, press)) {
        return;
      }
      event.preventDefault();
      event.stopPropagation();
    },
    onMouseDown(event) {
      const cell = cellAt(event.target);
      if (cell === null || event.button !== 0 || !isOnCell(event.target)) {
        return;
      }
      isDragging.current = cell.row >= 0;
      if (isToggle(event.target)) {
        toggleRow(model, cell.row);
      }
      step(cell, event.shiftKey);
    },
    onMouseOver(event) {
      const cell = isDragging.current ? cellAt(event.target) : null;
      if (cell !== null && cell.row >= 0 && (event.buttons & 1) === 1) {
        step(cell, true);
      }
    },
    onDoubleClick(event) {
      const cell = cellAt(event.target);
      if (cell !== null && cell.row >= 0 && !isToggle(event.target)) {
        activate(model, cell);
      }
    },
  };
}

/** True from a press in the grid until the button is let go, wherever that happens. */
function useDragging(): RefObject<boolean> {
  const isDragging = useRef(false);
  useEffect(() => {
    const stop = (): void => {
      isDragging.current = false;
    };
    window.addEventListener("mouseup", stop);
    return () => window.removeEventListener("mouseup", stop);
  }, []);
  return isDragging;
}

/** Where a key moves to; opening a row of a tree comes before moving right. */
function moveFor(
  model: GridModel,
  current: GridCell,
  press: KeyPress,
  bounds: GridBounds,
): GridCell | null {
  return toggleByKey(model, press, current, false) ? null : moveCell(current, press, bounds);
}

interface GridPress extends KeyPress {
  readonly isShift: boolean;
}

/** What Ctrl+A, Shift+Space and Ctrl+Space select: everything, the row, the column. */
function wholeOf(
  { row, column }: GridCell,
  { key, isControl, isShift }: GridPress,
  { rows, columns }: GridBounds,
): { readonly from: GridCell; readonly to: GridCell } | null {
  const last = { row: rows - 1, column: columns - 1 };
  if (isControl && key.toLowerCase() === "a") {
    return { from: { row: 0, column: 0 }, to: last };
  }
  if (key === " " && isShift) {
    return { from: { row, column: 0 }, to: { row, column: last.column } };
  }
  return key === " " && isControl
    ? { from: { row: 0, column }, to: { row: last.row, column } }
    : null;
}

/** Keys that act on the active cell; true where one did. */
function actOnKey(
  model: GridModel,
  current: GridCell,
  range: CellRange,
  press: GridPress,
): boolean {
  if (press.isControl && press.key.toLowerCase() === "c") {
    void copyRange(model, range, press.isShift);
    return true;
  }
  if (press.key === "Enter") {
    activate(model, current);
    return true;
  }
  if (toggleByKey(model, press, current, true)) {
    return true;
  }
  return !press.isControl && current.row >= 0 && model.onKey?.(press.key, current) === true;
}

function activate(model: GridModel, cell: GridCell): void {
  if (cell.row < 0) {
    model.onHeaderActivate?.(cell.column);
  } else if (model.onActivate !== undefined) {
    model.onActivate(cell);
  } else {
    toggleRow(model, cell.row);
  }
}

/** Right opens a closed row of a tree, Left closes an open one; true where the key is that. */
function toggleByKey(
  model: GridModel,
  { key, isControl }: KeyPress,
  { row, column }: GridCell,
  isDone: boolean,
): boolean {
  if (model.isTree !== true || isControl || column !== 0 || row < 0) {
    return false;
  }
  const state = model.rowState?.(row);
  const wanted = key === "ArrowRight" ? true : key === "ArrowLeft" ? false : null;
  if (wanted === null || state?.isExpandable !== true || state.isExpanded === wanted) {
    return false;
  }
  if (isDone) {
    model.onToggleRow?.(row, wanted);
  }
  return true;
}

function toggleRow(model: GridModel, row: number): void {
  const state = model.rowState?.(row);
  if (state?.isExpandable === true) {
    model.onToggleRow?.(row, state.isExpanded !== true);
  }
}

async function copyRange(model: GridModel, range: CellRange, hasHead: boolean): Promise<void> {
  const text = await model.copyText?.(range);
  if (typeof text === "string") {
    const heads = model.columns.slice(range.firstColumn, range.lastColumn + 1);
    const head = `${toTabSeparated([heads.map(({ label }) => label)])}\r\n`;
    try {
      await navigator.clipboard.writeText(hasHead ? head + text : text);
    } catch {
      tell("The cells could not be copied", "Allow this window to use the clipboard, then repeat.");
    }
  }
}

function cellAt(target: EventTarget): GridCell | null {
  const element = target instanceof Element ? target.closest<HTMLElement>("[data-row]") : null;
  const { row, column } = element?.dataset ?? {};
  return row === undefined || column === undefined
    ? null
    : { row: Number.parseInt(row, 10), column: Number.parseInt(column, 10) };
}

/** Controls inside a cell keep their own keys and clicks. */
function isOnCell(target: EventTarget): boolean {
  return (
    target instanceof Element && target.closest("button, input, select, a, [role=menu]") === null
  );
}

function isToggle(target: EventTarget): boolean {
  return target instanceof Element && target.closest("[data-toggle]") !== null;
}
