import type { SourceFile } from "../../../shared/contract/workspace.ts";
import { toCsv } from "../../csv.ts";
import type { CallOutput, EngineClient } from "../../engine-client.ts";
import { offerDownload } from "../../offer-download.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { formatCount, plural } from "../../ui/format-amount.ts";
import { ErrorNote, LoadingNote } from "../../ui/notice.tsx";
import { Part } from "../../ui/part.tsx";
import { tellError } from "../../ui/toaster.tsx";
import { useAnswer, useEngine } from "../../use-engine.ts";
import styles from "./sources.module.css";

type Reject = CallOutput<"workspace.rejects">["rejects"][number];

const PAGE = 1000;
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

async function download(engine: EngineClient, source: SourceFile): Promise<void> {
  const { sourceFileId, file } = source;
  const rows: string[][] = [["row", "column", "code", "reason", "what to do", "raw text"]];
  for (let offset = 0; ; offset += PAGE) {
    const page = await engine.call("workspace.rejects", { sourceFileId, offset, limit: PAGE });
    if (!page.ok) {
      tellError(page.error);
      return;
    }
    for (const { line, column, code, reason, remedy, rawText } of page.value.rejects) {
      rows.push([String(line), column ?? "", code, reason, remedy, rawText]);
    }
    if (offset + PAGE >= page.value.total) {
      break;
    }
  }
  offerDownload(new Blob([toCsv(rows)], { type: "text/csv" }), `${file}-rejects.csv`);
}
