import { useEffect, useState } from "react";
import type { Inspection } from "../../../shared/contract/workspace.ts";
import type { Mapping } from "../../../shared/domain/mapping.ts";
import { attributeLabel } from "../../attribute-label.ts";
import type { GrantedFile } from "../../transport.ts";
import { Badge, type Tone } from "../../ui/badge.tsx";
import { Button } from "../../ui/button.tsx";
import { CheckBox } from "../../ui/check-box.tsx";
import { FindingList } from "../../ui/finding-list.tsx";
import { formatCount } from "../../ui/format-amount.ts";
import { ErrorNote, LoadingNote } from "../../ui/notice.tsx";
import { useAnswer } from "../../use-engine.ts";
import { withoutHalves } from "./column-roles.ts";
import { ColumnTable } from "./column-table.tsx";
import { type FileChoice, isBlocking, questionText } from "./file-choice.ts";
import { emptyMapping } from "./mapping-draft.ts";
import { MappingEditor } from "./mapping-editor.tsx";
import { DATASET_NAMES, formatName } from "./source-words.ts";
import styles from "./sources.module.css";

const CONFIDENCE: Readonly<Record<string, Tone>> = {
  exact: "good",
  likely: "accent",
  guess: "warn",
};

export interface FilePreviewProps {
  readonly file: GrantedFile;
  readonly choice: FileChoice;
  readonly isReady: boolean;
  readonly onChoice: (choice: FileChoice) => void;
  readonly onInspected: (token: string, inspection: Inspection) => void;
}

/** One chosen file: what it seems to be, why, and what has to be said about it. */
export function FilePreview(props: FilePreviewProps) {
  const { file, choice, onChoice, onInspected } = props;
  const { token } = file;
  const [isOpen, setOpen] = useState<boolean | null>(null);
  const { inspection, answer } = useInspection(token, choice.mapping);
  const fresh = answer.value?.files[0];
  useEffect(() => {
    if (fresh !== undefined) {
      onInspected(token, fresh);
    }
  }, [fresh, token, onInspected]);

  const asks = inspection !== null && isUnclear(inspection);
  const isEditing = isOpen ?? asks;
  const changeMapping = (mapping: Mapping): void => {
    setOpen(true);
    onChoice({ ...choice, mapping });
  };
  return (
    <section className={styles["preview"]} aria-label={file.name} aria-busy={answer.isLoading}>
      <header className={styles["previewHead"]}>
        <span className={styles["previewName"]}>{file.name}</span>
        {inspection === null ? null : <Recognised inspection={inspection} />}
        <span className={styles["spacer"]} />
        {props.isReady ? <Badge tone="good">ready</Badge> : null}
        {inspection === null ? null : (
          <Button aria-expanded={isEditing} onClick={() => setOpen(!isEditing)}>
            {isEditing ? "Hide columns" : "Columns"}
          </Button>
        )}
      </header>
      {answer.error === undefined ? null : <ErrorNote error={answer.error} />}
      {answer.isLoading && inspection === null ? <LoadingNote what={file.name} /> : null}
      {inspection === null ? null : (
        <div className={styles["previewBody"]}>
          <Problems inspection={inspection} choice={choice} onChoice={onChoice} />
          {isEditing ? (
            <Details inspection={inspection} mapping={choice.mapping} onMapping={changeMapping} />
          ) : null}
        </div>
      )}
    </section>
  );
}

/** What the file looks like under a mapping; the last look stays until the next one is there. */
function useInspection(token: string, mapping: Mapping | null) {
  const answer = useAnswer("workspace.inspect", {
    files: [token],
    ...(mapping === null ? {} : { mapping: withoutHalves(mapping) }),
  });
  const [last, setLast] = useState<Inspection | null>(null);
  const fresh = answer.value?.files[0] ?? null;
  if (fresh !== null && fresh !== last) {
    setLast(fresh);
  }
  return { inspection: fresh ?? last, answer };
}

function isUnclear({ ambiguous, format }: Inspection): boolean {
  return ambiguous.length > 0 || format === null;
}

function Recognised({ inspection }: { inspection: Inspection }) {
  const { format, confidence, dataset, reasons, bytes } = inspection;
  return (
    <>
      {confidence === null ? (
        <Badge tone="warn">not recognised</Badge>
      ) : (
        <Badge tone={CONFIDENCE[confidence] ?? "plain"}>{confidence}</Badge>
      )}
      <span className={styles["previewFacts"]}>
        {[
          dataset === null ? "" : DATASET_NAMES[dataset],
          format === null ? "" : formatName(format),
          `${formatCount(bytes)} bytes`,
          reasons.map((reason) => reason.replace(/\.$/, "")).join("; "),
        ]
          .filter((part) => part !== "")
          .join(" · ")}
      </span>
    </>
  );
}

/** First what has to be answered; then, once rows can be read, what is wrong with them. */
function Problems({
  inspection,
  choice,
  onChoice,
}: Pick<FilePreviewProps, "choice" | "onChoice"> & { inspection: Inspection }) {
  const { ambiguous, findings } = inspection;
  if (ambiguous.length > 0) {
    return (
      <ul className={styles["questions"]} aria-label="To be clarified">
        {ambiguous.map(({ column, question }) => (
          <li key={`${column} ${question}`}>
            <b>{attributeLabel(column)}</b> {questionText(question)}
          </li>
        ))}
      </ul>
    );
  }
  return findings.length === 0 ? null : (
    <div>
      <FindingList findings={findings} />
      {findings.some(isBlocking) ? (
        <CheckBox
          isChecked={choice.allowRejects}
          onChange={(allowRejects) => onChoice({ ...choice, allowRejects })}
        >
          Load the readable rows, and list the others as rejected
        </CheckBox>
      ) : null}
    </div>
  );
}

function Details({
  inspection,
  mapping,
  onMapping,
}: {
  inspection: Inspection;
  mapping: Mapping | null;
  onMapping: (mapping: Mapping) => void;
}) {
  const edited =
    mapping ??
    inspection.suggestedMapping ??
    (inspection.format === null ? emptyMapping(inspection.dataset ?? "ledger") : null);
  return edited === null ? (
    <ColumnTable inspection={inspection} />
  ) : (
    <MappingEditor mapping={edited} inspection={inspection} onChange={onMapping} />
  );
}
