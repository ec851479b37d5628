import { X } from "lucide-react";
import type { ImportPreview } from "../../../../shared/contract/jobs.ts";
import type { Mapping } from "../../../../shared/domain/mapping.ts";
import { Button } from "../../../ui/button.tsx";
import { CheckBox } from "../../../ui/check-box.tsx";
import { FindingList } from "../../../ui/finding-list.tsx";
import { formatCount, plural } from "../../../ui/format-amount.ts";
import { EmptyNote, ErrorNote, LoadingNote } from "../../../ui/notice.tsx";
import { mappingToShow } from "./field-rows.ts";
import { type FileDraft, type FileState, type Look, statedMapping } from "./file-draft.ts";
import { GroupCard } from "./group-card.tsx";
import { ruleText, withoutReplacement, withoutRule } from "./group-words.ts";
import styles from "./review.module.css";

export interface StepReviewProps {
  readonly draft: FileDraft;
  readonly look: Look;
  readonly state: FileState;
  readonly onMapping: (mapping: Mapping) => void;
  readonly onAllowRejects: (allowRejects: boolean) => void;
  readonly onDownload: () => void;
  readonly onRetry: () => void;
}

/** What cannot be read, by cause, with the fixes that settle all of it at once. */
export function StepReview(props: StepReviewProps) {
  const { draft, look, state, onMapping } = props;
  const { preview, isTrying, isLooking } = look;
  if (state.kind === "refused" || state.kind === "wrong") {
    const stated = statedMapping(draft, look);
    return (
      <div className={styles["review"]}>
        <ErrorNote error={state.error} onRetry={props.onRetry} />
        {stated === null ? null : <Changes mapping={stated} onMapping={onMapping} />}
      </div>
    );
  }
  if (state.kind === "open" || state.kind === "unknown") {
    return (
      <EmptyNote>
        {draft.file.name} is read once its columns are known: answer what is asked under Match
        columns.
      </EmptyNote>
    );
  }
  if (preview === null || look.inspection === null) {
    return <LoadingNote what={draft.file.name} />;
  }
  const mapping =
    draft.mapping ??
    statedMapping(draft, look) ??
    preview.mapping ??
    mappingToShow(look.inspection, null);
  const isBusy = isTrying || isLooking;
  return (
    <div className={styles["review"]} aria-busy={isBusy}>
      <p className={styles["outcome"]} role="status">
        {isBusy ? "Reading the file again…" : outcome(preview)}
      </p>
      {preview.groups.map((group) => (
        <GroupCard
          key={group.cause}
          group={group}
          mapping={mapping}
          suggested={look.first?.suggestedMapping ?? null}
          isBusy={isBusy}
          onMapping={onMapping}
        />
      ))}
      {preview.records.rejected === 0 ? null : (
        <div className={styles["without"]}>
          <CheckBox isChecked={draft.allowRejects} onChange={props.onAllowRejects}>
            {preview.records.rejected === 1
              ? "Import without the row that cannot be read; it stays listed as rejected"
              : `Import without the ${formatCount(preview.records.rejected)} rows that cannot be ` +
                "read; they stay listed as rejected"}
          </CheckBox>
          <Button onClick={props.onDownload}>Download rejected rows</Button>
        </div>
      )}
      <Changes mapping={mapping} onMapping={onMapping} />
      <Notes preview={preview} />
    </div>
  );
}

function outcome({ records, groups }: ImportPreview): string {
  return records.rejected === 0
    ? `All ${plural(records.loaded, "row")} can be read.`
    : `${formatCount(records.rejected)} of ${plural(records.physical, "row")} cannot be read, ` +
        `for ${plural(groups.length, "reason")}.`;
}

interface ChangesProps {
  readonly mapping: Mapping;
  readonly onMapping: (mapping: Mapping) => void;
}

/** What was said about the rows, each of which can be taken back. */
function Changes(props: ChangesProps) {
  return (
    <>
      <LeftOut {...props} />
      <Replaced {...props} />
    </>
  );
}

/** Rules by which rows are left out. */
function LeftOut({ mapping, onMapping }: ChangesProps) {
  return mapping.skip.length === 0 ? null : (
    <section aria-label="Rows left out" className={styles["replaced"]}>
      <h2>Rows left out</h2>
      <ul>
        {mapping.skip.map((rule, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rules have an order, and may repeat.
          <li key={index}>
            <span>{ruleText(rule)}</span>
            <Button
              isIcon
              tone="quiet"
              aria-label={`Take back ${ruleText(rule)}`}
              onClick={() => onMapping(withoutRule(mapping, index))}
            >
              <X size={13} aria-hidden="true" />
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Values that are read as another one. */
function Replaced({ mapping, onMapping }: ChangesProps) {
  const { replace = [] } = mapping;
  return replace.length === 0 ? null : (
    <section aria-label="Replaced values" className={styles["replaced"]}>
      <h2>Replaced values</h2>
      <ul>
        {replace.map(({ column, from, to }, index) => (
          <li key={`${column} ${from}`}>
            <span>
              {column}: {from === "" ? "an empty cell" : `"${from}"`} is read as "{to}"
            </span>
            <Button
              isIcon
              tone="quiet"
              aria-label={`Take back ${from || "empty"}`}
              onClick={() => onMapping(withoutReplacement(mapping, index))}
            >
              <X size={13} aria-hidden="true" />
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What else is worth knowing; rejects stand above already. */
function Notes({ preview }: { preview: ImportPreview }) {
  const notes = preview.findings.filter(({ severity }) => severity !== "blocking");
  return notes.length === 0 ? null : (
    <section aria-label="Worth knowing" className={styles["notes"]}>
      <h2>Worth knowing</h2>
      <FindingList findings={notes} />
    </section>
  );
}
