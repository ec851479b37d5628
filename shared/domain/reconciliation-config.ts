import { z } from "zod";
import { CostBasis } from "./charge.ts";
import { Condition } from "./condition.ts";

const AmountText = z.string().regex(/^\d{1,26}(\.\d{1,12})?$/, "expected a decimal ≥ 0 as text");
const Patterns = z.array(z.string().min(1)).default([]);

/** One ledger account and the charges it should carry. */
export const AccountMapEntry = z.strictObject({
  account: z.string().min(1),
  name: z.string().optional(),
  kind: z.enum(["expense", "prepaid", "accrued"]).default("expense"),
  entity: z.string().optional(),
  /** Which cost the account carries. Bills of an account are Σ this basis over `charges`. */
  basis: CostBasis.default("billed"),
  recognition: z.enum(["as-invoiced", "amortised"]).default("as-invoiced"),
  /** Conditions on charges; all must hold; the first account that matches a charge owns it. */
  charges: z.array(Condition).default([]),
  owner: z.string().optional(),
});
export type AccountMapEntry = z.infer<typeof AccountMapEntry>;

/** One vendor and every name it is written under in bills, ledger and procurement. */
export const VendorAlias = z.strictObject({
  vendor: z.string().min(1),
  aliases: z.array(z.string().min(1)),
});

/** Matching passes of methods.md 3.4, numbers 1 to 5. */
export const PassConfig = z.strictObject({
  pass: z.number().int().min(1).max(5),
  enabled: z.boolean().default(true),
  dateWindowDays: z.number().int().min(0).max(366).default(10),
  toleranceAbsolute: AmountText.default("0"),
  /** In percent of the smaller amount; the smaller of the two tolerances applies. */
  tolerancePercent: AmountText.default("0"),
  groupBy: z.array(z.enum(["invoice", "purchase-order", "cost-centre", "day", "vendor"])).optional(),
});

/** How the ledger marks what the bills do not know: searched in line text, ignoring case. */
export const LedgerSigns = z.strictObject({
  accrualText: Patterns,
  accrualDocumentTypes: Patterns,
  reversalText: Patterns,
  prepaidText: Patterns,
  taxText: Patterns,
  taxCodes: Patterns,
});

/** The content of `reconciliation.yaml`. */
export const ReconciliationConfig = z.strictObject({
  tieout: z.literal(1),
  tolerance: AmountText.default("0"),
  materiality: z
    .strictObject({ absolute: AmountText.default("0"), percent: AmountText.default("0") })
    .prefault({}),
  accounts: z.array(AccountMapEntry).min(1),
  vendors: z.array(VendorAlias).default([]),
  passes: z
    .array(PassConfig)
    .default([1, 2, 3, 4, 5].map((pass) => PassConfig.parse({ pass }))),
  ledgerSigns: LedgerSigns.prefault({}),
});
export type ReconciliationConfig = z.infer<typeof ReconciliationConfig>;

/** The kinds of reconciling item the engine proposes (methods.md 3.2). */
export const RECONCILING_ITEM_TYPES = [
  "accrual",
  "accrual-reversal",
  "cut-off",
  "billed-vs-effective",
  "amortisation-method",
  "prepaid",
  "fx",
  "tax",
  "credit",
  "missing-in-ledger",
  "missing-in-bills",
  "duplicate-in-bills",
  "duplicate-in-ledger",
  "mis-posting",
  "late-correction",
  "tolerance-residue",
  "rounding",
] as const;
export const ReconcilingItemType = z.enum(RECONCILING_ITEM_TYPES);
export type ReconcilingItemType = z.infer<typeof ReconcilingItemType>;
