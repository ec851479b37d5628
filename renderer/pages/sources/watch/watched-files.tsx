import type { WatchedFile, WatchedFolder } from "../../../../shared/contract/sources.ts";
import { Badge } from "../../../ui/badge.tsx";
import { Button } from "../../../ui/button.tsx";
import { formatCount } from "../../../ui/format-amount.ts";
import { kindText } from "../source-words.ts";
import styles from "./watch.module.css";
import { STATE_WORDS } from "./watch-words.ts";

const SHOWN_MAX = 200;

export interface WatchedFilesProps {
  readonly folder: WatchedFolder;
  readonly onImport: (names: readonly string[]) => void;
}

/** The files of a folder there is something to say about. */
export function WatchedFiles({ folder, onImport }: WatchedFilesProps) {
  const { files, isCut, counts } = folder;
  const shown = files.slice(0, SHOWN_MAX);
  const isPart = isCut || files.length > shown.length;
  return (
    <section className={styles["files"]} aria-label={`Files in ${folder.name}`}>
      {shown.length === 0 ? null : (
        <table>
          <thead>
            <tr>
              <th scope="col">File</th>
              <th scope="col">State</th>
              <th scope="col">Holds</th>
              <th scope="col" className={styles["figure"]}>
                Bytes
              </th>
              <th scope="col">What to know</th>
              <th scope="col">
                <span className="screen-reader">Import</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {shown.map((file) => (
              <FileRow key={file.name} file={file} onImport={() => onImport([file.name])} />
            ))}
          </tbody>
        </table>
      )}
      <p className={styles["note"]}>
        {isPart ? "Not every file is listed. " : ""}
        {formatCount(counts.imported)} imported already, {formatCount(counts["left-out"])} left out:
        temporary names, links, hidden files and copies. Sub-folders are looked into as well.
      </p>
    </section>
  );
}

function FileRow({ file, onImport }: { file: WatchedFile; onImport: () => void }) {
  const { name, state, dataset, format, bytes } = file;
  const { tone, text } = STATE_WORDS[state];
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>
        <Badge tone={tone}>{text}</Badge>
      </td>
      <td>{kindText(dataset, format)}</td>
      <td className={styles["figure"]}>{formatCount(bytes)}</td>
      <td className={styles["told"]}>{toldOf(file)}</td>
      <td className={styles["action"]}>
        {state === "writing" || state === "unreadable" ? null : (
          <Button tone="quiet" aria-label={`Import ${name}`} onClick={onImport}>
            Import
          </Button>
        )}
      </td>
    </tr>
  );
}

function toldOf({ state, told, known, isClear, format }: WatchedFile): string {
  if (told !== null) {
    return told;
  }
  if (state === "changed") {
    return `Restates ${known?.file ?? "a file"}; the difference is shown before it counts.`;
  }
  return state === "new" && !isClear && format !== null
    ? "You are asked about it before it is imported."
    : "";
}
