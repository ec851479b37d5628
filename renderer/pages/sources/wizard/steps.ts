import type { Tone } from "../../../ui/badge.tsx";
import { formatCount, plural } from "../../../ui/format-amount.ts";
import { type FileState, isWaiting } from "./file-draft.ts";

export type Step = "files" | "header" | "columns" | "review" | "summary";

export const STEPS: readonly { readonly id: Step; readonly title: string }[] = [
  { id: "files", title: "Add files" },
  { id: "header", title: "Sheet and header row" },
  { id: "columns", title: "Match columns" },
  { id: "review", title: "Review and fix" },
  { id: "summary", title: "Summary" },
];

/** A step, and the file it is about; adding files and the summary are about all of them. */
export interface Place {
  readonly step: Step;
  readonly token: string | null;
}

/** Where a file still needs its user; null where it needs nobody. */
export function neededStep(state: FileState): Step | null {
  switch (state.kind) {
    case "looking":
    case "trying":
    case "ready":
      return null;
    case "unreadable":
      return "files";
    case "unknown":
      return "header";
    case "open":
      return state.questions.some(({ isOfTable }) => isOfTable) ? "header" : "columns";
    case "guess":
    case "wrong":
      return "columns";
    case "refused":
    case "rejects":
      return "review";
  }
}

/** The steps at which a file still needs its user. */
export function stepsAsking(states: readonly FileState[]): ReadonlySet<Step> {
  return new Set(states.flatMap((state) => neededStep(state) ?? []));
}

export interface Standing {
  readonly token: string;
  readonly state: FileState;
}

/** The next file that needs its user, after the one named; the summary where none does. */
export function nextPlace(files: readonly Standing[], after: string | null): Place {
  const from = files.findIndex(({ token }) => token === after) + 1;
  const inOrder = [...files.slice(from), ...files.slice(0, from)];
  for (const { token, state } of inOrder) {
    const step = neededStep(state);
    if (step !== null && step !== "files") {
      return { step, token };
    }
  }
  return files.some(({ state }) => state.kind === "ready" || isWaiting(state))
    ? { step: "summary", token: null }
    : { step: "files", token: null };
}

export function previousStep(step: Step): Step | null {
  return STEPS[STEPS.findIndex(({ id }) => id === step) - 1]?.id ?? null;
}

export function describeState(state: FileState): { readonly tone: Tone; readonly text: string } {
  switch (state.kind) {
    case "looking":
      return { tone: "plain", text: "being looked at" };
    case "trying":
      return { tone: "plain", text: "being read" };
    case "unknown":
      return { tone: "warn", text: "not recognised" };
    case "guess":
      return { tone: "warn", text: "to be confirmed" };
    case "open":
      return { tone: "warn", text: plural(state.questions.length, "question") };
    case "unreadable":
      return { tone: "bad", text: "cannot be opened" };
    case "wrong":
    case "refused":
      return { tone: "bad", text: "cannot be read" };
    case "rejects":
      return { tone: "warn", text: `${formatCount(state.count)} unreadable` };
    case "ready":
      return { tone: "good", text: "ready" };
  }
}
