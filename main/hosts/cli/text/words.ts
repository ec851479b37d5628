import type { ReconcilingItemType } from "../../../../shared/domain/reconciliation-config.ts";
import type { Effect } from "../../../../shared/domain/variance-effect.ts";

/** What each kind of reconciling item is called on a statement. */
export const ITEM_NAMES: Readonly<Record<ReconcilingItemType, string>> = {
  accrual: "Accruals posted",
  "accrual-reversal": "Accruals reversed",
  "cut-off": "Cut-off: invoices of another period",
  "billed-vs-effective": "Commitments billed, not yet consumed",
  "amortisation-method": "Amortisation method",
  prepaid: "Prepaid commitments",
  fx: "Exchange rate",
  tax: "Tax on another account",
  credit: "Credits",
  "missing-in-ledger": "Not in the ledger",
  "missing-in-bills": "Not in the bills",
  "duplicate-in-bills": "Repeated in the bills",
  "duplicate-in-ledger": "Posted twice",
  "mis-posting": "Posted on another account",
  "late-correction": "Corrections of earlier periods",
  "tolerance-residue": "Within tolerance",
  rounding: "Rounding",
};

export const EFFECT_NAMES: Readonly<Record<Effect, string>> = {
  volume: "Volume",
  "day-count": "Length of the month",
  mix: "Mix",
  "list-price": "List price",
  negotiated: "Negotiated discount",
  commitment: "Commitment discount",
  currency: "Currency",
  new: "New",
  retired: "Retired",
  "one-time": "One-time",
  correction: "Corrections of earlier periods",
  tax: "Tax",
  credit: "Credits",
  "unused-commitment": "Unused commitments",
  "rule-change": "Allocation rules changed",
  "not-decomposable": "Not decomposable",
};
