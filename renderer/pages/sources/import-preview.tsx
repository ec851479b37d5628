import { useCallback, useState } from "react";
import type { ImportedFile } from "../../../shared/contract/jobs.ts";
import type { Inspection } from "../../../shared/contract/workspace.ts";
import type { ErrorShape } from "../../../shared/errors.ts";
import { useStore } from "../../store/index.ts";
import type { GrantedFile } from "../../transport.ts";
import { Button } from "../../ui/button.tsx";
import { CheckBox } from "../../ui/check-box.tsx";
import { formatCount, plural } from "../../ui/format-amount.ts";
import { ErrorNote } from "../../ui/notice.tsx";
import { PageFrame } from "../../ui/page.tsx";
import { tell } from "../../ui/toaster.tsx";
import { useEngine } from "../../use-engine.ts";
import { useStatus } from "../../use-workspace.ts";
import { withoutHalves } from "./column-roles.ts";
import { type FileChoice, isReady, UNDECIDED } from "./file-choice.ts";
import { FilePreview } from "./file-preview.tsx";
import styles from "./sources.module.css";

type ByToken<T> = Readonly<Record<string, T>>;

export interface ImportPreviewProps {
  readonly files: readonly GrantedFile[];
  /** Given the file to look at next: the first one that was imported. */
  readonly onDone: (sourceFileId: string | null) => void;
}

/** Looks at chosen files before anything is stored, asks what is unclear, then imports. */
export function ImportPreview({ files, onDone }: ImportPreviewProps) {
  const engine = useEngine();
  const hasSources = (useStatus()?.sourceCount ?? 0) > 0;
  const [choices, setChoices] = useState<ByToken<FileChoice>>({});
  const [inspections, setInspections] = useState<ByToken<Inspection>>({});
  const [replaces, setReplaces] = useState(false);
  const [error, setError] = useState<ErrorShape | null>(null);
  const isRunning = useStore((state) => state.job !== null);
  const choiceOf = (token: string): FileChoice => choices[token] ?? UNDECIDED;
  const ready = files.filter(({ token }) => isReady(choiceOf(token), inspections[token]));
  const onInspected = useCallback((token: string, inspection: Inspection) => {
    setInspections((before) => ({ ...before, [token]: inspection }));
  }, []);

  const start = async (): Promise<void> => {
    setError(null);
    const result = await engine.runJob("import", {
      replace: replaces,
      files: ready.map(({ token }) => {
        const { mapping, allowRejects } = choiceOf(token);
        const stated = mapping === null ? {} : { mapping: withoutHalves(mapping) };
        return { file: token, allowRejects, ...stated };
      }),
    });
    if (result.ok) {
      tell("Imported", summary(result.value.files));
      onDone(result.value.files[0]?.sourceFileId ?? null);
    } else {
      setError(result.error);
    }
  };

  return (
    <PageFrame
      title="Sources"
      message={progressText(files.length, ready.length)}
      actions={
        <>
          <Button onClick={() => onDone(null)}>Back</Button>
          <Button
            tone="primary"
            disabled={ready.length === 0 || isRunning}
            onClick={() => void start()}
          >
            Import{ready.length === 0 ? "" : ` ${plural(ready.length, "file")}`}
          </Button>
        </>
      }
    >
      {error === null ? null : <ErrorNote error={error} />}
      {hasSources ? (
        <CheckBox isChecked={replaces} onChange={setReplaces}>
          Replace earlier files of the same provider, account and period
        </CheckBox>
      ) : null}
      <div className={styles["previews"]}>
        {files.map((file) => (
          <FilePreview
            key={file.token}
            file={file}
            choice={choiceOf(file.token)}
            isReady={ready.includes(file)}
            onChoice={(choice) => setChoices((before) => ({ ...before, [file.token]: choice }))}
            onInspected={onInspected}
          />
        ))}
      </div>
    </PageFrame>
  );
}

function progressText(files: number, ready: number): string {
  if (ready === files) {
    return `${plural(files, "file")} can be imported; nothing is stored yet`;
  }
  return ready === 0
    ? `${plural(files, "file")} still to be clarified; nothing is stored yet`
    : `${formatCount(files - ready)} of ${plural(files, "file")} still to be clarified`;
}

function summary(files: readonly ImportedFile[]): string {
  const loaded = files.reduce((sum, { records }) => sum + records.loaded, 0);
  const rejected = files.reduce((sum, { records }) => sum + records.rejected, 0);
  const unchanged = files.filter(({ outcome }) => outcome === "unchanged").length;
  const parts = [
    `${plural(loaded, "record")} from ${plural(files.length, "file")}`,
    rejected === 0 ? "" : `${formatCount(rejected)} rejected`,
    unchanged === 0 ? "" : `${formatCount(unchanged)} already known`,
  ];
  return parts.filter((part) => part !== "").join(", ");
}
