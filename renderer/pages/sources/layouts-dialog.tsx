import { useState } from "react";
import type { SavedLayout } from "../../../shared/contract/workspace.ts";
import { Badge } from "../../ui/badge.tsx";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { plural } from "../../ui/format-amount.ts";
import { ErrorNote, LoadingNote } from "../../ui/notice.tsx";
import { SettledField } from "../../ui/settled-field.tsx";
import { tellError } from "../../ui/toaster.tsx";
import { isFirstLoad, useAnswer, useEngine } from "../../use-engine.ts";
import styles from "./layouts-dialog.module.css";
import { DATASET_NAMES } from "./source-words.ts";

/** The layouts that are known by their header: what a second file of one needs nobody for. */
export function LayoutsDialog({ onClose }: { onClose: () => void }) {
  const answer = useAnswer("workspace.layouts", {});
  const layouts = answer.value?.layouts ?? [];
  return (
    <Dialog title="Saved layouts" isOpen onClose={onClose} size="wide">
      {answer.error === undefined ? null : <ErrorNote error={answer.error} />}
      {isFirstLoad(answer) ? <LoadingNote what="the saved layouts" /> : null}
      {answer.value !== undefined && layouts.length === 0 ? (
        <p className={styles["none"]}>
          No layout is saved yet. When you say what the columns of a file are and every row can be
          read, its layout is kept, and the next file with the same header needs no answer.
        </p>
      ) : null}
      <ul className={styles["list"]}>
        {layouts.map((layout) => (
          <LayoutLine key={layout.fingerprint} layout={layout} />
        ))}
      </ul>
    </Dialog>
  );
}

function LayoutLine({ layout }: { layout: SavedLayout }) {
  const engine = useEngine();
  const [isAsking, setAsking] = useState(false);
  const { fingerprint, name, dataset, header, columns, lastUsedAt } = layout;
  const rename = async (next: string): Promise<void> => {
    const result = await engine.call("workspace.renameLayout", { fingerprint, name: next });
    if (!result.ok) {
      tellError(result.error);
    }
  };
  const remove = async (): Promise<void> => {
    const result = await engine.call("workspace.deleteLayout", { fingerprint });
    if (!result.ok) {
      tellError(result.error);
    }
  };
  return (
    <li className={styles["layout"]}>
      <div className={styles["head"]}>
        <SettledField
          label={`Name of the layout ${name}`}
          isLabelHidden
          value={name}
          accepts={(text) => text.trim() !== ""}
          onChange={(text) => void rename(text.trim())}
        />
        <Badge>{DATASET_NAMES[dataset]}</Badge>
        <span className={styles["used"]}>
          {lastUsedAt === null ? "" : `last used ${lastUsedAt.slice(0, 10)}`}
        </span>
        {isAsking ? (
          <>
            <Button onClick={() => setAsking(false)}>Keep it</Button>
            <Button tone="danger" onClick={() => void remove()}>
              Delete {name}
            </Button>
          </>
        ) : (
          <Button tone="danger" aria-label={`Delete ${name}…`} onClick={() => setAsking(true)}>
            Delete…
          </Button>
        )}
      </div>
      <p className={styles["header"]} title={header.join(", ")}>
        {plural(columns.length, "field")} from {plural(header.length, "column")}:{" "}
        {header.join(", ")}
      </p>
    </li>
  );
}
