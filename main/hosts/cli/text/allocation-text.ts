import type { AllocationResult } from "../../../../shared/contract/allocation.ts";
import { formatCount, formatPercent, formatPeriod } from "../../../../shared/format.ts";
import { emphasise, type Terminal } from "../terminal.ts";
import { money } from "./money-text.ts";
import { left, right, tableText } from "./table.ts";

type Style = Pick<Terminal, "hasColour">;

/** What each target carries, and what no rule placed. */
export function allocationText(result: AllocationResult, style: Style): string {
  const { totals, currency } = result;
  const row = (name: string, amount: string): string[] => [
    name,
    money(amount, currency),
    formatPercent(amount, totals.in),
  ];
  const targets = result.targets.filter(({ target }) => target !== "unallocated");
  const table = tableText(
    [left("Target"), right(`${result.basis} cost, ${currency}`), right("share")],
    [
      ...targets.map(({ target, name, amount }) => row(`${target}  ${name}`.trimEnd(), amount)),
      row("Unallocated", totals.unallocated),
      row("In", totals.in),
    ],
    "  ",
  );
  const conserved = result.conserved
    ? emphasise(style, "In = allocated + unallocated, on every basis and currency.", "good")
    : emphasise(style, "In ≠ allocated + unallocated.", "bad");
  const title = emphasise(style, `Allocation, ${formatPeriod(result.period)}`, "bold");
  const findings = result.findings.map(({ message }) => `  ${message}\n`).join("");
  return `${title}\n\n${table}${findings}  ${conserved}\n\n`;
}

/** What each rule took. */
export function rulesText(result: AllocationResult): string {
  return tableText(
    [right("stage"), left("rule"), left("method"), right("charges"), right(result.currency)],
    result.rules.map((rule) => [
      String(rule.stage),
      rule.id,
      rule.method,
      formatCount(rule.charges),
      money(rule.amount, result.currency),
    ]),
    "  ",
  );
}
