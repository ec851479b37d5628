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
    files.flatMap((file) => {
      const [first, ...others] = mainTotals(file);
      return [
        [
          file.file,
          file.format,
          formatCount(file.records.loaded),
          formatCount(file.records.rejected),
          ...totalCells(first),
          file.outcome,
        ],
        ...others.map((total) => ["", "", "", "", ...totalCells(total), ""]),
      ];
    }),
    "  ",
  );
}

type Total = ImportedFile["controlTotals"][number];

/** The first measure a file was counted by, in each of its currencies. */
function mainTotals({ controlTotals }: ImportedFile): Total[] {
  return controlTotals.filter(({ measure }) => measure === controlTotals[0]?.measure);
}

function totalCells(total: Total | undefined): [string, string] {
  return total === undefined
    ? ["", ""]
    : [`${total.measure} ${total.currency}`.trim(), money(total.amount, total.currency)];
}

/** Findings one per line, for the messages: where, what, what to do. */
export function findingsText(findings: readonly Finding[]): string {
  return alike(findings).map(alikeText).join("");
}

/** Findings that differ by their column alone, as five costs with too many decimals do. */
function alike(findings: readonly Finding[]): Finding[][] {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const { severity, code, file, row, expected, remedy } = finding;
    const key = JSON.stringify([severity, code, file, row, expected, remedy]);
    groups.set(key, [...(groups.get(key) ?? []), finding]);
  }
  return [...groups.values()].flatMap((group) =>
    group.every(({ column }) => column !== null) ? [group] : group.map((one) => [one]),
  );
}

function alikeText(group: readonly Finding[]): string {
  const [finding] = group;
  if (finding === undefined) {
    return "";
  }
  const columns = group.flatMap(({ column }) => (column === null ? [] : [column]));
  const place = [finding.file, finding.row === null ? null : `row ${finding.row}`, ...columns]
    .filter((part) => part !== null)
    .join(", ");
  const count = group.reduce((total, one) => total + one.count, 0);
  const times = count > 1 ? ` (${formatCount(count)} times)` : "";
  const others = group.length > 1 ? ` in ${columns[0]} and alike in the others` : "";
  const head = `${finding.severity}: ${place}${place === "" ? "" : ": "}`;
  const says = `found ${finding.found}${others}, expected ${finding.expected}${times}.`;
  return `${head}${says} ${finding.remedy}\n`;
}
