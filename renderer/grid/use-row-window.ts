import {
  type RefObject,
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import { offsetToShow, type RowWindow, rowWindow, scrollScale } from "./scaled-scroll.ts";

export const ROW_HEIGHT = 24;
const SPARE_ROWS = 8;

interface Position {
  readonly offset: number;
  readonly physicalTop: number;
}

export interface RowWindowState {
  readonly window: RowWindow;
  readonly physicalHeight: number;
  readonly pageRows: number;
  readonly viewportWidth: number;
  /** Where a row stands inside the element that scrolls. */
  rowTop(row: number): number;
  showRow(row: number): void;
}

/**
 * Which of very many rows of one height are on screen. The rows are equal, so their places are a
 * multiplication; nothing is stored per row.
 */
export function useRowWindow(
  scroller: RefObject<HTMLElement | null>,
  rowCount: number,
  /** Height taken by the sticky header and footer. */
  chromeHeight: number,
): RowWindowState {
  const size = useViewportSize(scroller);
  const [position, setPosition] = useState<Position>({ offset: 0, physicalTop: 0 });
  const expectedTop = useRef<number | null>(null);
  const visibleHeight = Math.max(ROW_HEIGHT, size.height - chromeHeight);
  const scale = useMemo(
    () => scrollScale(rowCount, ROW_HEIGHT, visibleHeight),
    [rowCount, visibleHeight],
  );

  const moveTo = useCallback(
    (offset: number) => {
      const element = scroller.current;
      if (element !== null) {
        element.scrollTop = scale.toPhysical(offset);
        expectedTop.current = element.scrollTop;
        setPosition({ offset, physicalTop: element.scrollTop });
      }
    },
    [scale, scroller],
  );

  const offset = Math.min(position.offset, scale.offsetMax);
  const latest = useRef({ offset });
  latest.current.offset = offset;

  const showRow = useCallback(
    (row: number) => {
      const next = offsetToShow(row, latest.current.offset, visibleHeight, ROW_HEIGHT);
      if (next !== latest.current.offset) {
        moveTo(Math.max(0, Math.min(scale.offsetMax, next)));
      }
    },
    [moveTo, scale, visibleHeight],
  );

  useScrolling(scroller, {
    onScroll(physicalTop) {
      if (expectedTop.current !== null && Math.abs(expectedTop.current - physicalTop) < 1) {
        return;
      }
      expectedTop.current = null;
      setPosition({ offset: scale.toOffset(physicalTop), physicalTop });
    },
    // A scaled bar would jump many rows per notch, so the wheel moves the rows themselves.
    onWheel(step) {
      if (scale.isScaled) {
        moveTo(Math.max(0, Math.min(scale.offsetMax, latest.current.offset + step)));
      }
      return scale.isScaled;
    },
  });

  return {
    window: rowWindow(offset, visibleHeight, ROW_HEIGHT, rowCount, SPARE_ROWS),
    physicalHeight: scale.physicalHeight,
    pageRows: Math.max(1, Math.floor(visibleHeight / ROW_HEIGHT) - 1),
    viewportWidth: size.width,
    rowTop: (row) => row * ROW_HEIGHT - offset + position.physicalTop,
    showRow,
  };
}

function useViewportSize(scroller: RefObject<HTMLElement | null>): {
  readonly width: number;
  readonly height: number;
} {
  const [size, setSize] = useState({ width: 0, height: 480 });
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) {
      return;
    }
    const measure = (): void =>
      setSize({ width: element.clientWidth, height: element.clientHeight });
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [scroller]);
  return size;
}

interface ScrollListener {
  onScroll(physicalTop: number): void;
  /** True where the wheel was used and the browser must not scroll too. */
  onWheel(step: number): boolean;
}

function useScrolling(scroller: RefObject<HTMLElement | null>, listener: ScrollListener): void {
  const latest = useRef(listener);
  latest.current = listener;
  useEffect(() => {
    const element = scroller.current;
    if (element === null) {
      return;
    }
    const follow = (): void => latest.current.onScroll(element.scrollTop);
    const turn = (event: WheelEvent): void => {
      const step = event.deltaMode === 1 ? event.deltaY * ROW_HEIGHT : event.deltaY;
      if (!event.ctrlKey && step !== 0 && latest.current.onWheel(step)) {
        event.preventDefault();
      }
    };
    element.addEventListener("scroll", follow, { passive: true });
    element.addEventListener("wheel", turn, { passive: false });
    return () => {
      element.removeEventListener("scroll", follow);
      element.removeEventListener("wheel", turn);
    };
  }, [scroller]);
}
