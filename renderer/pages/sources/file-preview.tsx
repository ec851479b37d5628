import { useEffect, useState } from "react";
import type { Inspection } from "../../../shared/contract/workspace.ts";
import type { GrantedFile } from "../../transport.ts";
import { Badge, type Tone } from "../../ui/badge.tsx";
import { Button } from "../../ui/button.tsx";
import { CheckBox } from "../../ui/check-box.tsx";
import { FindingList } from "../../ui/finding-list.tsx";
import { formatCount, plural } from "../../ui/format-amount.ts";
import { ErrorNote, LoadingNote } from "../../ui/notice.tsx";
import { Part } from "../../ui/part.tsx";
import { useAnswer } from "../../use-engine.ts";
import { type FileChoice, isReady } from "./file-choice.ts";
import { emptyMapping } from "./mapping-draft.ts";
import { MappingEditor } from "./mapping-editor.tsx";
import { DATASET_NAMES } from "./source-words.ts";
import styles from "./sources.module.css";

const CONFIDENCE: Readonly<Record<string, Tone>> = {
  exact: "good",
  likely: "accent",
  guess: "warn",
};

export interface FilePreviewProps {
  readonly file: GrantedFile;
  readonly choice: FileChoice;
  readonly onChoice: (choice: FileChoice) => void;
}

/** One chosen file: what it seems to be, why, and what has to be said about it. */
export function FilePreview({ file, choice, onChoice }: FilePreviewProps) {
  const { mapping } = choice;
  const answer = useAnswer("workspace.inspect", {
    files: [file.token],
    ...(mapping === null ? {} : { mapping }),
  });
  const inspection = answer.value?.files[0] ?? null;
  const [isEditing, setEditing] = useState(false);

  // biome-ignore lint/correctness/useExhaustiveDependencies: once per inspection.
  useEffect(() => {
    if (inspection !== null && inspection !== choice.inspection) {
      onChoice({ ...choice, inspection });
      const asks = inspection.ambiguous.length > 0 || inspection.format === null;
      setEditing((before) => before || asks);
    }
  }, [inspection]);

  return (
    <section className={styles["preview"]} aria-label={file.name}>
      <header className={styles["previewHead"]}>
        <span className={styles["previewName"]}>{file.name}</span>
        {inspection === null ? null : <Recognised inspection={inspection} />}
        <span className={styles["spacer"]} />
        {isReady(choice) ? <Badge tone="good">ready</Badge> : null}
        {inspection === null ? null : (
          <Button aria-expanded={isEditing} onClick={() => setEditing(!isEditing)}>
            {isEditing ? "Hide details" : "Details"}
          </Button>
        )}
      </header>
      {answer.error === undefined ? null : <ErrorNote error={answer.error} />}
      {answer.isLoading && inspection === null ? <LoadingNote what={file.name} /> : null}
      {inspection === null ? null : (
        <div className={styles["previewBody"]}>
          <Questions inspection={inspection} />
          {inspection.findings.length > 0 ? <FindingList findings={inspection.findings} /> : null}
          {isEditing ? (
            <Details
              inspection={inspection}
              choice={{ ...choice, inspection }}
              onChoice={onChoice}
            />
          ) : null}
        </div>
      )}
    </section>
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
          format ?? "",
          `${formatCount(bytes)} bytes`,
          reasons.map((reason) => reason.replace(/\.$/, "")).join("; "),
        ]
          .filter((part) => part !== "")
          .join(" · ")}
      </span>
    </>
  );
}

function Questions({ inspection }: { inspection: Inspection }) {
  return inspection.ambiguous.length === 0 ? null : (
    <ul className={styles["questions"]}>
      {inspection.ambiguous.map(({ column, question }) => (
        <li key={`${column} ${question}`}>
          <b>{column}</b>: {question}
        </li>
      ))}
    </ul>
  );
}

function Details({
  inspection,
  choice,
  onChoice,
}: {
  inspection: Inspection;
  choice: FileChoice;
  onChoice: (choice: FileChoice) => void;
}) {
  const mapping =
    choice.mapping ??
    inspection.suggestedMapping ??
    (inspection.format === null ? emptyMapping(inspection.dataset ?? "ledger") : null);
  return (
    <>
      {mapping === null ? null : (
        <MappingEditor
          mapping={mapping}
          inspection={inspection}
          onChange={(next) => onChoice({ ...choice, mapping: next })}
        />
      )}
      <CheckBox
        isChecked={choice.allowRejects}
        onChange={(allowRejects) => onChoice({ ...choice, allowRejects })}
      >
        Load the readable rows even where others are rejected, and list those
      </CheckBox>
      <SampleRows inspection={inspection} />
      {inspection.unmapped.length > 0 ? (
        <p className={styles["previewFacts"]}>
          {plural(inspection.unmapped.length, "column")} kept as they are:{" "}
          {inspection.unmapped.join(", ")}
        </p>
      ) : null}
    </>
  );
}

/** The first rows as they stand in the file, each column with the field it fills. */
function SampleRows({ inspection }: { inspection: Inspection }) {
  const targets = new Map(inspection.columns.map(({ source, target }) => [source, target]));
  const { header, rows } = inspection.sample;
  const columns = header.map((name, index) => ({ name, key: `${index} ${name}` }));
  return (
    <Part
      role="region"
      className={styles["sample"]}
      tabIndex={0}
      aria-label={`First rows of ${inspection.file}`}
    >
      <table>
        <thead>
          <tr>
            {columns.map(({ name, key }) => (
              <th key={key} scope="col">
                {name} {targets.has(name) ? <small>{targets.get(name)}</small> : null}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((cells, line) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the rows of a file have no other name.
            <tr key={line}>
              {columns.map(({ key }, index) => (
                <td key={key}>{cells[index] ?? ""}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Part>
  );
}
