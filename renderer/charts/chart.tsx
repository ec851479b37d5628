import { BarChart, CustomChart } from "echarts/charts";
import { GridComponent, TooltipComponent } from "echarts/components";
import { type EChartsCoreOption, type EChartsType, init, use } from "echarts/core";
import { AxisBreak } from "echarts/features";
import { CanvasRenderer } from "echarts/renderers";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { useStore } from "../store/index.ts";
import { Part } from "../ui/part.tsx";
import { useMedia } from "../use-media.ts";
import styles from "./chart.module.css";
import { type ChartTheme, readChartTheme } from "./chart-theme.ts";

use([AxisBreak, BarChart, CanvasRenderer, CustomChart, GridComponent, TooltipComponent]);

export interface ChartProps {
  /** The message and the totals: what the picture says. */
  readonly label: string;
  readonly option: (theme: ChartTheme) => EChartsCoreOption;
  /** Each point in words, for the arrow keys. */
  readonly points: readonly string[];
}

/** A chart that follows its size and the theme; arrows read its points aloud. */
export function Chart({ label, option, points }: ChartProps) {
  const element = useRef<HTMLDivElement>(null);
  const chart = useRef<EChartsType | null>(null);
  const theme = useStore((state) => state.theme);
  const systemScheme = useMedia("(prefers-color-scheme: dark)");
  const [point, setPoint] = useState<number | null>(null);

  useEffect(() => {
    if (element.current === null) {
      return;
    }
    const created = init(element.current);
    chart.current = created;
    const observer = new ResizeObserver(() => created.resize());
    observer.observe(element.current);
    return () => {
      observer.disconnect();
      created.dispose();
      chart.current = null;
    };
  }, []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the colours change with the theme.
  useEffect(() => {
    // The frame applies the theme in an effect of its own, after this one.
    const frame = window.requestAnimationFrame(() => {
      if (element.current !== null) {
        chart.current?.setOption(option(readChartTheme(element.current)), { notMerge: true });
      }
    });
    return () => window.cancelAnimationFrame(frame);
  }, [option, theme, systemScheme]);

  const walk = (event: KeyboardEvent): void => {
    const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    if (step !== 0) {
      event.preventDefault();
      const next = Math.max(0, Math.min(points.length - 1, (point ?? -step) + step));
      setPoint(next);
      chart.current?.dispatchAction({ type: "showTip", seriesIndex: 0, dataIndex: next });
    }
  };
  return (
    <>
      <Part
        ref={element}
        role="img"
        aria-label={label}
        tabIndex={0}
        className={styles["chart"]}
        onKeyDown={walk}
      />
      <span className="screen-reader" role="status">
        {point === null ? "" : points[point]}
      </span>
    </>
  );
}
