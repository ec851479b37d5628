import type { Explanation } from "../../../shared/contract/allocation.ts";
import { Amount } from "../../ui/amount.tsx";
import { Badge } from "../../ui/badge.tsx";
import { plural, spellAmount } from "../../ui/format-amount.ts";
import { Headline, InspectorSection } from "../../ui/inspector-parts.tsx";
import styles from "./allocation.module.css";

/** The steps from a cell back to its files and rows. */
export function ExplanationPanel({ explanation }: { explanation: Explanation }) {
  const { title, amount, currency, steps, files, ties } = explanation;
  return (
    <>
      <Headline figure={spellAmount(amount)} unit={currency} what={title} />
      <ol className={styles["steps"]}>
        {steps.map((step, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: steps have an order, and may repeat.
          <li key={`${index} ${step.label}`} className={styles["step"]}>
            <span className={styles["number"]}>{index + 1}</span>
            <span className={styles["stepText"]}>
              {step.label}
              <small>{step.detail}</small>
            </span>
            <span className={styles["stepAmount"]}>
              {step.amount === null ? (step.share ?? "") : <Amount value={step.amount} />}
              {step.amount !== null && step.share !== null ? <small>{step.share}</small> : null}
            </span>
          </li>
        ))}
      </ol>
      <p className={styles["ties"]}>
        {ties ? (
          <Badge tone="good">ties to its rows</Badge>
        ) : (
          <Badge tone="bad">does not tie to its rows</Badge>
        )}
      </p>
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
