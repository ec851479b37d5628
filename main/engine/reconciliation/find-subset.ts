/** The most lines a search looks at; beyond it, agreement is chance. */
export const SUBSET_LINES_MAX = 24;
/** A subset counts as evidence when chance would hit the target less than once in this many. */
const CHANCE_BOUND = 1000n;

/**
 * The one smallest subset of amounts that sums to the target, or null where none or several do.
 * Units:   any integer unit; amounts and target in the same one
 * Sign:    amounts of both signs are allowed
 * Law:     equals exhaustive search on random input (test/laws/matching.test.ts)
 * Errors:  null as well when subsets this small are so many that one would agree by chance
 * Source:  methods.md 3.4 pass 5; meet in the middle over at most 24 amounts
 */
export function findSubset(target: bigint, amounts: readonly bigint[]): readonly number[] | null {
  if (amounts.length === 0 || amounts.length > SUBSET_LINES_MAX) {
    return null;
  }
  const chosen = smallestSubset(target, amounts);
  const total = amounts.reduce((sum, amount) => sum + amount, 0n);
  const left = smallestSubset(total - target, amounts);
  const chosenSize = chosen === null ? amounts.length + 1 : bitCount(chosen.mask);
  const leftSize = left === null ? amounts.length + 1 : bitCount(left.mask);
  const best = leftSize < chosenSize ? left : chosen;
  if (best === null || !best.isUnique || best.mask === 0) {
    return wholeSet(target, total, amounts);
  }
  const size = Math.min(leftSize, chosenSize);
  if (isLikelyChance(size, amounts)) {
    return null;
  }
  const isComplement = leftSize < chosenSize;
  return amounts.flatMap((_, index) =>
    ((best.mask >> index) & 1) === (isComplement ? 0 : 1) ? [index] : [],
  );
}

function wholeSet(
  target: bigint,
  total: bigint,
  amounts: readonly bigint[],
): readonly number[] | null {
  return target === total && target !== 0n ? amounts.map((_, index) => index) : null;
}

interface Found {
  readonly mask: number;
  readonly isUnique: boolean;
}

interface Half {
  readonly mask: number;
  readonly size: number;
  readonly count: number;
}

function smallestSubset(target: bigint, amounts: readonly bigint[]): Found | null {
  const middle = amounts.length >> 1;
  const low = subsetSums(amounts.slice(0, middle));
  const high = subsetSums(amounts.slice(middle));
  let bestSize = amounts.length + 1;
  let mask = 0;
  let count = 0;
  for (const [sum, right] of high) {
    const left = low.get(target - sum);
    const size = left === undefined ? amounts.length + 1 : left.size + right.size;
    if (left === undefined || size > bestSize) {
      continue;
    }
    count = (size < bestSize ? 0 : count) + left.count * right.count;
    mask = left.mask | (right.mask << middle);
    bestSize = size;
  }
  return count === 0 ? null : { mask, isUnique: count === 1 };
}

/** Each sum a half can give, with its smallest subset and how many are that small. */
function subsetSums(amounts: readonly bigint[]): Map<bigint, Half> {
  const sums = new Map<bigint, Half>();
  const total: bigint[] = [0n];
  for (let mask = 0; mask < 1 << amounts.length; mask += 1) {
    if (mask > 0) {
      const lowest = 31 - Math.clz32(mask & -mask);
      total[mask] = (total[mask & (mask - 1)] ?? 0n) + (amounts[lowest] ?? 0n);
    }
    const sum = total[mask] ?? 0n;
    const size = bitCount(mask);
    const known = sums.get(sum);
    if (known === undefined || size < known.size) {
      sums.set(sum, { mask, size, count: 1 });
    } else if (size === known.size) {
      sums.set(sum, { ...known, count: known.count + 1 });
    }
  }
  return sums;
}

function bitCount(mask: number): number {
  let count = 0;
  for (let rest = mask; rest !== 0; rest &= rest - 1) {
    count += 1;
  }
  return count;
}

/** Whether subsets up to this size are more than a thousandth of the sums they could give. */
function isLikelyChance(size: number, amounts: readonly bigint[]): boolean {
  let subsets = 0n;
  let ofSize = 1n;
  for (let count = 1; count <= size; count += 1) {
    ofSize = (ofSize * BigInt(amounts.length - count + 1)) / BigInt(count);
    subsets += ofSize;
  }
  const reach = amounts.reduce((sum, amount) => sum + (amount < 0n ? -amount : amount), 0n);
  return size > 1 && subsets * CHANCE_BOUND > reach;
}
