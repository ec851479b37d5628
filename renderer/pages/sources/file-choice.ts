import type { Inspection } from "../../../shared/contract/workspace.ts";
import type { Mapping } from "../../../shared/domain/mapping.ts";

/** What the user decided about one chosen file. */
export interface FileChoice {
  readonly mapping: Mapping | null;
  readonly allowRejects: boolean;
  /** Null while the file is looked at. */
  readonly inspection: Inspection | null;
}

export const UNDECIDED: FileChoice = { mapping: null, allowRejects: false, inspection: null };

/** Everything unclear is answered, and nothing blocks, or what cannot be read may be left out. */
export function isReady({ inspection, mapping, allowRejects }: FileChoice): boolean {
  if (inspection === null || inspection.ambiguous.length > 0) {
    return false;
  }
  const isBlocked = inspection.findings.some(({ severity }) => severity === "blocking");
  return (allowRejects || !isBlocked) && (inspection.format !== null || mapping !== null);
}
