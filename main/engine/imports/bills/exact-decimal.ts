/** An exact decimal of any length: digits × 10^-scale. */
export interface ExactDecimal {
  readonly digits: bigint;
  /** Never negative. */
  readonly scale: number;
}

const DECIMAL = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,3}))?$/;
export const ZERO: ExactDecimal = { digits: 0n, scale: 0 };

const MINUS = 45;
const POINT = 46;

/** Decimals of plain text such as `-12.50`; -1 where it is empty or written in another way. */
export function plainDecimals(text: string): number {
  const first = text.charCodeAt(0) === MINUS ? 1 : 0;
  let point = -1;
  for (let at = first; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === POINT && point === -1 && at > first) {
      point = at;
    } else if (code < 48 || code > 57) {
      return -1;
    }
  }
  const last = text.length - 1;
  return last < first || point === last ? -1 : point === -1 ? 0 : last - point;
}

/** Reads plain or scientific decimal text without losing a digit; null where it is no number. */
export function readExact(text: string): ExactDecimal | null {
  const decimals = plainDecimals(text);
  if (decimals !== -1) {
    return { digits: BigInt(decimals === 0 ? text : text.replace(".", "")), scale: decimals };
  }
  const match = DECIMAL.exec(text.trim());
  const whole = match?.[2] ?? "";
  const fraction = match?.[3] ?? "";
  if (match === null || whole + fraction === "") {
    return null;
  }
  const magnitude = BigInt(whole + fraction);
  const digits = match[1] === "-" ? -magnitude : magnitude;
  const scale = fraction.length - (match[4] === undefined ? 0 : Number.parseInt(match[4], 10));
  return scale >= 0 ? { digits, scale } : { digits: digits * 10n ** BigInt(-scale), scale: 0 };
}

/** Plain text of all its digits: no exponent, no trailing zeros, no negative zero. */
export function exactText({ digits, scale }: ExactDecimal): string {
  if (scale === 0) {
    return digits.toString();
  }
  const isNegative = digits < 0n;
  const padded = (isNegative ? -digits : digits).toString().padStart(scale + 1, "0");
  const whole = padded.slice(0, padded.length - scale);
  const fraction = padded.slice(padded.length - scale).replace(/0+$/, "");
  const text = fraction === "" ? whole : `${whole}.${fraction}`;
  return isNegative ? `-${text}` : text;
}

export function addExact(a: ExactDecimal, b: ExactDecimal): ExactDecimal {
  if (a.scale === b.scale) {
    return { digits: a.digits + b.digits, scale: a.scale };
  }
  const scale = Math.max(a.scale, b.scale);
  return { digits: atScale(a, scale) + atScale(b, scale), scale };
}

/** A sum of many decimals, which brings each to one scale only at its end. */
export class ExactSum {
  private readonly byScale = new Map<number, bigint>();

  add({ digits, scale }: ExactDecimal): void {
    this.byScale.set(scale, (this.byScale.get(scale) ?? 0n) + digits);
  }

  get total(): ExactDecimal {
    return [...this.byScale].reduce(
      (sum, [scale, digits]) => addExact(sum, { digits, scale }),
      ZERO,
    );
  }
}

export function negateExact({ digits, scale }: ExactDecimal): ExactDecimal {
  return { digits: -digits, scale };
}

export function subtractExact(a: ExactDecimal, b: ExactDecimal): ExactDecimal {
  return addExact(a, negateExact(b));
}

export function multiplyExact(a: ExactDecimal, b: ExactDecimal): ExactDecimal {
  return { digits: a.digits * b.digits, scale: a.scale + b.scale };
}

export function isSameExact(a: ExactDecimal, b: ExactDecimal): boolean {
  return subtractExact(a, b).digits === 0n;
}

/** Whether two decimals differ by at most a tenth of the second. */
export function isWithinTenth(a: ExactDecimal, b: ExactDecimal): boolean {
  const { digits, scale } = subtractExact(a, b);
  const off = { digits: digits < 0n ? -digits : digits, scale };
  const size = { digits: b.digits < 0n ? -b.digits : b.digits, scale: b.scale };
  return subtractExact({ digits: off.digits * 10n, scale }, size).digits <= 0n;
}

const QUOTIENT_SCALE = 12;

/**
 * A quantity in blocks of so many, where that is a decimal of at most twelve places, or as many
 * more than the quantity has as asked for; null where it is none, so that a quotient is never
 * rounded unseen. For quantities; no amount is divided here.
 */
export function inBlocks(
  quantity: ExactDecimal,
  block: ExactDecimal,
  more = 0,
): ExactDecimal | null {
  if (block.digits <= 0n) {
    return null;
  }
  const scale = Math.max(QUOTIENT_SCALE, quantity.scale + more);
  const dividend = quantity.digits * 10n ** BigInt(scale - quantity.scale + block.scale);
  return dividend % block.digits === 0n ? { digits: dividend / block.digits, scale } : null;
}

function atScale({ digits, scale }: ExactDecimal, wanted: number): bigint {
  return wanted === scale ? digits : digits * 10n ** BigInt(wanted - scale);
}
