import { useEffect, useState } from "react";
import type { Inspection } from "../../../shared/contract/workspace.ts";
import type { Mapping } from "../../../shared/domain/mapping.ts";
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
import { type FileChoice, isBlocking, isUndeclaredTotal } from "./file-choice.ts";
import { plainBill } from "./mapping-draft.ts";
import { MappingEditor } from "./mapping-editor.tsx";
import { inTheForm, startOf, withHeaderRow } from "./mapping-start.ts";
import { type OpenQuestion, openQuestions } from "./open-questions.ts";
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
  /** Null while the file is looked at, or cannot be read as it is mapped. */
  readonly onInspected: (token: string, inspection: Inspection | null) => void;
}

/** One chosen file: what it seems to be, why, and what has to be said about it. */
export function FilePreview(props: FilePreviewProps) {
  const { file, choice, onChoice, onInspected } = props;
  const { token } = file;
  const [isOpen, setOpen] = useState<boolean | null>(null);
  const { inspection, answer } = useInspection(token, choice.mapping);
  const fresh = answer.value?.files[0] ?? null;
  useEffect(() => onInspected(token, fresh), [fresh, token, onInspected]);

  const asks = inspection !== null && isUnclear(inspection);
  const questions = inspection === null ? [] : openQuestions(inspection, choice.mapping);
  // What a refused mapping lacks is asked for already, one question per gap.
  const isAsked = answer.error?.code === "mapping-invalid" && questions.length > 0;
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
      {answer.error === undefined || isAsked ? null : <ErrorNote error={answer.error} />}
      {answer.isLoading && inspection === null ? <LoadingNote what={file.name} /> : null}
      {inspection === null ? null : (
        <div className={styles["previewBody"]}>
          {inspection.format === null ? <WhatToDo /> : null}
          <Problems
            inspection={inspection}
            questions={questions}
            choice={choice}
            onChoice={onChoice}
            onMapping={changeMapping}
          />
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

function isUnclear(inspection: Inspection): boolean {
  const { findings, format } = inspection;
  return (
    format === null ||
    openQuestions(inspection, null).length > 0 ||
    findings.some(isUndeclaredTotal)
  );
}

function WhatToDo() {
  return (
    <p className={styles["because"]}>
      Choose what the file holds, then say what each of its columns is. A bill exported as FOCUS
      needs none of this.
    </p>
  );
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
function Problems(props: {
  readonly inspection: Inspection;
  readonly questions: readonly OpenQuestion[];
  readonly choice: FileChoice;
  readonly onChoice: (choice: FileChoice) => void;
  readonly onMapping: (mapping: Mapping) => void;
}) {
  const { inspection, questions, choice, onChoice, onMapping } = props;
  const { findings, suggestedMapping: suggested } = inspection;
  if (questions.length > 0) {
    const isOffered = choice.mapping === null && inspection.dataset === "charge";
    return (
      <ul className={styles["questions"]} aria-label="To be clarified">
        {questions.map(({ about, text }) => (
          <li key={`${about} ${text}`}>
            <b>{about}</b> {text}
          </li>
        ))}
        {isOffered && suggested !== null ? (
          <li>
            <Button onClick={() => onMapping(plainBill(suggested))}>Read it as shown below</Button>
          </li>
        ) : null}
      </ul>
    );
  }
  return findings.length === 0 ? null : (
    <div>
      <FindingList findings={findings.map(inTheForm)} />
      {findings.some(isUndeclaredTotal) && suggested !== null ? (
        <p className={styles["below"]}>
          <Button
            onClick={() =>
              onMapping({ ...(choice.mapping ?? suggested), skip: [...suggested.skip] })
            }
          >
            Leave these totals out
          </Button>
        </p>
      ) : null}
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
  const edited = mapping ?? startOf(inspection);
  return edited === null ? (
    <ColumnTable inspection={inspection} />
  ) : (
    <MappingEditor
      mapping={edited}
      inspection={withHeaderRow(inspection, edited)}
      onChange={onMapping}
    />
  );
}
