import { useEffect, useRef, useState } from "react";
import { Button } from "../../../ui/button.tsx";
import { plural } from "../../../ui/format-amount.ts";
import { ErrorNote } from "../../../ui/notice.tsx";
import { PageFrame } from "../../../ui/page.tsx";
import { useEngine } from "../../../use-engine.ts";
import { blockedBy } from "./blocked-by.ts";
import { downloadRejects } from "./commit.ts";
import { isTouched } from "./file-draft.ts";
import { FileRail } from "./file-rail.tsx";
import { LeaveQuestion, useEscape } from "./leave-question.tsx";
import { movesFrom } from "./moves.ts";
import type { ListedFile } from "./step-files.tsx";
import { StepView } from "./step-view.tsx";
import { Stepper } from "./stepper.tsx";
import { type Place, STEPS, type Step, stepsAsking } from "./steps.ts";
import { useCommit, useImportFiles } from "./use-import-files.ts";
import styles from "./wizard.module.css";
import { useWizard } from "./wizard-store.ts";

export interface ImportWizardProps {
  readonly onAdd: () => void;
  /** Given the file to look at next: the first one that was imported. */
  readonly onDone: (sourceFileId: string | null) => void;
}

/** The import of chosen files: what is clear goes through, what is not is asked, step by step. */
export function ImportWizard({ onAdd, onDone }: ImportWizardProps) {
  const engine = useEngine();
  const { drafts, go, change, remove, close } = useWizard();
  const { files, again, place, token, isSettled } = useImportFiles();
  const [isAsking, setAsking] = useState(false);
  const { start, forget, error, isImporting } = useCommit(files, onDone);
  const lookAgain = (): void => {
    forget();
    for (const { draft } of files) {
      again(draft.file.token);
    }
  };
  const current = files.find(({ draft }) => draft.file.token === token);
  const leave = (): void => (drafts.some(isTouched) ? setAsking(true) : close([]));
  useEscape(leave);
  const ready = files.filter(({ state }) => state.kind === "ready");
  const blocked = blockedBy(place.step, current, files);
  const moves = movesFrom(place, token, files, { go, change });
  return (
    <PageFrame
      title="Import"
      message={progressText(files.length, ready.length, isSettled)}
      actions={<Button onClick={leave}>Cancel</Button>}
    >
      <Stepper
        current={place.step}
        isOpen={(step) => isOpen(step, files)}
        asking={stepsAsking((current === undefined ? files : [current]).map(({ state }) => state))}
        onStep={(step) => go({ step, token: step === "summary" ? null : token })}
      />
      {error === null ? null : <ErrorNote error={error} onRetry={lookAgain} />}
      <div className={styles["body"]}>
        {place.step === "files" ? null : (
          <FileRail
            files={files}
            current={place.step === "summary" ? null : token}
            onChoose={moves.choose}
          />
        )}
        <StepHeading place={place} file={current?.draft.file.name ?? ""}>
          <StepView
            place={place}
            files={files}
            current={current}
            onAdd={onAdd}
            onRemove={remove}
            onRetry={again}
            onChange={change}
            onDownload={(file) => void downloadRejects(engine, file)}
          />
        </StepHeading>
      </div>
      <footer className={styles["footer"]}>
        <Button disabled={place.step === "files"} onClick={moves.back}>
          Back
        </Button>
        <span className={styles["blocked"]} role="status" title={blocked ?? undefined}>
          {blocked}
        </span>
        {place.step === "summary" ? (
          <Button
            tone="primary"
            disabled={ready.length === 0 || blocked !== null || isImporting || !isSettled}
            onClick={() => void start()}
          >
            Import {plural(ready.length, "file")}
          </Button>
        ) : (
          <Button tone="primary" disabled={blocked !== null} onClick={moves.next}>
            Next
          </Button>
        )}
      </footer>
      <LeaveQuestion
        isOpen={isAsking}
        files={drafts.filter(isTouched).length}
        onStay={() => setAsking(false)}
        onLeave={() => close([])}
      />
    </PageFrame>
  );
}

/** The heading takes the focus when the step changes, so that reading goes on from there. */
function StepHeading(props: { place: Place; file: string; children: React.ReactNode }) {
  const { place, file, children } = props;
  const heading = useRef<HTMLHeadingElement>(null);
  const key = `${place.step} ${place.token}`;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new place is what moves the focus.
  useEffect(() => heading.current?.focus(), [key]);
  const title = STEPS.find(({ id }) => id === place.step)?.title ?? "";
  const isOfFile = place.step !== "files" && place.step !== "summary";
  return (
    <section className={styles["main"]} aria-labelledby="import-step">
      <h2 id="import-step" ref={heading} tabIndex={-1} className="screen-reader">
        {title}
        {isOfFile ? `: ${file}` : ""}
      </h2>
      {children}
    </section>
  );
}

function isOpen(step: Step, files: readonly ListedFile[]): boolean {
  switch (step) {
    case "files":
      return true;
    case "summary":
      return files.some(({ state }) => state.kind === "ready");
    case "header":
    case "columns":
      return files.some(({ look }) => look.inspection !== null);
    case "review":
      return files.some(({ look }) => look.preview !== null || look.tryError !== null);
  }
}

function progressText(files: number, ready: number, isSettled: boolean): string {
  if (!isSettled) {
    return `Looking at ${plural(files, "file")}`;
  }
  return ready === files
    ? `${plural(files, "file")} can be imported; nothing is stored yet`
    : `${ready} of ${plural(files, "file")} can be imported; nothing is stored yet`;
}
