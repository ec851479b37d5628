import type {
  WatchedFile,
  WatchedFolder,
  WatchedState,
} from "../../../../shared/contract/sources.ts";
import { formatCount } from "../../../../shared/format.ts";
import { left, right, tableText } from "./table.ts";

const STATE_NAMES: Readonly<Record<WatchedState, string>> = {
  new: "new",
  changed: "changed",
  unknown: "not recognised",
  unreadable: "unreadable",
  writing: "being written",
  imported: "imported",
  "left-out": "left out",
};

/** Each folder with its files, and how many there are of each kind. */
export function watchText(folders: readonly WatchedFolder[]): string {
  return folders.length === 0
    ? "No folder is watched. Name one: tieout watch -w NAME.tieout FOLDER\n"
    : folders.map(folderText).join("\n");
}

function folderText({ path, trouble, files, counts, isCut }: WatchedFolder): string {
  if (trouble !== null) {
    return `${path}\n  ${trouble.message} ${trouble.remedy}\n`;
  }
  const listed =
    files.length === 0
      ? ""
      : tableText(
          [left("File"), left("state"), left("read as"), right("bytes"), left("in place of")],
          files.map((file) => [
            file.name,
            STATE_NAMES[file.state],
            file.format ?? "",
            formatCount(file.bytes),
            file.state === "changed" ? (file.known?.file ?? "") : "",
          ]),
          "  ",
        );
  const cut = isCut ? "  Not every file is listed.\n" : "";
  return `${path}\n${listed}${cut}  ${countsText(counts)}\n`;
}

function countsText(counts: WatchedFolder["counts"]): string {
  const parts = Object.entries(STATE_NAMES).flatMap(([state, name]) => {
    const count = counts[state as WatchedState];
    return count === 0 ? [] : [`${formatCount(count)} ${name}`];
  });
  return parts.length === 0 ? "no files" : parts.join(", ");
}

/** Why files are what they are, one sentence per line. */
export function watchedNotes(files: readonly WatchedFile[]): string {
  return files.flatMap(({ name, told }) => (told === null ? [] : [`${name}: ${told}\n`])).join("");
}
