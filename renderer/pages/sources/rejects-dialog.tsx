import type { SourceFile } from "../../../shared/contract/workspace.ts";
import { toCsv } from "../../csv.ts";
import type { CallOutput, EngineClient } from "../../engine-client.ts";
import type { GridColumn } from "../../grid/grid-model.ts";
import { GridView } from "../../grid/grid-view.tsx";
import { offerDownload } from "../../offer-download.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { plural } from "../../ui/format-amount.ts";
import { ErrorNote, LoadingNote } from "../../ui/notice.tsx";
import { tellError } from "../../ui/toaster.tsx";
import { useAnswer, useEngine } from "../../use-engine.ts";
import styles from "./sources.module.css";

type Reject = CallOutput<"workspace.rejects">["rejects"][number];

const COLUMNS: readonly GridColumn[] = [
  { id: "line", label: "Row", width: 64 },
  { id: "column", label: "Column", width: 120 },
  { id: "reason", label: "Reason", width: 240 },
  { id: "remedy", label: "What to do", width: 240 },
  { id: "rawText", label: "The row as it stands in the file", width: 420 },
];
const PAGE = 1000;

/** The rows that could not be read, as they stand in the file, each with its reason. */
export function RejectsDialog({ source, onClose }: { source: SourceFile; onClose: () => void }) {
  const engine = useEngine();
  const { sourceFileId } = source;
  const answer = useAnswer("workspace.rejects", { sourceFileId, offset: 0, limit: PAGE });
  const rejects = answer.value?.rejects ?? [];
  const total = answer.value?.total ?? 0;
  return (
    <Dialog
      title={`${plural(total, "rejected row")} of ${source.file}`}
      isOpen
      onClose={onClose}
      size="wide"
      actions={<Button onClick={() => void download(engine, source)}>Download as CSV</Button>}
    >
      {answer.error === undefined ? null : <ErrorNote error={answer.error} />}
      {answer.value === undefined && answer.error === undefined ? (
        <LoadingNote what="the rejected rows" />
      ) : null}
      {rejects.length === 0 ? null : (
        <div className={styles["rejects"]}>
          <GridView
            label="Rejected rows"
            columns={COLUMNS}
            rowCount={rejects.length}
            renderCell={(row, column) => (
              <span title={rejectText(rejects[row], column)}>
                {rejectText(rejects[row], column)}
              </span>
            )}
          />
        </div>
      )}
      {total > PAGE ? <p>The first {PAGE} are shown; the download holds all.</p> : null}
    </Dialog>
  );
}

function rejectText(reject: Reject | undefined, column: number): string {
  const id = COLUMNS[column]?.id;
  if (reject === undefined || id === undefined) {
    return "";
  }
  return String(reject[id as keyof Reject] ?? "");
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
