import { AMOUNT_SCALE } from "../../../../shared/domain/amount.ts";
import type { ChargeTypes, DecimalType } from "../readers/charge-values.ts";
import { type ChargePlan, decimalColumns, timeColumns } from "./charge-plan.ts";
import { type DecimalShape, TIME_SHAPES, type TimeShape } from "./charge-shapes.ts";

/** Digits before the point a narrow column keeps free beyond what was seen. */
const WHOLE_SPARE = 2;
const WHOLE_MIN = 6;
const SCALE_MIN = 2;
const NARROW_DIGITS = 18;
export const LOSSY_DECIMALS = 30;
const WIDE: DecimalType = { scale: AMOUNT_SCALE, isWide: true, decimalsMax: LOSSY_DECIMALS };
const UNSEEN: DecimalShape = { whole: 1, decimals: 0 };

/** Types as narrow as what was seen of each column is exact in. */
export function firstTypes(
  plan: ChargePlan,
  seen: {
    readonly decimals: ReadonlyMap<string, DecimalShape>;
    readonly times: ReadonlyMap<string, TimeShape>;
  },
): ChargeTypes {
  return {
    decimals: new Map(
      decimalColumns(plan).map(({ column: { name } }) => [name, typeFor(seen.decimals.get(name))]),
    ),
    times: new Map(
      timeColumns(plan).map(({ column: { name } }) => [
        name,
        seen.times.get(name) ?? TIME_SHAPES[0],
      ]),
    ),
  };
}

function typeFor({ whole, decimals }: DecimalShape = UNSEEN): DecimalType {
  const scale = Math.min(AMOUNT_SCALE, Math.max(SCALE_MIN, decimals));
  if (NARROW_DIGITS - scale < Math.max(WHOLE_MIN, whole + WHOLE_SPARE)) {
    return WIDE;
  }
  return { scale, isWide: false, decimalsMax: decimals > AMOUNT_SCALE ? LOSSY_DECIMALS : scale };
}

/** The columns that do not hold all digits that were written. */
export function outgrown(
  { decimals }: ChargeTypes,
  written: ReadonlyMap<string, DecimalShape>,
): string[] {
  return [...written].flatMap(([name, shape]) => {
    const type = decimals.get(name) ?? WIDE;
    const fits =
      type.isWide || (shape.decimals <= type.scale && shape.whole <= NARROW_DIGITS - type.scale);
    return fits ? [] : [name];
  });
}

export function widened(types: ChargeTypes, columns: readonly string[]): ChargeTypes {
  const wide = columns.map((column) => [column, WIDE] as const);
  return { ...types, decimals: new Map([...types.decimals, ...wide]) };
}
