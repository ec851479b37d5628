import type { Inspection } from "../../../shared/contract/workspace.ts";
import type { Finding } from "../../../shared/domain/finding.ts";
import type { Mapping } from "../../../shared/domain/mapping.ts";

/** What the user decided about one chosen file. */
export interface FileChoice {
  readonly mapping: Mapping | null;
  readonly allowRejects: boolean;
}

export const UNDECIDED: FileChoice = { mapping: null, allowRejects: false };

/** Everything unclear is answered, and nothing blocks, or what cannot be read may be left out. */
export function isReady(
  { mapping, allowRejects }: FileChoice,
  inspection: Inspection | undefined,
): boolean {
  if (inspection === undefined || inspection.ambiguous.length > 0) {
    return false;
  }
  const isBlocked = inspection.findings.some(isBlocking);
  return (allowRejects || !isBlocked) && (inspection.format !== null || mapping !== null);
}

export function isBlocking({ severity }: Finding): boolean {
  return severity === "blocking";
}

/** The question alone: what to do about it stands below it on the page. */
export function questionText(question: string): string {
  return /^[^?]*\?/.exec(question)?.[0] ?? question;
}
