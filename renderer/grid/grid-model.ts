import type { ReactNode } from "react";
import type { GridCell } from "./grid-moves.ts";
import type { CellRange } from "./selection.ts";

export interface GridColumn {
  readonly id: string;
  /** The header as text: for screen readers and copying. */
  readonly label: string;
  /** What the header shows where it is more than its text. */
  readonly header?: ReactNode;
  readonly width: number;
  /** Gives way down to this width where the columns need more room than there is. */
  readonly flexMin?: number;
  readonly align?: "start" | "end";
  readonly tone?: "warn";
  readonly sort?: "ascending" | "descending" | undefined;
  /** Shown at the end of the header: its menu. */
  readonly menu?: ReactNode;
}

export interface GridRowState {
  /** 1 for the outermost rows of a tree. */
  readonly level?: number;
  readonly isExpandable?: boolean;
  readonly isExpanded?: boolean;
  readonly kind?: "subtotal" | "total";
  readonly isMarked?: boolean;
}

export interface GridModel {
  readonly label: string;
  readonly columns: readonly GridColumn[];
  readonly rowCount: number;
  /** The last row stays visible at the bottom. */
  readonly hasTotalRow?: boolean;
  /** The last column stays visible at the right. */
  readonly hasEndColumn?: boolean;
  /** Two lets the heads of narrow columns break between words. */
  readonly headLines?: 1 | 2;
  /** Rows open and close: a tree grid. */
  readonly isTree?: boolean;
  /** `content` is as high as its rows, up to the room there is; `fill` takes the room. */
  readonly height?: "content" | "fill";
  /** The active cell where the page remembers it; the grid keeps its own otherwise. */
  readonly startCell?: GridCell;
  readonly renderCell: (row: number, columnIndex: number) => ReactNode;
  /** Exact text of a range for the clipboard, tab-separated; null where it is too large. */
  readonly copyText?: (range: CellRange) => Promise<string | null> | string | null;
  readonly rowState?: (row: number) => GridRowState;
  readonly onToggleRow?: (row: number, isOpen: boolean) => void;
  /** Enter or a double click. */
  readonly onActivate?: (cell: GridCell) => void;
  readonly onRange?: (range: CellRange, active: GridCell) => void;
  /** A key the grid does not use; true when the page used it. */
  readonly onKey?: (key: string, cell: GridCell) => boolean;
  readonly onHeaderActivate?: (columnIndex: number) => void;
  readonly onResizeColumn?: (columnId: string, width: number) => void;
  readonly onFitColumn?: (columnId: string) => void;
  readonly onMoveColumn?: (columnId: string, toIndex: number) => void;
}
