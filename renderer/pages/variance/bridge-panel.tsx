import { useCallback, useMemo, useState } from "react";
import type { VarianceResult } from "../../../shared/contract/variance.ts";
import { barText, buildBridge } from "../../charts/bridge.ts";
import { bridgeChartOption } from "../../charts/bridge-chart-option.ts";
import { Chart } from "../../charts/chart.tsx";
import type { ChartTheme } from "../../charts/chart-theme.ts";
import { useStore } from "../../store/index.ts";
import { Amount } from "../../ui/amount.tsx";
import { Button } from "../../ui/button.tsx";
import { amountStyle, fullIn, spellAmount, unitLabel } from "../../ui/format-amount.ts";
import { Part } from "../../ui/part.tsx";
import styles from "./variance.module.css";

/** The bridge from one period to the other, as a picture or as a table. */
export function BridgePanel({ result }: { result: VarianceResult }) {
  const unit = useStore((state) => state.unit);
  const [showsTable, setShowsTable] = useState(false);
  const style = useMemo(
    () => amountStyle(unit, result.closing, result.currency, "overview"),
    [unit, result.closing, result.currency],
  );
  const bars = useMemo(() => buildBridge(result, style), [result, style]);
  const option = useCallback((theme: ChartTheme) => bridgeChartOption(bars, theme), [bars]);
  const label =
    `${result.message}. From ${result.currency} ${spellAmount(result.opening, fullIn(result.currency))} in ${result.from} ` +
    `to ${spellAmount(result.closing, fullIn(result.currency))} in ${result.to}.`;
  return (
    <section className={styles["bridge"]} aria-label="Bridge">
      <p className={styles["caption"]}>
        <span>
          {`${result.basis.charAt(0).toUpperCase()}${result.basis.slice(1)}`} cost,{" "}
          {unitLabel(result.currency, style)}, {result.from} to {result.to}
        </span>
        <Button tone="quiet" aria-pressed={showsTable} onClick={() => setShowsTable(!showsTable)}>
          {showsTable ? "Show as chart" : "Show as table"}
        </Button>
      </p>
      {showsTable ? (
        <Part
          role="region"
          className={styles["scroll"]}
          aria-label="The bridge as a table"
          tabIndex={0}
        >
          <table className={styles["table"]}>
            <thead>
              <tr>
                <th scope="col">Step</th>
                <th scope="col">Amount</th>
                <th scope="col">Cost after it</th>
              </tr>
            </thead>
            <tbody>
              {bars.map((bar) => (
                <tr key={bar.label}>
                  <th scope="row">{bar.label}</th>
                  <td>
                    <Amount value={bar.amount} style={style} />
                  </td>
                  <td>
                    <Amount value={bar.after} style={style} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </Part>
      ) : (
        <div className={styles["canvas"]}>
          <Chart label={label} option={option} points={bars.map(barText)} />
        </div>
      )}
    </section>
  );
}
