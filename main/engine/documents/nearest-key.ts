/** The known key that was probably meant: the one of fewest edits, or null where none is near. */
export function nearestKey(key: string, known: readonly string[]): string | null {
  let nearest: string | null = null;
  let fewest = editsMax(key) + 1;
  for (const candidate of known) {
    const edits = editsBetween(key.toLowerCase(), candidate.toLowerCase());
    if (edits < fewest) {
      nearest = candidate;
      fewest = edits;
    }
  }
  return nearest;
}

/** A short word becomes any other in three edits, so a third of its letters is the most. */
function editsMax({ length }: string): number {
  return Math.max(length < 4 ? 1 : 2, Math.floor(length / 3));
}

/** Levenshtein distance, one row of its table at a time. */
export function editsBetween(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
