import { type ExactDecimal, exactText, inBlocks, readExact } from "../../bills/exact-decimal.ts";

const BLOCK = /^(\d{1,15})([KMB])?(?=$|[\s\u00a0/])(?!\s+\d)/;
const THOUSANDS: Readonly<Record<string, bigint>> = { K: 1_000n, M: 1_000_000n, B: 1_000_000_000n };

/**
 * How many units one priced block holds: 10000 for "10K", 10 for "10 Hours", 1 for "1 GB/Month"
 * and for a unit without a number. Null where the text is unclear, so that it is never guessed.
 */
export function blockSize(unitOfMeasure: string): ExactDecimal | null {
  const text = unitOfMeasure.trim();
  if (text === "") {
    return null;
  }
  if (!/\d/.test(text)) {
    return { digits: 1n, scale: 0 };
  }
  const match = BLOCK.exec(text);
  const digits = BigInt(match?.[1] ?? "0") * (THOUSANDS[match?.[2] ?? ""] ?? 1n);
  return digits === 0n ? null : { digits, scale: 0 };
}

/** A quantity in priced blocks; no text where that is unclear or no exact decimal. */
export function pricedBlocks(quantity: string, unitOfMeasure: string): string {
  const units = readExact(quantity);
  const block = blockSize(unitOfMeasure);
  const blocks = units === null || block === null ? null : inBlocks(units, block);
  return blocks === null ? "" : exactText(blocks);
}

const BLOCK_PLACES = 18;

/** A quantity in blocks with all its digits; null where it is no decimal, as of a third. */
export function inWholeBlocks(quantity: ExactDecimal, block: ExactDecimal): ExactDecimal | null {
  return inBlocks(quantity, block, BLOCK_PLACES);
}

/** The unit behind the block size: "Hours" of "10 Hours"; the whole text where there is none. */
export function unitName(unitOfMeasure: string): string {
  const text = unitOfMeasure.trim();
  const rest = text.replace(/^\d+[KMB]?\s*/, "");
  return rest === "" ? (text === "" ? "" : "Units") : rest.startsWith("/") ? `Units${rest}` : rest;
}
