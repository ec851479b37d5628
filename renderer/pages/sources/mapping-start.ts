import type { Inspection } from "../../../shared/contract/workspace.ts";
import type { Finding } from "../../../shared/domain/finding.ts";
import type { Mapping } from "../../../shared/domain/mapping.ts";
import { isUndeclaredTotal } from "./file-choice.ts";
import { emptyMapping, plainBill } from "./mapping-draft.ts";

/** What the form shows of a file nobody has answered for; null where its format says it all. */
export function startOf(inspection: Inspection): Mapping | null {
  const { suggestedMapping: suggested, findings, format, dataset } = inspection;
  if (suggested === null) {
    return format === null ? emptyMapping(dataset ?? "ledger") : null;
  }
  // A rule that is only proposed is not shown as one that holds.
  const isProposed = findings.some(isUndeclaredTotal);
  const skip = suggested.skip.filter(({ reason }) => !isProposed || reason !== "subtotal");
  return plainBill({ ...suggested, skip });
}

/** The columns of a file that nothing recognises, below the header row its mapping names. */
export function withHeaderRow(inspection: Inspection, { headerRow }: Mapping): Inspection {
  const { format, sample } = inspection;
  if (format !== null || headerRow === undefined) {
    return inspection;
  }
  const rows = [sample.header, ...sample.rows];
  const header = rows[headerRow - 1] ?? [];
  return { ...inspection, sample: { header, rows: rows.slice(headerRow) } };
}

/** A finding of the preview, saying what to do about it on this page. */
export function inTheForm(finding: Finding): Finding {
  return isUndeclaredTotal(finding)
    ? {
        ...finding,
        remedy:
          "If it is a total, leave it out: below, or with a rule of your own under " +
          '"Rows to leave out". If it is data, fill in what its row lacks.',
      }
    : finding;
}
