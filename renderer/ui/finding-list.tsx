import type { Finding, FindingSeverity } from "../../shared/domain/finding.ts";
import { Badge, type Tone } from "./badge.tsx";
import styles from "./finding-list.module.css";
import { formatCount, spellAmount } from "./format-amount.ts";

const TONES: Readonly<Record<FindingSeverity, Tone>> = {
  blocking: "bad",
  warning: "warn",
  note: "plain",
};

/** Findings as sentences: where, what was found, what was expected, what to do. */
export function FindingList({ findings }: { findings: readonly Finding[] }) {
  return (
    <ul>
      {findings.map((finding) => (
        <li key={findingKey(finding)} className={styles["item"]}>
          <p className={styles["head"]}>
            <Badge tone={TONES[finding.severity]}>{finding.severity}</Badge>
            <span>{findingPlace(finding)}</span>
            {finding.count > 1 ? <span>{formatCount(finding.count)} times</span> : null}
          </p>
          <p className={styles["found"]}>{finding.found}</p>
          <p className={styles["detail"]}>Expected: {finding.expected}</p>
          <p className={styles["detail"]}>{finding.remedy}</p>
          {finding.amountAtStake === null ? null : (
            <p className={styles["detail"]}>
              At stake: {atStake(finding.amountAtStake)} {finding.currency ?? ""}
            </p>
          )}
        </li>
      ))}
    </ul>
  );
}

function findingPlace({ row, column }: Finding): string {
  const parts = [row === null ? "" : `row ${row}`, column ?? ""].filter((part) => part !== "");
  return parts.length === 0 ? "whole file" : parts.join(", ");
}

function findingKey({ code, sourceFileId, row, column, found }: Finding): string {
  return [code, sourceFileId, row, column, found].join("|");
}

/** To the cent, or exactly where the cents would read as nothing. */
function atStake(amount: string): string {
  const text = spellAmount(amount);
  return /[1-9]/.test(text) ? text : amount.replace("-", "−");
}
