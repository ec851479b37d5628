import {
  type ColumnDef,
  columnOrderingFeature,
  columnSizingFeature,
  columnVisibilityFeature,
  tableFeatures,
  useTable,
} from "@tanstack/react-table";
import { useEffect, useMemo } from "react";
import { z } from "zod";

/** A column before the user sized, moved or hid it. */
export interface ColumnDefault {
  readonly id: string;
  readonly width: number;
  readonly isHidden?: boolean;
}

const OTHER_WIDTH = 130;

/** The named columns first, in their order; the rest follow and start hidden. */
export function columnDefaults(
  known: readonly string[],
  first: readonly (readonly [name: string, width: number])[],
): ColumnDefault[] {
  const shown = first.filter(([name]) => known.includes(name));
  const others = known.filter((name) => !shown.some(([id]) => id === name));
  return [
    ...shown.map(([id, width]) => ({ id, width })),
    ...others.map((id) => ({ id, width: OTHER_WIDTH, isHidden: true })),
  ];
}

export interface ColumnState {
  readonly shown: readonly { readonly id: string; readonly width: number }[];
  readonly hidden: readonly string[];
  resize(id: string, width: number): void;
  /** Puts a shown column at a place among the shown ones. */
  move(id: string, toIndex: number): void;
  hide(id: string): void;
  show(id: string): void;
  reset(): void;
}

const features = tableFeatures({
  columnOrderingFeature,
  columnSizingFeature,
  columnVisibilityFeature,
});
const NO_ROWS: readonly object[] = [];

const StoredLayout = z.object({
  columnOrder: z.array(z.string()),
  columnSizing: z.record(z.string(), z.number()),
  columnVisibility: z.record(z.string(), z.boolean()),
});

/** Sizes, order and visibility of a grid's columns, remembered per view. */
export function useColumnState(view: string, defaults: readonly ColumnDefault[]): ColumnState {
  const columns = useMemo<ColumnDef<typeof features, object>[]>(
    () => defaults.map(({ id, width }) => ({ id, size: width, accessorFn: () => null })),
    [defaults],
  );
  const initialState = useMemo(() => startLayout(view, defaults), [view, defaults]);
  const table = useTable({ features, columns, data: [...NO_ROWS], initialState });
  const { columnOrder, columnSizing, columnVisibility } = table.state;

  useEffect(() => {
    const layout = JSON.stringify({ columnOrder, columnSizing, columnVisibility });
    window.localStorage.setItem(storageKey(view), layout);
  }, [view, columnOrder, columnSizing, columnVisibility]);

  const shown = table
    .getVisibleLeafColumns()
    .map((column) => ({ id: column.id, width: column.getSize() }));
  const ids = shown.map(({ id }) => id);
  return {
    shown,
    hidden: defaults.map(({ id }) => id).filter((id) => !ids.includes(id)),
    resize: (id, width) => table.setColumnSizing((before) => ({ ...before, [id]: width })),
    move: (id, toIndex) => table.setColumnOrder(movedTo(ids, id, toIndex)),
    hide: (id) => table.setColumnVisibility((before) => ({ ...before, [id]: false })),
    show: (id) => table.setColumnVisibility((before) => ({ ...before, [id]: true })),
    reset() {
      table.setColumnSizing({});
      table.setColumnOrder([]);
      table.setColumnVisibility(hiddenByDefault(defaults));
    },
  };
}

/** The ids with one put at another place; the first stays first, it is frozen. */
export function movedTo(ids: readonly string[], id: string, toIndex: number): string[] {
  const from = ids.indexOf(id);
  if (from <= 0 || toIndex < 1 || toIndex >= ids.length) {
    return [...ids];
  }
  const others = ids.filter((known) => known !== id);
  return others.toSpliced(toIndex, 0, id);
}

function startLayout(view: string, defaults: readonly ColumnDefault[]) {
  const stored = window.localStorage.getItem(storageKey(view));
  const parsed = stored === null ? null : StoredLayout.safeParse(JSON.parse(stored));
  return parsed?.success === true
    ? parsed.data
    : { columnOrder: [], columnSizing: {}, columnVisibility: hiddenByDefault(defaults) };
}

function hiddenByDefault(defaults: readonly ColumnDefault[]): Record<string, boolean> {
  return Object.fromEntries(
    defaults.filter(({ isHidden }) => isHidden === true).map(({ id }) => [id, false]),
  );
}

function storageKey(view: string): string {
  return `tieout-columns-${view}`;
}
