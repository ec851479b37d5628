/** A seeded stream of whole numbers below a bound (xorshift), the same on every machine. */
export function seeded(seed: number): (below: number) => number {
  let state = seed | 1;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
}

/** So many decimal digits. */
export function digits(next: (below: number) => number, count: number): string {
  let text = "";
  while (text.length < count) {
    text += String(next(1_000_000_000)).padStart(9, "0");
  }
  return text.slice(0, count);
}
