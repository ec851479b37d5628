/** What one price is for: a block of units, such as 1,000 requests or 100 GB-months. */
export interface PricingUnit {
  readonly unit: string;
  readonly block: bigint;
}

const GROUPED = String.raw`\d{1,3}(?:,\d{3})+|\d{1,15}`;
const WORDS = "thousand|million|billion";
const BLOCK = new RegExp(
  String.raw`^(?:per\s+)?(${GROUPED})(?:([KMB])|\s+(${WORDS}))?(?=$|[\s\u00a0/])[\s\u00a0]*(.*)$`,
  "is",
);
const TIMES: Readonly<Record<string, bigint>> = {
  k: 1_000n,
  m: 1_000_000n,
  b: 1_000_000_000n,
  thousand: 1_000n,
  million: 1_000_000n,
  billion: 1_000_000_000n,
};

/**
 * Reads the block size off a pricing unit: "1000 Requests", "10K", "1M Tokens", "100 GB-Months".
 * A text whose number is not plainly a block ("1.5 Hours", "24x7", "1 2 GB") is a unit as it
 * stands, so that a block is never guessed.
 */
export function readPricingUnit(text: string): PricingUnit {
  const trimmed = text.trim();
  const match = BLOCK.exec(trimmed);
  const rest = match?.[4] ?? "";
  const count = BigInt((match?.[1] ?? "0").replaceAll(",", ""));
  if (match === null || count === 0n || /^\d/.test(rest)) {
    return { unit: trimmed, block: 1n };
  }
  const times = TIMES[(match[2] ?? match[3] ?? "").toLowerCase()] ?? 1n;
  const unit = rest === "" ? "Units" : rest.startsWith("/") ? `Units${rest}` : rest;
  return { unit, block: count * times };
}
