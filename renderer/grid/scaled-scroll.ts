/** Browsers stop placing content beyond about 17 million pixels; this stays below. */
export const PHYSICAL_HEIGHT_MAX = 15_000_000;

/**
 * Maps a scroll bar that may be only so long onto rows that need more. Up to the limit one pixel
 * is one pixel; beyond, the bar's end still is the last row.
 */
export interface ScrollScale {
  /** The height the rows need. */
  readonly contentHeight: number;
  /** The height of the element that scrolls. */
  readonly physicalHeight: number;
  readonly isScaled: boolean;
  readonly offsetMax: number;
  toOffset(physicalTop: number): number;
  toPhysical(offset: number): number;
}

export function scrollScale(
  rowCount: number,
  rowHeight: number,
  visibleHeight: number,
  physicalMax: number = PHYSICAL_HEIGHT_MAX,
): ScrollScale {
  const contentHeight = rowCount * rowHeight;
  const physicalHeight = Math.min(contentHeight, physicalMax);
  const offsetMax = Math.max(0, contentHeight - visibleHeight);
  const physicalTopMax = Math.max(0, physicalHeight - visibleHeight);
  const ratio = physicalTopMax === 0 ? 1 : offsetMax / physicalTopMax;
  const clamp = (offset: number): number => Math.max(0, Math.min(offsetMax, offset));
  return {
    contentHeight,
    physicalHeight,
    isScaled: ratio !== 1,
    offsetMax,
    toOffset: (physicalTop) => clamp(physicalTop * ratio),
    toPhysical: (offset) => clamp(offset) / ratio,
  };
}

export interface RowWindow {
  readonly first: number;
  /** Exclusive. */
  readonly end: number;
}

/** The rows a viewport shows, with some spare on either side. */
export function rowWindow(
  offset: number,
  visibleHeight: number,
  rowHeight: number,
  rowCount: number,
  spare: number,
): RowWindow {
  const first = Math.max(0, Math.floor(offset / rowHeight) - spare);
  const end = Math.min(rowCount, Math.ceil((offset + visibleHeight) / rowHeight) + spare);
  return { first, end: Math.max(first, end) };
}

/** The offset that brings a row into view, moving as little as possible. */
export function offsetToShow(
  row: number,
  offset: number,
  visibleHeight: number,
  rowHeight: number,
): number {
  const top = row * rowHeight;
  if (top < offset) {
    return top;
  }
  const bottom = top + rowHeight;
  return bottom > offset + visibleHeight ? bottom - visibleHeight : offset;
}
