import type { Explanation } from "../../../shared/contract/allocation.ts";
import { fromUnits } from "../../../shared/domain/amount.ts";
import { Amount } from "../../ui/amount.tsx";
import { Badge } from "../../ui/badge.tsx";
import { percentOf, plural, spellAmount } from "../../ui/format-amount.ts";
import { Headline, InspectorSection } from "../../ui/inspector-parts.tsx";
import styles from "./allocation.module.css";

/** The steps from a cell back to its files and rows. */
export function ExplanationPanel({ explanation }: { explanation: Explanation }) {
  const { title, amount, currency, steps, files, ties } = explanation;
  return (
    <>
      <Headline figure={spellAmount(amount)} unit={currency} what={title} />
      <p className={styles["ties"]}>
        {ties ? (
          <Badge tone="good">ties to its rows</Badge>
        ) : (
          <Badge tone="bad">does not tie to its rows</Badge>
        )}
      </p>
      <ol>
        {steps.map((step, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: steps have an order, and may repeat.
          <li key={`${index} ${step.label}`} className={styles["step"]}>
            <span className={styles["number"]}>{index + 1}</span>
            <span className={styles["stepText"]}>
              {step.label}
              <small>{step.detail}</small>
              {step.share !== null && hasBoth(step) ? (
                <small title={step.share}>Share {sharePercent(step.share)}</small>
              ) : null}
            </span>
            <span className={styles["stepAmount"]}>
              <StepFigure amount={step.amount} share={step.share} />
            </span>
          </li>
        ))}
      </ol>
      {files.length === 0 ? null : (
        <InspectorSection title="Source files">
          <ul>
            {files.map((file) => (
              <li key={`${file.sourceFileId} ${file.rows}`} className={styles["step"]}>
                <span className={styles["stepText"]}>
                  {file.file}
                  <small>
                    {file.rows}, {plural(file.charges, "charge")}
                  </small>
                </span>
                <span className={styles["stepAmount"]}>
                  <Amount value={file.amount} />
                </span>
              </li>
            ))}
          </ul>
        </InspectorSection>
      )}
    </>
  );
}

/** The amount of a step, its share, or both; a share of nothing stands alone. */
function StepFigure({ amount, share }: { amount: string | null; share: string | null }) {
  if (amount === null || (amount === "0" && share !== null)) {
    return share === null ? null : <span title={share}>{sharePercent(share)}</span>;
  }
  return <Amount value={amount} />;
}

function hasBoth({ amount, share }: Explanation["steps"][number]): boolean {
  return share !== null && amount !== null && amount !== "0";
}

/** "94/366" as "25.68 %"; anything else as it stands. */
function sharePercent(share: string): string {
  const [, part, whole] = /^(-?\d+)\s*\/\s*(\d+)$/.exec(share) ?? [];
  const percent =
    part === undefined || whole === undefined
      ? null
      : percentOf(fromUnits(BigInt(part)), fromUnits(BigInt(whole)), 2);
  return percent === null ? share : `${percent} %`;
}
