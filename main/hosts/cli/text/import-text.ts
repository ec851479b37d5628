import type { FormerFile, ImportedFile, ImportOutput } from "../../../../shared/contract/jobs.ts";
import type { Finding } from "../../../../shared/domain/finding.ts";
import { formatCount } from "../../../../shared/format.ts";
import { money } from "./money-text.ts";
import { left, right, tableText } from "./table.ts";

/** What was read from each file, and every file that is no longer in use because of it. */
export function importText(output: ImportOutput): string {
  return `${filesText(output.files)}${formerText(output)}`;
}

/** One line for every file that was replaced or withdrawn; nothing where there is none. */
export function formerText({ files, withdrawn = [] }: ImportOutput): string {
  const named = ({ file, sourceFileId }: FormerFile): string => `${file} (${sourceFileId})`;
  const replaced = files.flatMap(({ file, sourceFileId, replaces = [] }) =>
    replaces.map((former) => `Replaced   ${named(former)} by ${named({ file, sourceFileId })}\n`),
  );
  const gone = withdrawn.map((former) => `Withdrawn  ${named(former)}, which is not listed\n`);
  return [...replaced, ...gone].join("");
}

/** Each file with the total a stranger would count as well. */
function filesText(files: readonly ImportedFile[]): string {
  return tableText(
    [
      left("File"),
      left("read as"),
      right("rows"),
      right("rejected"),
      left("control total"),
      right(""),
      left("outcome"),
    ],
    files.map((file) => {
      const [total] = file.controlTotals;
      return [
        file.file,
        file.format,
        formatCount(file.records.loaded),
        formatCount(file.records.rejected),
        total === undefined ? "" : `${total.measure} ${total.currency}`.trim(),
        total === undefined ? "" : money(total.amount, total.currency),
        file.outcome,
      ];
    }),
    "  ",
  );
}

/** Findings one per line, for the messages: where, what, what to do. */
export function findingsText(findings: readonly Finding[]): string {
  return findings
    .map((finding) => {
      const place = [
        finding.file,
        finding.row === null ? null : `row ${finding.row}`,
        finding.column,
      ]
        .filter((part) => part !== null)
        .join(", ");
      const times = finding.count > 1 ? ` (${formatCount(finding.count)} times)` : "";
      const head = `${finding.severity}: ${place}${place === "" ? "" : ": "}`;
      const says = `found ${finding.found}, expected ${finding.expected}${times}.`;
      return `${head}${says} ${finding.remedy}\n`;
    })
    .join("");
}
