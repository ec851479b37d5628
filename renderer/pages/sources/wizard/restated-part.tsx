import { useId, useState } from "react";
import type { Restated } from "../../../../shared/contract/jobs.ts";
import type { LineChange } from "../../../../shared/contract/workspace.ts";
import { Amount } from "../../../ui/amount.tsx";
import { Badge, type Tone } from "../../../ui/badge.tsx";
import { Button } from "../../../ui/button.tsx";
import { formatCount, fullIn } from "../../../ui/format-amount.ts";
import { Part } from "../../../ui/part.tsx";
import type { Restating } from "./file-draft.ts";
import styles from "./summary.module.css";

const TONES: Readonly<Record<LineChange["change"], Tone>> = {
  new: "good",
  gone: "bad",
  changed: "warn",
};

export interface RestatedPartProps {
  readonly restated: Restated;
  readonly chosen: Restating | null;
  readonly onChoose: (restating: Restating) => void;
}

/** An earlier file that covers some of the same: what would change, and what to do about it. */
export function RestatedPart({ restated, chosen, onChoose }: RestatedPartProps) {
  const { file, importedAt, isCovered, difference } = restated;
  const name = useId();
  const [showsLines, setShowsLines] = useState(false);
  const { lines, changes } = difference;
  return (
    <section className={styles["restated"]} aria-label={`Difference to ${file}`}>
      <p>
        <b>{file}</b>, imported on {importedAt.slice(0, 10)}, is in the workspace and covers{" "}
        {isCovered ? "the same." : "more than this file, which holds only a part of it."}
      </p>
      {difference.periods.length === 0 ? null : <Periods difference={difference} />}
      <p className={styles["counts"]}>
        {countsText(lines)}{" "}
        {changes.length === 0 ? null : (
          <Button
            tone="quiet"
            aria-expanded={showsLines}
            onClick={() => setShowsLines(!showsLines)}
          >
            {showsLines ? "Hide the lines" : "Show the lines"}
          </Button>
        )}
      </p>
      {showsLines ? <Changes changes={changes} /> : null}
      <fieldset className={styles["choice"]}>
        <legend className="screen-reader">What becomes of {file}</legend>
        <label>
          <input
            type="radio"
            name={name}
            checked={chosen === "replace"}
            onChange={() => onChoose("replace")}
          />
          Replace it; the earlier version is kept and can be brought back
        </label>
        <label>
          <input
            type="radio"
            name={name}
            checked={chosen === "keep"}
            onChange={() => onChoose("keep")}
          />
          Keep both; lines that are in both count twice
        </label>
      </fieldset>
    </section>
  );
}

function countsText(lines: Restated["difference"]["lines"]): string {
  const { new: added, gone, changed, same } = lines;
  return (
    `${formatCount(added)} new, ${formatCount(gone)} gone, ` +
    `${formatCount(changed)} changed, ${formatCount(same)} the same`
  );
}

function Periods({ difference }: Pick<Restated, "difference">) {
  return (
    <table className={styles["totals"]}>
      <thead>
        <tr>
          <th scope="col">Period</th>
          <th scope="col">Currency</th>
          <FigureHeads />
        </tr>
      </thead>
      <tbody>
        {difference.periods.map(({ period, currency, before, after, difference: by }) => (
          <tr key={`${period} ${currency}`}>
            <th scope="row">{period ?? "no period"}</th>
            <td>{currency}</td>
            <Figures currency={currency} before={before} after={after} difference={by} />
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function FigureHeads() {
  return ["Earlier", "Now", "Difference"].map((head) => (
    <th key={head} scope="col" className={styles["figure"]}>
      {head}
    </th>
  ));
}

function Figures({
  before,
  after,
  difference,
  currency,
}: Pick<LineChange, "before" | "after" | "difference" | "currency">) {
  return Object.entries({ before, after, difference }).map(([name, amount]) => (
    <td key={name} className={styles["figure"]}>
      <Amount value={amount} style={fullIn(currency)} />
    </td>
  ));
}

function Changes({ changes }: { changes: readonly LineChange[] }) {
  return (
    <Part role="region" aria-label="Changed lines" className={styles["changes"]} tabIndex={0}>
      <table className={styles["totals"]}>
        <thead>
          <tr>
            <th scope="col">Line</th>
            <th scope="col">Period</th>
            <th scope="col">Currency</th>
            <FigureHeads />
          </tr>
        </thead>
        <tbody>
          {changes.map(({ change, line, period, currency, before, after, difference }) => (
            <tr key={`${change} ${line} ${period} ${currency}`}>
              <th scope="row" className={styles["line"]}>
                <Badge tone={TONES[change]}>{change}</Badge> <span title={line}>{line}</span>
              </th>
              <td>{period}</td>
              <td>{currency}</td>
              <Figures currency={currency} before={before} after={after} difference={difference} />
            </tr>
          ))}
        </tbody>
      </table>
    </Part>
  );
}
