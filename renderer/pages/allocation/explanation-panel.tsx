import { useMemo } from "react";
import type { Explanation } from "../../../shared/contract/allocation.ts";
import { treatmentName } from "../../../shared/domain/treatment.ts";
import { Amount } from "../../ui/amount.tsx";
import { Badge } from "../../ui/badge.tsx";
import { formatAmount, fullIn, plural } from "../../ui/format-amount.ts";
import { Headline, InspectorSection } from "../../ui/inspector-parts.tsx";
import styles from "./allocation.module.css";
import { explainedSteps } from "./explained-steps.ts";
import { WayList } from "./way-list.tsx";

export interface ExplanationPanelProps {
  readonly explanation: Explanation;
  readonly nameOf: (target: string) => string;
}

/** How cost reached a cell, from its files and rows. */
export function ExplanationPanel({ explanation, nameOf }: ExplanationPanelProps) {
  const { title, amount, currency, files, ties } = explanation;
  const explained = useMemo(() => explainedSteps(explanation), [explanation]);
  return (
    <>
      <Headline figure={formatAmount(amount, fullIn(currency))} unit={currency} what={title} />
      <p className={styles["ties"]}>
        {ties ? (
          <Badge tone="good">ties to its rows</Badge>
        ) : (
          <Badge tone="bad">does not tie to its rows</Badge>
        )}
      </p>
      {explained === null ? (
        <PlainSteps steps={explanation.steps} currency={currency} />
      ) : (
        <>
          <p className={styles["columnHeads"]}>
            <span>How it came</span>
            <span>Reached</span>
          </p>
          <WayList key={title} ways={explained.ways} nameOf={nameOf} currency={currency} />
          <Rounding amount={explained.rounding} />
        </>
      )}
      <StatedTreatments explanation={explanation} />
      {files.length === 0 ? null : (
        <InspectorSection title="Source files">
          <ul>
            {files.map((file) => (
              <li key={`${file.sourceFileId} ${file.rows}`} className={styles["step"]}>
                <span className={styles["stepText"]}>
                  {file.file}
                  <small>
                    {file.charges === 1 ? "row" : "rows"} {file.rows},{" "}
                    {plural(file.charges, "charge")}
                  </small>
                </span>
                <span className={styles["stepAmount"]}>
                  <Amount value={file.amount} style={fullIn(currency)} />
                </span>
              </li>
            ))}
          </ul>
        </InspectorSection>
      )}
    </>
  );
}

/** Steps as the engine tells them; what a step passed on to others is negative. */
function PlainSteps({ steps, currency }: Pick<Explanation, "steps" | "currency">) {
  return (
    <ol>
      {steps.map((step, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: steps have an order, and may repeat.
        <li key={`${index} ${step.label}`} className={styles["step"]}>
          <span className={styles["number"]}>{index + 1}</span>
          <span className={styles["stepText"]}>
            {step.label}
            <small>{step.kind === "charges" ? "came in" : "passed on to others"}</small>
          </span>
          <span className={styles["stepAmount"]}>
            <Amount value={step.amount} style={fullIn(currency)} />
          </span>
        </li>
      ))}
    </ol>
  );
}

/** Which stored rules the figure comes from, and how it is treated by whose word. */
function StatedTreatments({ explanation }: { explanation: Explanation }) {
  const { ruleSet, treatments = [] } = explanation;
  return (
    <>
      {treatments.length === 0 ? null : (
        <InspectorSection title="Treatment">
          <ul>
            {treatments.map(({ treatment, statedBy, name, amount }) => (
              <li key={`${treatment} ${statedBy} ${name}`} className={styles["step"]}>
                <span className={styles["stepText"]}>
                  {treatmentName(treatment)}
                  {statedBy === null ? null : (
                    <small>
                      by the {statedBy} {name}
                    </small>
                  )}
                </span>
                <span className={styles["stepAmount"]}>
                  <Amount value={amount} style={fullIn(explanation.currency)} />
                </span>
              </li>
            ))}
          </ul>
        </InspectorSection>
      )}
      {ruleSet === undefined ? null : (
        <p className={styles["more"]} title={ruleSet.ruleSetId}>
          <small>Allocation rules</small>
          <span>version {ruleSet.version}</span>
        </p>
      )}
    </>
  );
}

/** Rounding too small to see is said in the title of the figure alone. */
function Rounding({ amount }: { amount: string }) {
  return amount === "0" ? null : (
    <p className={styles["more"]}>
      <small>Rounding, at the last of 12 decimals</small>
      <span title={amount}>{formatAmount(amount)}</span>
    </p>
  );
}
