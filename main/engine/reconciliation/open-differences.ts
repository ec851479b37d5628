import { z } from "zod";
import type { AccountStatement } from "../../../shared/contract/reconciliation.ts";
import { addAmounts } from "../../../shared/domain/amount.ts";
import { isOneSided, ReconcilingItemType } from "../../../shared/domain/reconciliation-config.ts";

export const OpenItem = z.object({
  account: z.string(),
  type: ReconcilingItemType,
  amount: z.string(),
  base: z.string(),
  is_of_ledger: z.boolean(),
});
export type OpenItem = z.infer<typeof OpenItem>;

/** What an account's open items leave on one side only, by size: nothing nets in it. */
export function openDifferencesOf(items: readonly OpenItem[]): AccountStatement["openDifferences"] {
  const oneSided = items.filter(({ type }) => isOneSided(type));
  const sum = (ofLedger: boolean): string =>
    addAmounts(
      oneSided
        .filter(({ is_of_ledger }) => is_of_ledger === ofLedger)
        .map(({ amount }) => sizeOf(amount)),
    );
  return { items: oneSided.length, inLedgerOnly: sum(true), inBillsOnly: sum(false) };
}

export function sizeOf(amount: string): string {
  return amount.replace("-", "");
}
