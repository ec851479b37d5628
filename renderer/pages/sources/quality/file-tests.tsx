import { useMemo } from "react";
import type { SourceFile } from "../../../../shared/contract/workspace.ts";
import { Badge } from "../../../ui/badge.tsx";
import { plural } from "../../../ui/format-amount.ts";
import { InspectorSection } from "../../../ui/inspector-parts.tsx";
import { useAnswer } from "../../../use-engine.ts";
import { FailureCard } from "./failure-card.tsx";
import styles from "./quality.module.css";
import { testState } from "./quality-words.ts";

/** What the tests found in one file, over all its months. */
export function FileTests({ source }: { source: SourceFile }) {
  const { sourceFileId, isActive } = source;
  const scope = useMemo(() => ({ sourceFileId }), [sourceFileId]);
  const answer = useAnswer("quality.report", isActive ? scope : null);
  if (answer.value === undefined) {
    return null;
  }
  const { results } = answer.value;
  const failed = results.filter(({ failures }) => failures.length > 0);
  const held = results.filter(({ state }) => state === "passed").length;
  return (
    <InspectorSection title="Tests of the data">
      <p>
        {failed.length === 0
          ? `Nothing failed; ${plural(held, "test")} passed.`
          : `${plural(failed.length, "test")} found something; ${held} passed.`}
      </p>
      {failed.map((result) => {
        const { tone, text } = testState(result);
        return (
          <div key={result.test}>
            <p className={styles["test"]}>
              <b>{result.title}</b> <Badge tone={tone}>{text}</Badge>
            </p>
            <p className={styles["facts"]}>{result.remedy}</p>
            {result.failures.map((failure) => (
              <FailureCard key={failure.key} failure={failure} scope={scope} />
            ))}
          </div>
        );
      })}
    </InspectorSection>
  );
}
