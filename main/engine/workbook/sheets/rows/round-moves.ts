import { z } from "zod";
import { toUnits } from "../../../../../shared/domain/amount.ts";
import type { CostBasis } from "../../../../../shared/domain/charge.ts";
import { minorUnitDigits } from "../../../../../shared/domain/currency.ts";
import { CostTreatment } from "../../../../../shared/domain/treatment.ts";
import type { PlacedTable } from "../../book.ts";
import { minorUnit, roundAmounts, roundColumnTo } from "../../round-column-to.ts";
import type { SheetInput } from "../define.ts";

export const MoveRow = z.object({
  entity: z.string(),
  currency: z.string(),
  stage: z.number(),
  rule_id: z.string().nullable(),
  pool: z.string().nullable(),
  target: z.string(),
  is_final: z.boolean(),
  weight: z.string(),
  weight_total: z.string(),
  /** How the amount is treated; null where neither a rule nor an account states it. */
  treatment: CostTreatment.nullable(),
  amount: z.string(),
});
/** One rule's amount from a pool, or from charges, to a target. */
export type Move = z.infer<typeof MoveRow>;

export function entityText(entity: string): string {
  return entity === "" ? "–" : entity;
}

/** The period column a cost basis is counted by. */
export function periodKey(basis: CostBasis): string {
  return basis === "billed" ? "billed_period" : "effective_period";
}

/**
 * Moves in minor units: Σ final = Σ charges as Billing shows them, and what a pool gets is what it
 * passes on. The checks on Allocation prove both in every workbook.
 * Units:    10^-12 of each move's currency, whole minor units
 * Rounding: final moves to the charges' rounded total, then pools from the last stage backwards
 */
export function roundMoves(input: SheetInput, moves: readonly Move[]): bigint[] {
  const result: bigint[] = moves.map(() => 0n);
  const assign = (indexes: readonly number[], total: (exact: bigint) => bigint | null): void => {
    const amounts = indexes.map((index) => ({
      code: String(index).padStart(9, "0"),
      units: toUnits(moves[index]?.amount ?? "0"),
    }));
    const digits = minorUnitDigits(moves[indexes[0] ?? 0]?.currency ?? input.close.currency);
    const goal = total(amounts.reduce((sum, { units }) => sum + units, 0n));
    const rounded =
      goal === null ? roundAmounts(amounts, digits) : roundColumnTo(amounts, goal, digits);
    for (const [place, index] of indexes.entries()) {
      result[index] = rounded[place] ?? 0n;
    }
  };
  const charges = input.book.table("Charges");
  const scopes = groupIndexes(moves, (move) => (move.is_final ? scopeKey(move) : null));
  for (const indexes of scopes.values()) {
    const first = moves[indexes[0] ?? 0];
    assign(indexes, (exact) => (first === undefined ? null : goalOf(input, charges, first, exact)));
  }
  for (const { key, indexes } of poolInflows(moves)) {
    const out = moves.reduce(
      (sum, move, index) => (poolKey(move, move.pool) === key ? sum + (result[index] ?? 0n) : sum),
      0n,
    );
    const hasOut = moves.some((move) => poolKey(move, move.pool) === key);
    assign(indexes, () => (hasOut ? out : null));
  }
  return result;
}

function scopeKey(move: Move): string {
  return `${move.entity}|${move.currency}`;
}

function poolKey(move: Move, pool: string | null): string | null {
  return pool === null ? null : `${scopeKey(move)}|${pool}`;
}

/** What goes into each pool; the pools that pass on last come first. */
function poolInflows(moves: readonly Move[]): { key: string; indexes: number[] }[] {
  const passedOn = new Map<string, number>();
  for (const move of moves) {
    const key = poolKey(move, move.pool);
    if (key !== null) {
      passedOn.set(key, Math.max(passedOn.get(key) ?? 0, move.stage));
    }
  }
  const inflows = groupIndexes(moves, (move) =>
    move.is_final ? null : poolKey(move, move.target),
  );
  return [...inflows]
    .map(([key, indexes]) => ({ key, indexes }))
    .sort((a, b) => (passedOn.get(b.key) ?? 0) - (passedOn.get(a.key) ?? 0));
}

function groupIndexes(
  moves: readonly Move[],
  keyOf: (move: Move) => string | null,
): Map<string, number[]> {
  const groups = new Map<string, number[]>();
  for (const [index, move] of moves.entries()) {
    const key = keyOf(move);
    if (key !== null) {
      groups.set(key, [...(groups.get(key) ?? []), index]);
    }
  }
  return groups;
}

/** Σ of the charges as Billing shows them, unless it is another amount than what was allocated. */
function goalOf(
  { close }: SheetInput,
  charges: PlacedTable,
  scope: Move,
  exact: bigint,
): bigint | null {
  const cost = charges.columnIndex(close.basis);
  const period = charges.columnIndex(periodKey(close.basis));
  const entity = charges.columnIndex("entity");
  const currency = charges.columnIndex("currency");
  let sum = 0n;
  let rows = 0n;
  for (const row of charges.table.rows) {
    const amount = row[cost];
    const isIn =
      row[period] === close.period &&
      row[entity] === entityText(scope.entity) &&
      row[currency] === scope.currency;
    if (isIn && typeof amount === "bigint") {
      sum += amount;
      rows += 1n;
    }
  }
  const distance = sum > exact ? sum - exact : exact - sum;
  return distance <= rows * minorUnit(minorUnitDigits(scope.currency)) ? sum : null;
}

const DIGITS_MAX = 10n ** 15n;

/** Weights in units of 10^-12, divided by what they have in common so that Excel keeps them. */
export function shortWeights(
  moves: readonly Move[],
  splitOf: (move: Move) => string,
): { weight: bigint; total: bigint }[] {
  const divisors = new Map<string, bigint>();
  for (const move of moves) {
    const split = splitOf(move);
    const known = divisors.get(split) ?? BigInt(move.weight_total);
    divisors.set(split, gcd(known, BigInt(move.weight)));
  }
  return moves.map((move) => {
    let divisor = divisors.get(splitOf(move)) ?? 1n;
    divisor = divisor === 0n ? 1n : divisor;
    while (BigInt(move.weight_total) / divisor >= DIGITS_MAX) {
      divisor *= 10n;
    }
    const short = (weight: string): bigint => (BigInt(weight) / divisor) * 10n ** 12n;
    return { weight: short(move.weight), total: short(move.weight_total) };
  });
}

function gcd(a: bigint, b: bigint): bigint {
  return b === 0n ? a : gcd(b, a % b);
}
