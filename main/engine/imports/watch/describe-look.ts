import type {
  WatchedFile,
  WatchedFolder,
  WatchedState,
} from "../../../../shared/contract/sources.ts";
import type { FolderLook, LookedFile } from "./folder-looks.ts";

/** What there is to do about first; the order also of what is listed. */
const STATES: readonly WatchedState[] = [
  "new",
  "changed",
  "unknown",
  "unreadable",
  "writing",
  "imported",
  "left-out",
];
const QUIET: readonly WatchedState[] = ["imported", "left-out"];
const LISTED_MAX = 1000;

/** A look as the contract says it. */
export function describeLook(look: FolderLook, all: boolean): WatchedFolder {
  const { folder, trouble, isCut } = look;
  const files = look.files.map(describeFile);
  const listed = files.filter(({ state }) => all || !QUIET.includes(state));
  const inOrder = STATES.flatMap((state) => listed.filter((file) => file.state === state));
  const count = (state: WatchedState): number =>
    files.filter((file) => file.state === state).length;
  return {
    folderId: folder.folderId,
    name: folder.name,
    path: folder.path,
    trouble: trouble === null ? null : { kind: trouble, ...troubleWords(trouble, folder.name) },
    counts: {
      new: count("new"),
      changed: count("changed"),
      unknown: count("unknown"),
      unreadable: count("unreadable"),
      writing: count("writing"),
      imported: count("imported"),
      "left-out": count("left-out"),
    },
    files: inOrder.slice(0, LISTED_MAX),
    isCut: isCut || inOrder.length > LISTED_MAX,
  };
}

function describeFile({ file, told, known, recognised, ...one }: LookedFile): WatchedFile {
  return {
    name: file.name,
    bytes: file.bytes,
    state: stateOf(one.class, recognised),
    told: told ?? recognised?.told ?? null,
    format: recognised?.format ?? null,
    dataset: recognised?.dataset ?? null,
    isClear: recognised?.isClear ?? false,
    known: known === null ? null : { sourceFileId: known.sourceFileId, file: known.file },
  };
}

/** A file that was imported under its name before stays a change of it, whatever it holds now. */
function stateOf(found: LookedFile["class"], recognised: LookedFile["recognised"]): WatchedState {
  if (recognised?.isReadable === false) {
    return "unreadable";
  }
  return found === "new" && recognised?.told != null ? "unknown" : found;
}

function troubleWords(
  trouble: NonNullable<FolderLook["trouble"]>,
  name: string,
): { message: string; remedy: string } {
  switch (trouble) {
    case "vanished":
      return {
        message: `The folder "${name}" is not where it was.`,
        remedy: "Bring the drive or folder back, or watch it where it is now. Nothing is lost.",
      };
    case "denied":
      return {
        message: `The folder "${name}" may not be opened.`,
        remedy: "Ask for permission to read it; it is looked into again by itself.",
      };
    case "unreachable":
      return {
        message: `The folder "${name}" cannot be reached.`,
        remedy: "Check the connection to its drive; it is looked into again by itself.",
      };
    case "elsewhere":
      return {
        message: `The folder "${name}" was named where this workspace lay before.`,
        remedy: "Choose it again to look into it on this computer.",
      };
  }
}
