import { useMemo } from "react";
import type { Period } from "../../../../shared/domain/period.ts";
import { ErrorNote, LoadingNote } from "../../../ui/notice.tsx";
import { isFirstLoad, useAnswer } from "../../../use-engine.ts";
import styles from "./quality.module.css";
import { qualityMessage } from "./quality-words.ts";
import { TestList } from "./test-list.tsx";
import { WindowTable } from "./window-table.tsx";

/** The tests of a month's imported data over all its files; of every month where none is chosen. */
export function QualityPanel({ period }: { period: Period | null }) {
  const scope = useMemo(() => (period === null ? {} : { period }), [period]);
  const answer = useAnswer("quality.report", scope);
  if (answer.error !== undefined) {
    return <ErrorNote error={answer.error} onRetry={answer.retry} />;
  }
  if (isFirstLoad(answer) || answer.value === undefined) {
    return <LoadingNote what="the tests of the data" />;
  }
  const report = answer.value;
  const month = period ?? "every month";
  return (
    <>
      <p className={styles["summary"]} role="status">
        {`${month}: ${qualityMessage(report)}.`}
      </p>
      <TestList report={report} scope={scope} label={`Tests of ${month}`} />
      {report.windows.length === 0 ? null : <WindowTable windows={report.windows} />}
    </>
  );
}
