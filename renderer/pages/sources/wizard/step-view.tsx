import { ErrorNote, LoadingNote } from "../../../ui/notice.tsx";
import type { FileDraft } from "./file-draft.ts";
import { StepColumns } from "./step-columns.tsx";
import { type ListedFile, StepFiles } from "./step-files.tsx";
import { StepHeader } from "./step-header.tsx";
import { StepReview } from "./step-review.tsx";
import { StepSummary } from "./step-summary.tsx";
import type { Place } from "./steps.ts";

export interface StepViewProps {
  readonly place: Place;
  readonly files: readonly ListedFile[];
  readonly current: ListedFile | undefined;
  readonly onAdd: () => void;
  readonly onRemove: (token: string) => void;
  readonly onRetry: (token: string) => void;
  readonly onChange: (token: string, part: Partial<FileDraft>) => void;
  readonly onDownload: (file: ListedFile) => void;
}

/** What the current step shows. */
export function StepView(props: StepViewProps) {
  const { place, files, current, onChange } = props;
  const { onAdd, onRemove, onRetry } = props;
  const toAdd = <StepFiles files={files} onAdd={onAdd} onRemove={onRemove} onRetry={onRetry} />;
  if (current === undefined) {
    return toAdd;
  }
  const { token, name } = current.draft.file;
  if (place.step !== "files" && place.step !== "summary") {
    if (current.state.kind === "unreadable") {
      return <ErrorNote error={current.state.error} onRetry={() => onRetry(token)} />;
    }
    if (current.look.inspection === null) {
      return <LoadingNote what={name} />;
    }
  }
  switch (place.step) {
    case "files":
      return toAdd;
    case "header":
      return (
        <StepHeader
          {...current}
          onReading={(reading) => onChange(token, { reading, mapping: null })}
        />
      );
    case "columns":
      return (
        <StepColumns
          key={token}
          {...current}
          onMapping={(mapping) => onChange(token, { mapping })}
        />
      );
    case "review":
      return (
        <StepReview
          {...current}
          onMapping={(mapping) => onChange(token, { mapping })}
          onAllowRejects={(allowRejects) => onChange(token, { allowRejects })}
          onDownload={() => props.onDownload(current)}
          onRetry={() => props.onRetry(token)}
        />
      );
    case "summary":
      return <StepSummary files={files} onChange={onChange} />;
  }
}
