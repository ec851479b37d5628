import { toUnits } from "./amount.ts";

/** Where finance and engineering meet, in the words of a table's head. */
export const POINT_NAMES = {
  bills: "Bills",
  ledger: "Ledger lines",
  "purchase-orders": "Purchase orders",
  "supplier-invoices": "Supplier invoices",
  "goods-receipts": "Goods receipts",
  contracts: "Contracts",
  budget: "Budget",
} as const;

/** Why two ways of writing are taken for one name. */
export const ALIAS_REASON_TEXT = {
  spelling: "the same but for case, spaces, punctuation or accents",
  address: "the same but for the address after the name",
  "name-order": "the same, first and last name turned",
  "leading-zeros": "the same number without leading zeros",
  abbreviation: "the same with its short forms spelled out",
  "legal-form": "the same company without its legal form",
  "listed-name": "what the list of cost centres calls it",
  "typing-error": "one word differs by a letter",
} as const;

/** Why a tag key or a column is taken for an identifier. */
export const SOURCE_REASON_TEXT = {
  name: "it is called so",
  "name-with-addition": "it is called so, with an addition",
  "typing-error": "it is called so but for one letter",
} as const;

/**
 * How complete something is, in percent with one decimal; a dash where there is nothing.
 * Rounding: down, so that 100 is said of all and of nothing less
 */
export function completeness(part: string, whole: string): string {
  const [all, some] = [toUnits(whole), toUnits(part)];
  if (all === 0n) {
    return "–";
  }
  const tenths = (some * 1000n) / all;
  return `${tenths / 10n}.${tenths % 10n}`;
}
