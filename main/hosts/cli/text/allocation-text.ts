import type { AllocationResult } from "../../../../shared/contract/allocation.ts";
import { formatCount, formatPercent } from "../../../../shared/format.ts";
import { emphasise, type Terminal } from "../terminal.ts";
import { money } from "./money-text.ts";
import { periodTitle } from "./period-title.ts";
import { left, right, tableText } from "./table.ts";

type Style = Pick<Terminal, "hasColour">;
type Results = readonly [AllocationResult, ...AllocationResult[]];

/** What each target carries, and what no rule placed: a column per billing currency. */
export function allocationText(results: Results, style: Style): string {
  const [first] = results;
  const title = emphasise(style, `Allocation, ${periodTitle(first.period)}`, "bold");
  const conserved = first.conserved
    ? emphasise(style, "In = allocated + unallocated, on every basis and currency.", "good")
    : emphasise(style, "In ≠ allocated + unallocated.", "bad");
  const columns = results.flatMap(({ basis, currency }) => [
    right(`${basis} cost, ${currency}`),
    right("share"),
  ]);
  const table = tableText([left("Target"), ...columns], targetRows(results), "  ");
  return `${title}\n\n${table}\n  ${conserved}\n`;
}

function targetRows(results: Results): string[][] {
  const names = new Map<string, string>();
  for (const { target, name } of results.flatMap(({ targets }) => targets)) {
    if (target !== "unallocated") {
      names.set(target, `${target}  ${name === target ? "" : name}`.trimEnd());
    }
  }
  const row = (label: string, amountIn: (result: AllocationResult) => string): string[] => [
    label,
    ...results.flatMap((result) => {
      const amount = amountIn(result);
      return [money(amount, result.currency), formatPercent(amount, result.totals.in)];
    }),
  ];
  return [
    ...[...names]
      .sort()
      .map(([code, label]) =>
        row(label, ({ targets }) => targets.find(({ target }) => target === code)?.amount ?? "0"),
      ),
    row("Unallocated", ({ totals }) => totals.unallocated),
    row("In", ({ totals }) => totals.in),
  ];
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
