import { FindingSeverity } from "../../../../shared/domain/finding.ts";
import type { Recipe } from "../../../../shared/domain/recipe.ts";
import { formatCount } from "../../../../shared/format.ts";
import type { Close } from "../run-close.ts";
import { emphasise, type Terminal } from "../terminal.ts";
import { allocationText } from "./allocation-text.ts";
import { formerText } from "./import-text.ts";
import { periodTitle } from "./period-title.ts";
import { statementText } from "./statement-text.ts";
import { varianceText } from "./variance-text.ts";

/** The whole close on one page: what was read, who pays, what ties, why it moved. */
export function closeText(
  recipe: Recipe,
  close: Close,
  style: Pick<Terminal, "hasColour">,
): string {
  const { files } = close.import;
  const rows = files.reduce((total, file) => total + file.records.loaded, 0);
  const rejected = files.reduce((total, file) => total + file.records.rejected, 0);
  const heading = emphasise(
    style,
    `${recipe.entity}, close of ${periodTitle(recipe.period)}`,
    "bold",
  );
  const checks = close.export.checks;
  const held = checks.filter(({ ok }) => ok).length;
  return [
    `${heading}\n`,
    `${formatCount(files.length)} files, ${formatCount(rows)} rows, ${rejected} rejected`,
    formerText(close.import),
    allocationText([close.allocate, ...close.allocateOthers], style),
    close.variance === null ? "" : `${varianceText(close.variance, style).trimEnd()}\n`,
    statementText(close.reconcile, style),
    `Workbook   ${close.workbook}`,
    `           ${close.export.sheets.length} sheets, ${held} of ${checks.length} checks hold`,
    ...checks
      .filter(({ ok }) => !ok)
      .map(({ sheet, check, detail }) => `           ${sheet}: ${check}: ${detail}`),
    `           Content digest ${close.export.contentDigest}`,
    `Workspace  ${close.workspace}`,
    `Findings   ${findingCounts(close)}; the sheet Findings says what to do about each`,
    "",
    verdictText(close, style),
    "",
    "Prepared by ________________________________   Date ______________",
    "",
    "Approved by ________________________________   Date ______________",
    "",
  ].join("\n");
}

/** A close that only proposed items explain has not been agreed by anyone. */
function verdictText(close: Close, style: Pick<Terminal, "hasColour">): string {
  if (!close.ties) {
    return emphasise(style, "The close does not tie.", "bad");
  }
  const blocked = close.reconcile.blockedBy.length;
  if (blocked > 0) {
    const tests = blocked === 1 ? "a failed test of the data is" : `${blocked} failed tests are`;
    const text = `The close ties, but cannot be certified while ${tests} open.`;
    return emphasise(style, text, "bad");
  }
  return close.reconcile.certifiable
    ? emphasise(style, "The close ties.", "good")
    : emphasise(style, "The close ties only if you accept the proposed items.", "bold");
}

/** Findings of imports, checks and allocation, as the workbook counts them. */
function findingCounts(close: Close): string {
  const notes = close.allocate.findings.map(() => ({ severity: "note" }));
  const findings = [
    ...[...close.import.files, ...close.checks].flatMap((one) => one.findings),
    ...notes,
  ];
  const counts = FindingSeverity.options.map((severity) => {
    const count = findings.filter((finding) => finding.severity === severity).length;
    return `${formatCount(count)} ${severity}${severity === "blocking" || count === 1 ? "" : "s"}`;
  });
  return counts.join(", ");
}
