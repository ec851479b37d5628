import type { DataWindow } from "../../../../shared/contract/quality.ts";
import { formatCount } from "../../../ui/format-amount.ts";
import { Part } from "../../../ui/part.tsx";
import { DATASET_NAMES } from "../source-words.ts";
import styles from "./quality.module.css";

/** The days bills, ledger and rates of a month cover, one under the other. */
export function WindowTable({ windows }: { windows: readonly DataWindow[] }) {
  return (
    <Part role="region" className={styles["windows"]} aria-label="Days covered" tabIndex={0}>
      <h2 className={styles["heading"]}>Days covered</h2>
      <table>
        <thead>
          <tr>
            <th scope="col">Holds</th>
            <th scope="col">Of</th>
            <th scope="col">Month</th>
            <th scope="col">First day</th>
            <th scope="col">Last day</th>
            <th scope="col">Days</th>
          </tr>
        </thead>
        <tbody>
          {windows.map(({ dataset, name, period, firstDay, lastDay, days }) => (
            <tr key={`${dataset} ${name} ${period}`}>
              <td>{DATASET_NAMES[dataset]}</td>
              <th scope="row">{name}</th>
              <td>{period}</td>
              <td>{firstDay ?? "–"}</td>
              <td>{lastDay ?? "–"}</td>
              <td>{formatCount(days)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Part>
  );
}
