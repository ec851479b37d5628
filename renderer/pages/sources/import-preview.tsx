import { useState } from "react";
import type { ImportedFile } from "../../../shared/contract/jobs.ts";
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
import { type FileChoice, isReady, UNDECIDED } from "./file-choice.ts";
import { FilePreview } from "./file-preview.tsx";
import styles from "./sources.module.css";

/** Looks at chosen files before anything is stored, asks what is unclear, then imports. */
export function ImportPreview({
  files,
  onDone,
}: {
  files: readonly GrantedFile[];
  onDone: () => void;
}) {
  const engine = useEngine();
  const [choices, setChoices] = useState<Readonly<Record<string, FileChoice>>>({});
  const [replaces, setReplaces] = useState(false);
  const [error, setError] = useState<ErrorShape | null>(null);
  const isRunning = useStore((state) => state.job !== null);
  const choiceOf = (token: string): FileChoice => choices[token] ?? UNDECIDED;
  const ready = files.filter(({ token }) => isReady(choiceOf(token)));

  const start = async (): Promise<void> => {
    setError(null);
    const result = await engine.runJob("import", {
      replace: replaces,
      files: ready.map(({ token }) => {
        const { mapping, allowRejects } = choiceOf(token);
        return { file: token, allowRejects, ...(mapping === null ? {} : { mapping }) };
      }),
    });
    if (result.ok) {
      tell("Imported", summary(result.value.files));
      onDone();
    } else {
      setError(result.error);
    }
  };

  const open = files.length - ready.length;
  return (
    <PageFrame
      title="Sources"
      message={
        open === 0
          ? `${plural(files.length, "file")} can be imported; nothing is stored yet`
          : `${formatCount(open)} of ${plural(files.length, "file")} still to be clarified`
      }
      actions={
        <>
          <Button onClick={onDone}>Back</Button>
          <Button
            tone="primary"
            disabled={ready.length === 0 || isRunning}
            onClick={() => void start()}
          >
            Import {plural(ready.length, "file")}
          </Button>
        </>
      }
    >
      {error === null ? null : <ErrorNote error={error} />}
      <CheckBox isChecked={replaces} onChange={setReplaces}>
        Replace earlier files of the same provider, account and period
      </CheckBox>
      <div className={styles["previews"]}>
        {files.map((file) => (
          <FilePreview
            key={file.token}
            file={file}
            choice={choiceOf(file.token)}
            onChoice={(choice) => setChoices((before) => ({ ...before, [file.token]: choice }))}
          />
        ))}
      </div>
    </PageFrame>
  );
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
