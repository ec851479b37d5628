import { plural } from "../../../ui/format-amount.ts";
import type { ListedFile } from "./step-files.tsx";
import type { Step } from "./steps.ts";

/** Why the import cannot go on from a step, in one sentence; null where it can. */
export function blockedBy(
  step: Step,
  current: ListedFile | undefined,
  files: readonly ListedFile[],
): string | null {
  switch (step) {
    case "files":
      return files.every(({ state }) => state.kind === "unreadable")
        ? "Choose a file that can be opened."
        : null;
    case "header":
      return headerBlocked(current);
    case "columns":
      return columnsBlocked(current);
    case "review":
      return reviewBlocked(current);
    case "summary":
      return summaryBlocked(files);
  }
}

function headerBlocked(current: ListedFile | undefined): string | null {
  if (current?.look.isLooking !== false) {
    return "The file is being looked at.";
  }
  const { state } = current;
  const asked = state.kind === "open" ? state.questions.find(({ isOfTable }) => isOfTable) : null;
  return asked?.text ?? null;
}

function columnsBlocked(current: ListedFile | undefined): string | null {
  const state = current?.state;
  switch (state?.kind) {
    case "unknown":
      return "Say what the file holds and which of its columns is what.";
    case "open": {
      const [first] = state.questions;
      return first === undefined ? null : `${first.about}: ${first.text}`;
    }
    case "wrong":
      return state.error.message;
    case "looking":
    case undefined:
      return "The file is being looked at.";
    default:
      return null;
  }
}

function reviewBlocked(current: ListedFile | undefined): string | null {
  switch (current?.state.kind) {
    case "rejects":
      return current.state.count === 1
        ? "1 row cannot be read: fix it, leave it out, or import without it."
        : `${plural(current.state.count, "row")} cannot be read: fix them, leave them out, ` +
            "or import without them.";
    case "trying":
    case "looking":
    case undefined:
      return "The file is being read.";
    case "ready":
    case "unreadable":
      return null;
    case "open":
    case "unknown":
      return "Answer what is asked under Match columns first.";
    default:
      return "The file cannot be read as it is described.";
  }
}

function summaryBlocked(files: readonly ListedFile[]): string | null {
  const open = files.find(
    ({ state, draft, look }) =>
      state.kind === "ready" &&
      draft.restating === null &&
      (look.preview?.restates.length ?? 0) > 0,
  );
  const earlier = open?.look.preview?.restates[0];
  return earlier === undefined ? null : `Say what becomes of the earlier ${earlier.file}.`;
}
