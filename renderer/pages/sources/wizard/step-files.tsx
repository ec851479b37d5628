import { X } from "lucide-react";
import { Badge } from "../../../ui/badge.tsx";
import { Button } from "../../../ui/button.tsx";
import { formatCount } from "../../../ui/format-amount.ts";
import { DATASET_NAMES, formatName } from "../source-words.ts";
import type { FileDraft, FileState, Look } from "./file-draft.ts";
import { describeState } from "./steps.ts";
import styles from "./wizard.module.css";

export interface ListedFile {
  readonly draft: FileDraft;
  readonly look: Look;
  readonly state: FileState;
}

export interface StepFilesProps {
  readonly files: readonly ListedFile[];
  readonly onAdd: () => void;
  readonly onRemove: (token: string) => void;
  readonly onRetry: (token: string) => void;
}

/** The chosen files, what each seems to be, and a place for more. */
export function StepFiles({ files, onAdd, onRemove, onRetry }: StepFilesProps) {
  return (
    <div className={styles["stack"]}>
      <div className={styles["add"]}>
        <p>Drop more files anywhere on the window, or choose them.</p>
        <Button onClick={onAdd}>Choose files</Button>
      </div>
      <table className={styles["fileTable"]}>
        <thead>
          <tr>
            <th scope="col">File</th>
            <th scope="col">Holds</th>
            <th scope="col">Format</th>
            <th scope="col" className={styles["figure"]}>
              Bytes
            </th>
            <th scope="col">State</th>
            <th scope="col">
              <span className="screen-reader">Remove</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {files.map((file) => (
            <FileLine key={file.draft.file.token} {...file} onRemove={onRemove} onRetry={onRetry} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function FileLine(props: ListedFile & Pick<StepFilesProps, "onRemove" | "onRetry">) {
  const { draft, look, state, onRemove, onRetry } = props;
  const { token, name } = draft.file;
  const { inspection } = look;
  const { tone, text } = describeState(state);
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>{inspection?.dataset == null ? "" : DATASET_NAMES[inspection.dataset]}</td>
      <td>{inspection?.format == null ? "" : formatName(inspection.format)}</td>
      <td className={styles["figure"]}>
        {inspection === null ? "" : formatCount(inspection.bytes)}
      </td>
      <td>
        <Badge tone={tone}>{text}</Badge>
        {state.kind === "unreadable" ? (
          <p className={styles["told"]}>
            {state.error.message} {state.error.remedy}{" "}
            <Button onClick={() => onRetry(token)}>Look again</Button>
          </p>
        ) : null}
      </td>
      <td className={styles["remove"]}>
        <Button isIcon tone="quiet" aria-label={`Remove ${name}`} onClick={() => onRemove(token)}>
          <X size={13} aria-hidden="true" />
        </Button>
      </td>
    </tr>
  );
}
