import type { VarianceResult } from "../../../../shared/contract/variance.ts";
import { compareAmounts, subtractAmounts } from "../../../../shared/domain/amount.ts";
import { formatPercent, formatPeriodShort } from "../../../../shared/format.ts";
import { emphasise, type Terminal } from "../terminal.ts";
import { money } from "./money-text.ts";
import { left, right, tableText } from "./table.ts";
import { EFFECT_NAMES } from "./words.ts";

const ROWS_SHOWN = 12;

/** The bridge from one period to the next, then the rows that moved most. */
export function varianceText(result: VarianceResult, style: Pick<Terminal, "hasColour">): string {
  const { from, to, currency, opening } = result;
  const title = emphasise(
    style,
    `Variance, ${formatPeriodShort(from)} to ${formatPeriodShort(to)}`,
    "bold",
  );
  const bridge = tableText(
    [left(`${result.basis} cost, ${currency}`), right("amount"), right("of opening")],
    [
      [formatPeriodShort(from), money(opening, currency), ""],
      ...result.effects
        .filter(({ amount }) => compareAmounts(amount, "0") !== 0)
        .map(({ effect, amount }) => [
          `  ${EFFECT_NAMES[effect]}`,
          money(amount, currency),
          formatPercent(amount, opening),
        ]),
      [formatPeriodShort(to), money(result.closing, currency), ""],
      ["Residual", money(result.residual, currency), ""],
    ],
    "  ",
  );
  const message = result.message === "" ? "" : `${result.message}\n`;
  return `${title}, ${result.convention}\n${message}\n${bridge}\n${rowsText(result)}\n`;
}

function rowsText(result: VarianceResult): string {
  const moved = result.rows
    .map((row) => ({ row, change: subtractAmounts(row.closing, row.opening) }))
    .sort((a, b) => compareAmounts(b.change.replace("-", ""), a.change.replace("-", "")))
    .slice(0, ROWS_SHOWN);
  const { currency } = result;
  return tableText(
    [
      left(result.by.join(" / ")),
      right(formatPeriodShort(result.from)),
      right(formatPeriodShort(result.to)),
      right("change"),
    ],
    moved.map(({ row, change }) => [
      row.path.map((part) => part ?? "–").join(" / "),
      money(row.opening, currency),
      money(row.closing, currency),
      money(change, currency),
    ]),
    "  ",
  );
}
