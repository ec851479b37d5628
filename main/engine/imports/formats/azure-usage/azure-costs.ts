import { ABSENT, cellOf } from "../../bills/bill-fields.ts";
import type { BillHeader } from "../../bills/bill-header.ts";

type Test = (cells: readonly string[]) => boolean;

/** What tells the records of Azure apart: usage, the purchase of a commitment, what it covers. */
export interface AzureRecords {
  readonly cost: number;
  readonly type: (cells: readonly string[]) => string;
  /** Bought or given back: a reservation or a savings plan itself. */
  readonly isCommitmentPurchase: Test;
  /** Paid by a reservation or a savings plan, or what was not used of one. */
  readonly isCovered: Test;
}

export const COSTS = ["CostInBillingCurrency", "Cost", "PreTaxCost", "ExtendedCost"];
const COMMITTED = new Set(["reservation", "savingsplan"]);

export function azureRecords(header: BillHeader): AzureRecords {
  const chargeType = header.find("ChargeType");
  const model = header.find("PricingModel");
  const reservation = header.find("ReservationId");
  const type = (cells: readonly string[]): string => cellOf(cells, chargeType).toLowerCase();
  const isCommitted = (cells: readonly string[]): boolean =>
    model === ABSENT
      ? cellOf(cells, reservation) !== ""
      : COMMITTED.has(cellOf(cells, model).toLowerCase());
  return {
    cost: header.find(...COSTS),
    type,
    isCommitmentPurchase: (cells) => /^(purchase|refund)$/.test(type(cells)) && isCommitted(cells),
    isCovered: (cells) =>
      type(cells).startsWith("unused") || (type(cells) === "usage" && isCommitted(cells)),
  };
}
