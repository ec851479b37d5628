import { useVirtualizer } from "@tanstack/react-virtual";
import { type RefObject, useCallback, useEffect, useMemo } from "react";
import type { GridColumn } from "./grid-model.ts";

export interface PlacedColumn {
  readonly index: number;
  readonly left: number;
  readonly width: number;
}

export interface ColumnLayout {
  /** The columns in sight, and the given one wherever it is, so that focus survives scrolling. */
  placedWith(column: number): readonly PlacedColumn[];
  readonly totalWidth: number;
  showColumn(index: number): void;
}

/** Columns share spare room by their widths; columns out of sight are not drawn. */
export function useColumnLayout(
  scroller: RefObject<HTMLElement | null>,
  columns: readonly GridColumn[],
  viewportWidth: number,
  /** The last column stays in sight, so the one to be shown must not end below it. */
  hasEndColumn: boolean,
): ColumnLayout {
  const key = columns.map(({ width }) => width).join(" ");
  const flexMin = columns[0]?.flexMin;
  const widths = useMemo(
    () => shareWidth(key === "" ? [] : key.split(" ").map(readWidth), viewportWidth, flexMin),
    [key, viewportWidth, flexMin],
  );
  const estimateSize = useCallback((index: number) => widths[index] ?? 0, [widths]);
  const virtualizer = useVirtualizer({
    horizontal: true,
    count: columns.length,
    getScrollElement: () => scroller.current,
    estimateSize,
    overscan: 2,
    scrollPaddingStart: widths[0] ?? 0,
    rangeExtractor: ({ startIndex, endIndex, overscan, count }) => {
      const first = Math.max(1, startIndex - overscan);
      const last = Math.min(count - 2, endIndex + overscan);
      const middle = Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => first + i);
      // The first and the last may be frozen, so they are always drawn.
      return count < 2 ? [0].slice(0, count) : [0, ...middle, count - 1];
    },
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: measure() re-reads the widths.
  useEffect(() => virtualizer.measure(), [virtualizer, widths]);

  const showColumn = useCallback(
    (index: number) => {
      const element = scroller.current;
      if (element === null || index === 0) {
        return;
      }
      const left = sumOf(widths.slice(0, index));
      const right = left + (widths[index] ?? 0);
      const frozen = widths[0] ?? 0;
      const isEnd = index === widths.length - 1;
      const frozenEnd = hasEndColumn && !isEnd ? (widths.at(-1) ?? 0) : 0;
      const room = element.clientWidth - frozenEnd;
      if (left - frozen < element.scrollLeft) {
        element.scrollLeft = left - frozen;
      } else if (right > element.scrollLeft + room) {
        element.scrollLeft = right - room;
      }
    },
    [scroller, widths, hasEndColumn],
  );

  const placed = virtualizer
    .getVirtualItems()
    .map(({ index, start, size }) => ({ index, left: start, width: size }));
  return {
    placedWith(column) {
      const width = widths[column];
      const isDrawn = placed.some(({ index }) => index === column);
      return isDrawn || width === undefined
        ? placed
        : [...placed, { index: column, left: sumOf(widths.slice(0, column)), width }];
    },
    totalWidth: sumOf(widths),
    showColumn,
  };
}

function sumOf(widths: readonly number[]): number {
  return widths.reduce((sum, width) => sum + width, 0);
}

function readWidth(text: string): number {
  return Number.parseInt(text, 10);
}

const FIRST_GAINS = 0.5;

/**
 * Widths that fill the room there is. Where it is short, the first column gives way down to
 * `flexMin`; what is still too wide keeps its width and scrolls.
 */
export function shareWidth(
  widths: readonly number[],
  viewportWidth: number,
  flexMin?: number,
): number[] {
  const needed = widths.reduce((sum, width) => sum + width, 0);
  const [first = 0, ...others] = widths;
  if (needed > viewportWidth && flexMin !== undefined) {
    return [Math.max(flexMin, Math.min(first, viewportWidth - (needed - first))), ...others];
  }
  if (needed === 0 || needed >= viewportWidth) {
    return [...widths];
  }
  // A column that would give way first is also the one that gains most.
  const gain = flexMin === undefined ? 0 : Math.floor((viewportWidth - needed) * FIRST_GAINS);
  const factor = (viewportWidth - gain) / needed;
  const shared = widths.map((width) => Math.floor(width * factor));
  const rest = viewportWidth - shared.reduce((sum, width) => sum + width, 0);
  return shared.map((width, index) => (index === 0 ? width + rest : width));
}
