import type { GroupKey } from "../../../shared/domain/reconciliation-config.ts";

/** A way two sides agree: the pass it belongs to and what a match by it says. */
export interface MatchRule {
  readonly rule: number;
  readonly pass: number;
  readonly reason: string;
}

export const PAIR_RULES: readonly MatchRule[] = [
  { rule: 1, pass: 1, reason: "Document, amount and currency agree" },
  { rule: 2, pass: 2, reason: "Purchase order, period and amount agree" },
  { rule: 3, pass: 3, reason: "Vendor and amount agree within the date window" },
  { rule: 4, pass: 4, reason: "Vendor agrees, amount within tolerance and date window" },
];

export const GROUP_RULES: Readonly<Record<GroupKey | "invoice-cost-centre", MatchRule>> = {
  "invoice-cost-centre": { rule: 5, pass: 5, reason: "Sums per invoice and cost centre agree" },
  invoice: { rule: 6, pass: 5, reason: "Sums per invoice agree" },
  "purchase-order": { rule: 7, pass: 5, reason: "Sums per purchase order agree" },
  "cost-centre": { rule: 8, pass: 5, reason: "Sums per vendor and cost centre agree" },
  day: { rule: 9, pass: 5, reason: "Sums per vendor and day agree" },
  vendor: { rule: 10, pass: 5, reason: "Sums per vendor agree" },
};

export const EXCHANGE_RULE: MatchRule = {
  rule: 11,
  pass: 5,
  reason: "Sums per invoice agree at a loaded exchange rate",
};

export const SUBSET_RULES: Readonly<Record<"invoice" | "vendor", MatchRule>> = {
  invoice: { rule: 12, pass: 5, reason: "One line is the sum of several of the same invoice" },
  vendor: { rule: 13, pass: 5, reason: "One line is the sum of several of the same vendor" },
};

export const NET_RULE: MatchRule = {
  rule: 14,
  pass: 6,
  reason: "Accruals and their reversals net to zero",
};

export const OPENING_RULE: MatchRule = {
  rule: 15,
  pass: 6,
  reason: "Opening balance agreed in the configuration",
};

export const MATCH_RULES: readonly MatchRule[] = [
  ...PAIR_RULES,
  ...Object.values(GROUP_RULES),
  EXCHANGE_RULE,
  ...Object.values(SUBSET_RULES),
  NET_RULE,
  OPENING_RULE,
];
