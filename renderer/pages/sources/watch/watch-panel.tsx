import { FolderOpen } from "lucide-react";
import { useState } from "react";
import type { WatchedFolder } from "../../../../shared/contract/sources.ts";
import { ActionMenu } from "../../../ui/action-menu.tsx";
import { Button } from "../../../ui/button.tsx";
import { classNames } from "../../../ui/class-names.ts";
import { ErrorNote } from "../../../ui/notice.tsx";
import { tell, tellError } from "../../../ui/toaster.tsx";
import { useEngine } from "../../../use-engine.ts";
import { useWizard } from "../wizard/wizard-store.ts";
import { lookInto } from "./use-watch-looks.ts";
import styles from "./watch.module.css";
import { useWatched } from "./watch-store.ts";
import { clockTime, foundText, importLabel, offered } from "./watch-words.ts";
import { WatchedFiles } from "./watched-files.tsx";

export interface WatchPanelProps {
  readonly onWatch: () => void;
}

/** The folders that are looked into, each with what waits in it; nothing where none is named. */
export function WatchPanel({ onWatch }: WatchPanelProps) {
  const engine = useEngine();
  const { folders, lookedAt, error } = useWatched();
  if (error !== null) {
    return <ErrorNote error={error} onRetry={() => void lookInto(engine)} />;
  }
  if (folders.length === 0 || lookedAt === null) {
    return null;
  }
  return (
    <section className={styles["folders"]} aria-label="Watched folders">
      {folders.map((folder) => (
        <FolderStrip
          key={folder.folderId}
          folder={folder}
          lookedAt={clockTime(lookedAt)}
          onWatch={onWatch}
        />
      ))}
    </section>
  );
}

interface FolderStripProps extends WatchPanelProps {
  readonly folder: WatchedFolder;
  readonly lookedAt: string;
}

function FolderStrip({ folder, lookedAt, onWatch }: FolderStripProps) {
  const { name, path, trouble } = folder;
  const [isOpen, setOpen] = useState(false);
  const { importFiles, forget, look } = useFolderActions(folder);
  const waiting = offered(folder);
  const actions = [
    { label: "Look now", run: () => void look() },
    { label: "Watch another folder…", run: onWatch },
    { label: "Watch it no longer", run: () => void forget() },
  ];
  return (
    <div
      className={classNames(
        styles["folder"],
        waiting.length > 0 && styles["waiting"],
        trouble !== null && styles["troubled"],
      )}
    >
      <div className={styles["strip"]}>
        <FolderOpen size={14} aria-hidden="true" />
        {trouble === null ? (
          <>
            <span className={styles["name"]} title={path}>
              {name}
            </span>
            <span className={styles["found"]} role="status">
              {foundText(folder)}
            </span>
            <span className={styles["space"]} />
            <span className={styles["looked"]}>looked into at {lookedAt}</span>
            <Button aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
              {isOpen ? "Hide files" : "Show files"}
            </Button>
          </>
        ) : (
          <>
            <p className={styles["trouble"]} role="status" title={path}>
              {trouble.message}
              <span>{trouble.remedy}</span>
            </p>
            <span className={styles["space"]} />
            {trouble.kind === "elsewhere" ? (
              <Button onClick={onWatch}>Choose the folder</Button>
            ) : null}
          </>
        )}
        <ActionMenu label={`More about ${name}`} actions={actions}>
          More
        </ActionMenu>
        {waiting.length === 0 ? null : (
          <Button tone="primary" onClick={() => void importFiles(waiting.map((file) => file.name))}>
            {importLabel(waiting)}
          </Button>
        )}
      </div>
      {isOpen && trouble === null ? (
        <WatchedFiles folder={folder} onImport={(names) => void importFiles(names)} />
      ) : null}
    </div>
  );
}

/** What a person can do with a watched folder; importing goes through the same steps as ever. */
function useFolderActions({ folderId, name }: WatchedFolder) {
  const engine = useEngine();
  const add = useWizard((state) => state.add);
  const look = (): Promise<void> => lookInto(engine);
  return {
    look,
    async importFiles(names: readonly string[]): Promise<void> {
      const taken = await engine.call("sources.take", { folderId, names: [...names] });
      if (taken.ok) {
        add(taken.value.files);
      } else {
        tellError(taken.error);
        await look();
      }
    },
    async forget(): Promise<void> {
      const result = await engine.call("sources.unwatch", { folderId });
      if (result.ok) {
        tell(`${name} is no longer watched`, "What was imported from it stays.");
      } else {
        tellError(result.error);
      }
    },
  };
}
