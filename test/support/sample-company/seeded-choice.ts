/** A small seeded generator of whole numbers: the same seed gives the same company. */
export interface SeededChoice {
  /** A whole number from 0 up to, not including, `limit`. */
  below(limit: number): number;
}

/** Xorshift of 32 bits; integer arithmetic only, so equal on every machine. */
export function seededChoice(seed: number): SeededChoice {
  let state = seed >>> 0 || 1;
  return {
    below(limit) {
      state ^= state << 13;
      state >>>= 0;
      state ^= state >>> 17;
      state ^= state << 5;
      state >>>= 0;
      return state % limit;
    },
  };
}
