import fc from "fast-check";
import { lawRuns } from "./law-runs.ts";

/**
 * As many independent cases at once, for laws whose cost is the statement and not the case: a law
 * of `batchesOf(count)` runs tries at least `lawRuns` cases. A failure is shrunk to the cases
 * that make it, most often one.
 */
export function batchOf<T>(one: fc.Arbitrary<T>, count: number): fc.Arbitrary<T[]> {
  return new CaseBatch(one, count);
}

/** How many batches of `count` cases make as many cases as a law tries. */
export function batchesOf(count: number): number {
  return Math.ceil(lawRuns / count);
}

class CaseBatch<T> extends fc.Arbitrary<T[]> {
  private readonly whole: fc.Arbitrary<T[]>;
  private readonly part: fc.Arbitrary<T[]>;

  constructor(one: fc.Arbitrary<T>, count: number) {
    super();
    this.whole = fc.array(one, { minLength: count, maxLength: count, size: "max" });
    this.part = fc.array(one, { minLength: 1, maxLength: count, size: "max" });
  }

  generate(random: fc.Random, biasFactor: number | undefined): fc.Value<T[]> {
    return this.whole.generate(random, biasFactor);
  }

  canShrinkWithoutContext(value: unknown): value is T[] {
    return this.part.canShrinkWithoutContext(value);
  }

  shrink(value: T[], context: unknown): fc.Stream<fc.Value<T[]>> {
    return this.part.shrink(value, context);
  }
}
