/**
 * How well a text answers what was typed; higher is better, null is no match. Every word typed
 * must begin a word of the text, stand inside it, or follow its letters in order.
 */
export function rankText(typed: string, text: string): number | null {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  const target = text.toLowerCase();
  let score = 0;
  for (const word of words) {
    const found = rankWord(word, target);
    if (found === null) {
      return null;
    }
    score += found;
  }
  return score - target.length / 1000;
}

function rankWord(word: string, target: string): number | null {
  if (target.startsWith(word)) {
    return 100;
  }
  const index = target.indexOf(word);
  if (index > 0) {
    return /[\s\-_/.:]/.test(target[index - 1] ?? "") ? 80 : 50;
  }
  return rankLetters(word, target);
}

/** Letters in order with gaps: a match the weaker, the wider it is spread. */
function rankLetters(word: string, target: string): number | null {
  let first = -1;
  let from = 0;
  for (const letter of word) {
    const index = target.indexOf(letter, from);
    if (index < 0) {
      return null;
    }
    first = first < 0 ? index : first;
    from = index + 1;
  }
  const spread = from - first - word.length;
  return spread > word.length * 3 ? null : Math.max(1, 30 - spread);
}

/** The items that match, best first; equal ones keep their order. Nothing typed keeps all. */
export function rankItems<T>(
  typed: string,
  items: readonly T[],
  textOf: (item: T) => string,
): readonly T[] {
  if (typed.trim() === "") {
    return items;
  }
  return items
    .flatMap((item) => {
      const score = rankText(typed, textOf(item));
      return score === null ? [] : [{ item, score }];
    })
    .toSorted((a, b) => b.score - a.score)
    .map(({ item }) => item);
}
