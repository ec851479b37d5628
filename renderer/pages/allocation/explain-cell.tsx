import { InspectorHint, InspectorTitle } from "../../ui/inspector-parts.tsx";
import { ErrorNote, LoadingNote } from "../../ui/notice.tsx";
import { useAnswer } from "../../use-engine.ts";
import { type CellQuestion, questionFor } from "./explain-question.ts";
import { ExplanationPanel } from "./explanation-panel.tsx";

export interface ExplainCellProps extends CellQuestion {
  readonly nameOf: (target: string) => string;
}

/** "Explain this number" for a cell of the allocation. */
export function ExplainCell({ nameOf, ...props }: ExplainCellProps) {
  const question = questionFor(props);
  const answer = useAnswer("allocation.explain", typeof question === "string" ? null : question);
  return (
    <>
      <InspectorTitle>Explain this number</InspectorTitle>
      {typeof question === "string" ? <InspectorHint>{question}</InspectorHint> : null}
      {answer.error === undefined ? null : <ErrorNote error={answer.error} />}
      {typeof question !== "string" && answer.value === undefined && answer.error === undefined ? (
        <LoadingNote what="the explanation" />
      ) : null}
      {typeof question === "string" || answer.value === undefined ? null : (
        <ExplanationPanel explanation={answer.value} nameOf={nameOf} />
      )}
    </>
  );
}
