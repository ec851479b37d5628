import type { ImportPreview } from "../../../../shared/contract/jobs.ts";
import type { Inspection, Reading } from "../../../../shared/contract/workspace.ts";
import type { Mapping } from "../../../../shared/domain/mapping.ts";
import type { ErrorShape } from "../../../../shared/errors.ts";
import type { GrantedFile } from "../../../transport.ts";
import { type OpenQuestion, openQuestions } from "../open-questions.ts";
import { withoutHalves } from "./amount-parts.ts";

/** What becomes of an earlier file that a new one restates. */
export type Restating = "replace" | "keep";

/** What the user said of one chosen file; nothing of it is lost by going back. */
export interface FileDraft {
  readonly file: GrantedFile;
  /** Which table of the file is meant, where that was changed. */
  readonly reading: Reading | null;
  readonly mapping: Mapping | null;
  readonly allowRejects: boolean;
  /** Expected totals as typed, by measure and currency. */
  readonly expected: Readonly<Record<string, string>>;
  readonly restating: Restating | null;
}

export function newDraft(file: GrantedFile): FileDraft {
  return {
    file,
    reading: null,
    mapping: null,
    allowRejects: false,
    expected: {},
    restating: null,
  };
}

/** Whether leaving would lose something the user said. */
export function isTouched({ reading, mapping, allowRejects, expected }: FileDraft): boolean {
  return reading !== null || mapping !== null || allowRejects || Object.keys(expected).length > 0;
}

/** What the engine says of one file; the last answer stays while the next is on its way. */
export interface Look {
  /** As the file was seen before the user said anything of its columns. */
  readonly first: Inspection | null;
  readonly inspection: Inspection | null;
  readonly isLooking: boolean;
  readonly lookError: ErrorShape | null;
  readonly preview: ImportPreview | null;
  readonly isTrying: boolean;
  readonly tryError: ErrorShape | null;
}

export const UNSEEN: Look = {
  first: null,
  inspection: null,
  isLooking: true,
  lookError: null,
  preview: null,
  isTrying: false,
  tryError: null,
};

export type FileState =
  | { readonly kind: "looking" | "trying" | "unknown" | "guess" | "ready" }
  | { readonly kind: "unreadable" | "wrong" | "refused"; readonly error: ErrorShape }
  | { readonly kind: "open"; readonly questions: readonly OpenQuestion[] }
  | { readonly kind: "rejects"; readonly count: number };

/** How far a file is from being imported, and what stands in the way. */
export function stateOf(draft: FileDraft, look: Look): FileState {
  const { inspection, lookError, isLooking } = look;
  if (inspection === null) {
    return lookError === null ? { kind: "looking" } : { kind: "unreadable", error: lookError };
  }
  if (inspection.format === null && draft.mapping === null) {
    return { kind: "unknown" };
  }
  const questions = questionsOf(draft, look);
  if (questions.length > 0) {
    return { kind: "open", questions };
  }
  if (lookError !== null && !isLooking) {
    return { kind: "wrong", error: lookError };
  }
  if (isLooking) {
    return { kind: "looking" };
  }
  return inspection.confidence === "guess" && draft.mapping === null
    ? { kind: "guess" }
    : triedState(draft, look);
}

function triedState(draft: FileDraft, { preview, isTrying, tryError }: Look): FileState {
  if (isTrying) {
    return { kind: "trying" };
  }
  if (tryError !== null) {
    return { kind: "refused", error: tryError };
  }
  const rejected = preview?.records.rejected ?? 0;
  return rejected > 0 && !draft.allowRejects && preview?.known !== "active"
    ? { kind: "rejects", count: rejected }
    : { kind: preview === null ? "trying" : "ready" };
}

/** While an answer is on its way, what the user has just answered is not asked again. */
export function questionsOf(draft: FileDraft, look: Look): OpenQuestion[] {
  const { inspection, isLooking, lookError } = look;
  if (inspection === null) {
    return [];
  }
  const isOld = isLooking || lookError !== null;
  return openQuestions(inspection, isOld ? draft.mapping : null);
}

/** The mapping a file is read by, where anything was said of it. */
export function statedMapping(draft: FileDraft, look: Look): Mapping | null {
  const { mapping, reading } = draft;
  const stated = mapping ?? (reading === null ? null : (look.inspection?.suggestedMapping ?? null));
  return stated === null ? null : withoutHalves(stated);
}

export function isWaiting({ kind }: FileState): boolean {
  return kind === "looking" || kind === "trying";
}
