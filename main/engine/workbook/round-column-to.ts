import { AMOUNT_SCALE } from "../../../shared/domain/amount.ts";
import { compareByCodePoint, roundColumn } from "../../../shared/domain/apportion.ts";

export interface RoundableAmount {
  /** Decides ties in the remainder. */
  readonly code: string;
  /** In units of 10^-12. */
  readonly units: bigint;
}

/** Units of 10^-12 in one minor unit of a currency with so many digits. */
export function minorUnit(digits: number): bigint {
  return 10n ** BigInt(AMOUNT_SCALE - digits);
}

/**
 * Rounds amounts to the minor unit so that they re-add to their rounded total.
 * Units:    10^-12 in and out
 * Law:      Σ rounded = round half away from zero (Σ amounts) (test/laws/workbook-rounding.test.ts)
 */
export function roundAmounts(amounts: readonly RoundableAmount[], digits: number): bigint[] {
  const step = minorUnit(digits);
  return roundColumn(
    amounts.map(({ code, units }) => ({ code, value: { numerator: units, denominator: step } })),
  ).map((minor) => minor * step);
}

/**
 * Rounds amounts to the minor unit so that they re-add to a total rounded elsewhere.
 * Units:    10^-12 in and out; `total` is a whole number of minor units
 * Law:      Σ rounded = total (test/laws/workbook-rounding.test.ts)
 * Rounding: truncate toward zero, then one unit each to the largest remainders in the direction
 *           that is missing; ties by code ascending; exact amounts last
 */
export function roundColumnTo(
  amounts: readonly RoundableAmount[],
  total: bigint,
  digits: number,
): bigint[] {
  const step = minorUnit(digits);
  const rounded = amounts.map(({ units }) => (units / step) * step);
  let gap = rounded.reduce((left, units) => left - units, total);
  if (gap === 0n || amounts.length === 0) {
    return rounded;
  }
  const direction = gap < 0n ? -1n : 1n;
  const order = amounts
    .map(({ code, units }, index) => ({ code, index, key: (units % step) * direction }))
    .sort((a, b) =>
      a.key === b.key ? compareByCodePoint(a.code, b.code) : a.key > b.key ? -1 : 1,
    );
  for (let place = 0; gap !== 0n; place += 1) {
    const index = order[place % order.length]?.index ?? 0;
    rounded[index] = (rounded[index] ?? 0n) + direction * step;
    gap -= direction * step;
  }
  return rounded;
}

export interface RoundingGroup {
  /** The group's exact total as the engine stored it. */
  readonly exact: bigint;
  readonly rounded: bigint;
}

/**
 * Rounds lines group by group to the groups' rounded totals. A group whose lines do not add to
 * its exact total is rounded by itself, so that the difference shows instead of vanishing.
 */
export function roundLines(
  lines: readonly (RoundableAmount & { readonly group: string })[],
  groups: ReadonlyMap<string, RoundingGroup>,
  digits: (group: string) => number,
): bigint[] {
  const members = new Map<string, number[]>();
  for (const [index, { group }] of lines.entries()) {
    const list = members.get(group);
    if (list === undefined) {
      members.set(group, [index]);
    } else {
      list.push(index);
    }
  }
  const result: bigint[] = new Array<bigint>(lines.length).fill(0n);
  for (const [group, indexes] of members) {
    const amounts = indexes.map((index) => lines[index] ?? { code: "", units: 0n });
    const known = groups.get(group);
    const exact = amounts.reduce((sum, { units }) => sum + units, 0n);
    const rounded =
      known !== undefined && known.exact === exact
        ? roundColumnTo(amounts, known.rounded, digits(group))
        : roundAmounts(amounts, digits(group));
    for (const [place, index] of indexes.entries()) {
      result[index] = rounded[place] ?? 0n;
    }
  }
  return result;
}
