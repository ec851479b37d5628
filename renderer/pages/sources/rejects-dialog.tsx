import type { SourceFile } from "../../../shared/contract/workspace.ts";
import type { CallOutput, EngineClient } from "../../engine-client.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { formatCount, plural } from "../../ui/format-amount.ts";
import { ErrorNote, LoadingNote } from "../../ui/notice.tsx";
import { Part } from "../../ui/part.tsx";
import { tell, tellError, tellFailure } from "../../ui/toaster.tsx";
import { useAnswer, useEngine } from "../../use-engine.ts";
import styles from "./sources.module.css";

type Reject = CallOutput<"workspace.rejects">["rejects"][number];

const SHOWN = 200;

/** The rows that could not be read, as they stand in the file, each with its reason. */
export function RejectsDialog({ source, onClose }: { source: SourceFile; onClose: () => void }) {
  const engine = useEngine();
  const { sourceFileId } = source;
  const answer = useAnswer("workspace.rejects", { sourceFileId, offset: 0, limit: SHOWN });
  const rejects = answer.value?.rejects ?? [];
  const total = answer.value?.total ?? 0;
  return (
    <Dialog
      title={`${plural(total, "rejected row")} of ${source.file}`}
      isOpen
      onClose={onClose}
      size="full"
      actions={<Button onClick={() => void download(engine, source)}>Download as CSV</Button>}
    >
      {answer.error === undefined ? null : <ErrorNote error={answer.error} />}
      {answer.value === undefined && answer.error === undefined ? (
        <LoadingNote what="the rejected rows" />
      ) : null}
      {rejects.length === 0 ? null : <RejectTable rejects={rejects} />}
      {total > SHOWN ? <p>The first {SHOWN} are shown; the download holds all.</p> : null}
    </Dialog>
  );
}

function RejectTable({ rejects }: { rejects: readonly Reject[] }) {
  return (
    <Part role="region" aria-label="Rejected rows" className={styles["rejects"]} tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col" className={styles["line"]}>
              Row
            </th>
            <th scope="col">Column</th>
            <th scope="col">Why, and what to do</th>
            <th scope="col">As it stands in the file</th>
          </tr>
        </thead>
        <tbody>
          {rejects.map(({ line, column, code, reason, remedy, rawText }) => (
            <tr key={`${line} ${column} ${code}`}>
              <td className={styles["line"]}>{formatCount(line)}</td>
              <td>{column}</td>
              <td>
                {reason}
                <small>{remedy}</small>
              </td>
              <td className={styles["raw"]}>{rawText}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Part>
  );
}

async function download(engine: EngineClient, { sourceFileId, file }: SourceFile): Promise<void> {
  try {
    const place = await engine.transport.chooseSaveFile(`${file}-rejected.csv`);
    if (place === null) {
      return;
    }
    const { token: out, name } = place;
    const result = await engine.call("workspace.saveRejects", { sourceFileId, out });
    if (!result.ok) {
      tellError(result.error);
      return;
    }
    await engine.transport.fetchSaved(out, name);
    tell(`${name} is written`, `${plural(result.value.rejects, "row")} with reason and remedy.`);
  } catch (reason) {
    tellFailure(reason);
  }
}
