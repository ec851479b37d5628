import type { Inspection } from "../../../shared/contract/workspace.ts";
import type { Finding } from "../../../shared/domain/finding.ts";
import type { Mapping } from "../../../shared/domain/mapping.ts";
import { openQuestions } from "./open-questions.ts";

/** What the user decided about one chosen file. */
export interface FileChoice {
  readonly mapping: Mapping | null;
  readonly allowRejects: boolean;
}

export const UNDECIDED: FileChoice = { mapping: null, allowRejects: false };

/** Everything unclear is answered, and nothing blocks, or what cannot be read may be left out. */
export function isReady(
  { mapping, allowRejects }: FileChoice,
  inspection: Inspection | null,
): boolean {
  if (inspection === null || openQuestions(inspection, null).length > 0) {
    return false;
  }
  const isBlocked = inspection.findings.some(isBlocking);
  return (allowRejects || !isBlocked) && (inspection.format !== null || mapping !== null);
}

/** A row that looks like a total of others, which no rule leaves out yet. */
export function isUndeclaredTotal({ code }: Finding): boolean {
  return code === "subtotal-not-declared";
}

export function isBlocking({ severity }: Finding): boolean {
  return severity === "blocking";
}
