import { currencyCode } from "./finance-read-value.ts";

const NAME_LENGTH_MAX = 200;
const CODE_IN_HEADER = /^(.+?)[\s_]*(?:\(|\[|\bin )?\s*\b([A-Z]{3})[)\]]?$/;

/** The parts of an amount's header that names its currency, for example `Debit (USD)`. */
export function splitHeaderCurrency(header: string): { name: string; currency: string } | null {
  const match = header.length > NAME_LENGTH_MAX ? null : CODE_IN_HEADER.exec(header.trim());
  const currency = currencyCode(match?.[2] ?? "");
  const name = (match?.[1] ?? "").trim();
  return currency === null || name === "" ? null : { name, currency };
}

/** The one currency that all of the headers name; null where they name none or several. */
export function commonCurrency(headers: readonly string[]): string | null {
  const codes = headers.map((header) => splitHeaderCurrency(header)?.currency ?? null);
  const [first = null, ...others] = new Set(codes);
  return others.length === 0 ? first : null;
}
