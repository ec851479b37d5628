import type { QualityResult } from "../../../../shared/contract/quality.ts";
import { Badge } from "../../../ui/badge.tsx";
import { InspectorSection, InspectorTitle } from "../../../ui/inspector-parts.tsx";
import { FailureCard } from "./failure-card.tsx";
import styles from "./quality.module.css";
import { testState } from "./quality-words.ts";
import type { DecisionScope } from "./use-decide.ts";

export interface TestDetailProps {
  readonly result: QualityResult;
  readonly scope: DecisionScope;
}

const FAILURES_SHOWN = 20;

/** One test: what it looks for, what failed with its rows, and what to do. */
export function TestDetail({ result, scope }: TestDetailProps) {
  const { title, looksFor, expected, remedy, why, failures } = result;
  const state = testState(result);
  return (
    <>
      <InspectorTitle>{title}</InspectorTitle>
      <Badge tone={state.tone}>{state.text}</Badge>
      <InspectorSection title="Looks for">
        <p>{looksFor}</p>
        {why === null ? null : <p className={styles["facts"]}>{why}</p>}
      </InspectorSection>
      {failures.length === 0 ? null : (
        <>
          <InspectorSection title="What to do">
            <p>{remedy}</p>
            <p className={styles["facts"]}>Expected: {expected}</p>
          </InspectorSection>
          <InspectorSection title="Failed">
            {failures.slice(0, FAILURES_SHOWN).map((failure) => (
              <FailureCard key={failure.key} failure={failure} scope={scope} />
            ))}
            {failures.length > FAILURES_SHOWN ? (
              <p className={styles["facts"]}>
                And {failures.length - FAILURES_SHOWN} smaller ones.
              </p>
            ) : null}
          </InspectorSection>
        </>
      )}
    </>
  );
}
