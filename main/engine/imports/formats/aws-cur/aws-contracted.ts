import { ABSENT, cellOf } from "../../bills/bill-fields.ts";
import type { BillHeader } from "../../bills/bill-header.ts";
import { readExact, ZERO } from "../../bills/exact-decimal.ts";
import { JsonColumn } from "../../bills/json-cell.ts";
import type { AwsTypes } from "./aws-types.ts";

interface Contracted {
  readonly text: string;
  /** Why it is not stated; null where it is. */
  readonly unstated: string | null;
}

const NOTHING: Contracted = { text: "0", unstated: null };
const RESERVED: Contracted = {
  text: "",
  unstated: "usage under a reservation is charged nothing and its own rate is not in the report",
};
const DISCOUNTED: Contracted = {
  text: "",
  unstated: "a discount stands beside the unblended cost, and the net unblended cost does not",
};

/**
 * What charges cost by contract: the account's own rates and discounts, before what commitments
 * save. Usage and discounts of their own records are as billed; usage that a savings plan covers
 * is billed at those rates and taken back by a negation, which has no contracted cost. Purchases,
 * taxes, credits and refunds have no other price than what was billed.
 * Law: Σ contracted = Σ of the records that state it (test/laws/bill-conservation.test.ts)
 */
export function contractedCost(
  header: BillHeader,
  billed: number,
  isNet: boolean,
  { typeOf }: Pick<AwsTypes, "typeOf">,
): { readonly from: readonly number[]; readonly of: (cells: readonly string[]) => Contracted } {
  const hasDiscount = isNet ? () => false : discountOf(header);
  return {
    from: [billed],
    of(cells) {
      switch (typeOf(cells)) {
        case "SavingsPlanNegation":
          return NOTHING;
        case "DiscountedUsage":
          return RESERVED;
        default:
          return hasDiscount(cells) ? DISCOUNTED : { text: cellOf(cells, billed), unstated: null };
      }
    },
  };
}

/** Whether a record names a discount that its unblended cost does not hold yet. */
function discountOf(header: BillHeader): (cells: readonly string[]) => boolean {
  const columns = header.matching(/^discount[_/].+$/is).map(({ index }) => index);
  const map = header.find("discount");
  const discounts = new JsonColumn(map);
  const isSome = (text: string): boolean => (readExact(text) ?? ZERO).digits !== 0n;
  return (cells) =>
    columns.some((index) => isSome(cellOf(cells, index))) ||
    (map !== ABSENT && [...discounts.of(cells).values()].some(isSome));
}
