import type { Recipe } from "../../../../shared/domain/recipe.ts";
import { formatCount, formatPeriod } from "../../../../shared/format.ts";
import type { Close } from "../run-close.ts";
import { emphasise, type Terminal } from "../terminal.ts";
import { allocationText } from "./allocation-text.ts";
import { formerText } from "./import-text.ts";
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
    `${recipe.entity}, close of ${formatPeriod(recipe.period)}`,
    "bold",
  );
  const checks = close.export.checks;
  const held = checks.filter(({ ok }) => ok).length;
  const verdict = close.ties
    ? emphasise(style, "The close ties.", "good")
    : emphasise(style, "The close does not tie.", "bad");
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
    `Workspace  ${close.workspace}`,
    "",
    verdict,
    "",
    "Prepared by ______________________   Reviewed by ______________________   Date ____________",
    "",
  ].join("\n");
}
