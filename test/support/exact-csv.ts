/** One sum of decimal texts, exact at any number of decimals. */
export interface ExactSum {
  readonly digits: bigint;
  readonly scale: number;
}

/** Takes CSV text apart; an oracle for tests, independent of the engine's reader. */
export function parseCsv(text: string, delimiter = ","): string[][] {
  const records: string[][] = [];
  let record: string[] = [];
  let cell = "";
  let isQuoted = false;
  const endCell = (): void => {
    record.push(cell);
    cell = "";
  };
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at] ?? "";
    if (isQuoted && character === '"' && text[at + 1] === '"') {
      cell += '"';
      at += 1;
    } else if (character === '"') {
      isQuoted = !isQuoted;
    } else if (!isQuoted && character === delimiter) {
      endCell();
    } else if (!isQuoted && character === "\n") {
      endCell();
      records.push(record);
      record = [];
    } else if (isQuoted || character !== "\r") {
      cell += character;
    }
  }
  if (cell !== "" || record.length > 0) {
    endCell();
    records.push(record);
  }
  return records.filter((cells) => cells.length > 1 || cells[0] !== "");
}

/** Digits and scale of a decimal text with optional currency sign, groups and exponent. */
export function exactDecimal(text: string): ExactSum {
  const [mantissa = "", exponent = "0"] = text.replace(/[$, ]/g, "").toLowerCase().split("e");
  const [whole = "", fraction = ""] = mantissa.split(".");
  const scale = fraction.length - Number.parseInt(exponent, 10);
  const digits = BigInt(`${whole}${fraction}`);
  return scale >= 0 ? { digits, scale } : { digits: digits * 10n ** BigInt(-scale), scale: 0 };
}

export function addExact(a: ExactSum, b: ExactSum): ExactSum {
  const scale = Math.max(a.scale, b.scale);
  const align = (sum: ExactSum): bigint => sum.digits * 10n ** BigInt(scale - sum.scale);
  return { digits: align(a) + align(b), scale };
}

/** Rounds to twelve decimals, half away from zero, in units of 10^-12. */
export function roundedUnits({ digits, scale }: ExactSum): bigint {
  if (scale <= 12) {
    return digits * 10n ** BigInt(12 - scale);
  }
  const divisor = 10n ** BigInt(scale - 12);
  const magnitude = digits < 0n ? -digits : digits;
  const rounded = (magnitude * 2n + divisor) / (divisor * 2n);
  return digits < 0n ? -rounded : rounded;
}
