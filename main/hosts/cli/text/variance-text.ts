import type { VarianceResult } from "../../../../shared/contract/variance.ts";
import {
  AMOUNT_SCALE,
  compareAmounts,
  fromUnits,
  subtractAmounts,
  toUnits,
} from "../../../../shared/domain/amount.ts";
import { roundColumn } from "../../../../shared/domain/apportion.ts";
import { minorUnitDigits } from "../../../../shared/domain/currency.ts";
import { formatPercent } from "../../../../shared/format.ts";
import { emphasise, type Terminal } from "../terminal.ts";
import { money } from "./money-text.ts";
import { periodHead } from "./period-title.ts";
import { left, right, tableText } from "./table.ts";
import { EFFECT_NAMES } from "./words.ts";

const ROWS_SHOWN = 12;

/** The bridge from one period to the next, then the rows that moved most. */
export function varianceText(result: VarianceResult, style: Pick<Terminal, "hasColour">): string {
  const { from, to, currency, opening } = result;
  const title = emphasise(style, `Variance, ${periodHead(from)} to ${periodHead(to)}`, "bold");
  const effects = result.effects.filter(({ amount }) => compareAmounts(amount, "0") !== 0);
  const rounded = roundedBridge(result, effects);
  const bridge = tableText(
    [left(`${result.basis} cost, ${currency}`), right("amount"), right("of opening")],
    [
      [periodHead(from), money(rounded.opening, currency), ""],
      ...effects.map(({ effect, amount }, index) => [
        `  ${EFFECT_NAMES[effect]}`,
        money(rounded.effects[index] ?? amount, currency),
        formatPercent(amount, opening),
      ]),
      [periodHead(to), money(rounded.closing, currency), ""],
      ["Residual", money(result.residual, currency), ""],
    ],
    "  ",
  );
  const message = result.message === "" ? "" : `${result.message}\n`;
  return `${title}, ${result.convention}\n${message}\n${bridge}\n${rowsText(result)}\n`;
}

/** The bridge in minor units, rounded as in the workbook: opening + Σ effects = closing. */
function roundedBridge(
  { opening, closing, currency }: VarianceResult,
  effects: VarianceResult["effects"],
): { opening: string; closing: string; effects: string[] } {
  const step = 10n ** BigInt(AMOUNT_SCALE - minorUnitDigits(currency));
  const signed = [
    toUnits(opening),
    -toUnits(closing),
    ...effects.map(({ amount }) => toUnits(amount)),
  ];
  const [first = 0n, last = 0n, ...rest] = roundColumn(
    signed.map((numerator, index) => ({
      code: String(index).padStart(3, "0"),
      value: { numerator, denominator: step },
    })),
  );
  return {
    opening: fromUnits(first * step),
    closing: fromUnits(-last * step),
    effects: rest.map((minor) => fromUnits(minor * step)),
  };
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
      right(periodHead(result.from)),
      right(periodHead(result.to)),
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
