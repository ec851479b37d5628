import { z } from "zod";
import { ChargeAttribute, CostBasis } from "./charge.ts";
import { Condition } from "./condition.ts";
import { CostTreatment } from "./treatment.ts";

const AmountText = z.string().regex(/^\d{1,26}(\.\d{1,12})?$/, "expected a decimal ≥ 0 as text");
const SignedAmountText = z
  .string()
  .regex(/^-?\d{1,26}(\.\d{1,12})?$/, "expected a decimal as text, for example -1200.50");
const patterns = (...defaults: string[]) => z.array(z.string().min(1)).default(defaults);

/** One ledger account and the charges it should carry. */
export const AccountMapEntry = z.strictObject({
  account: z.string().min(1),
  name: z.string().optional(),
  /**
   * `expense` compares the period's activity; `prepaid` and `accrued` compare the closing balance.
   * The bills of a prepaid account are Σ (billed − effective) of its charges so far, those of an
   * accrued account what the expense accounts' charges still lack in invoices, as a credit.
   */
  kind: z.enum(["expense", "prepaid", "accrued"]).default("expense"),
  entity: z.string().optional(),
  /** How the account treats its cost; absent is not stated. */
  treatment: CostTreatment.optional(),
  /** Which cost the account carries. Bills of an expense account are Σ this basis. */
  basis: CostBasis.default("billed"),
  /** How the ledger recognises commitments: the invoice when it comes, or month by month. */
  recognition: z.enum(["as-invoiced", "amortised"]).default("as-invoiced"),
  /**
   * Conditions on charges; all must hold; none takes every charge. The first account of its kind
   * and entity that matches a charge owns it.
   */
  charges: z.array(Condition).default([]),
  /** Balance agreed before the first loaded period; balance-sheet accounts only. */
  openingBalance: SignedAmountText.optional(),
  owner: z.string().optional(),
});
export type AccountMapEntry = z.infer<typeof AccountMapEntry>;

/** One vendor and every name or id it is written under in bills, ledger and procurement. */
export const VendorAlias = z.strictObject({
  vendor: z.string().min(1),
  aliases: z.array(z.string().min(1)).default([]),
});
export type VendorAlias = z.infer<typeof VendorAlias>;

export const GROUP_KEYS = ["invoice", "purchase-order", "cost-centre", "day", "vendor"] as const;
export type GroupKey = (typeof GROUP_KEYS)[number];

/** Matching passes of methods.md 3.4, numbers 1 to 5. */
export const PassConfig = z.strictObject({
  pass: z.number().int().min(1).max(5),
  enabled: z.boolean().default(true),
  /** Passes 3 and 4: days between posting and invoice at most. */
  dateWindowDays: z.number().int().min(0).max(366).default(10),
  /** Pass 4: the smaller of the two tolerances applies, so both must be above 0. */
  toleranceAbsolute: AmountText.default("0"),
  /** In percent of the smaller amount. */
  tolerancePercent: AmountText.default("0"),
  /** Pass 5: which sums are compared, in this order. */
  groupBy: z.array(z.enum(GROUP_KEYS)).default([...GROUP_KEYS]),
});
export type PassConfig = z.infer<typeof PassConfig>;

/**
 * How the ledger marks lines that are no supplier invoice. A text sign is the beginning of a word
 * of the line's text, ignoring case: `accru` finds "Accrual 10/26" and "Reversal of accrual".
 */
export const LedgerSigns = z.strictObject({
  accrualText: patterns("accru", "abgrenz", "grni", "rückstellung"),
  accrualDocumentTypes: patterns(),
  /** Lines that take an earlier accrual back; a credit with an accrual sign is one as well. */
  reversalText: patterns("revers", "storno", "auflösung"),
  reversalDocumentTypes: patterns(),
  /** Monthly recognition of a prepaid commitment. */
  amortisationText: patterns("amorti", "prepaid release", "prepaid expense"),
  amortisationDocumentTypes: patterns(),
  taxText: patterns("vat", "tax", "umsatzsteuer", "vorsteuer", "mwst", "gst", "tva"),
  taxCodes: patterns(),
});
export type LedgerSigns = z.infer<typeof LedgerSigns>;

/** The content of `reconciliation.yaml`. */
export const ReconciliationConfig = z.strictObject({
  tieout: z.literal(1),
  tolerance: AmountText.default("0"),
  materiality: z
    .strictObject({ absolute: AmountText.default("0"), percent: AmountText.default("0") })
    .prefault({}),
  /** The charge attribute that names the cost centre the ledger posts to. */
  costCentre: ChargeAttribute.default("tag:cost_centre"),
  /** The charge attribute that names the purchase order, where the bills carry one. */
  purchaseOrder: ChargeAttribute.optional(),
  /** Periods before and after the closed one searched for the other half of a timing difference. */
  timingPeriods: z.number().int().min(0).max(24).default(3),
  accounts: z.array(AccountMapEntry).min(1),
  vendors: z.array(VendorAlias).default([]),
  passes: z.array(PassConfig).default([1, 2, 3, 4, 5].map((pass) => PassConfig.parse({ pass }))),
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

/**
 * Items that say no more than that one side has an amount and the other has not. They explain
 * nothing by themselves: each is an open difference until someone accepts it.
 */
const ONE_SIDED: ReadonlySet<ReconcilingItemType> = new Set([
  "credit",
  "missing-in-ledger",
  "missing-in-bills",
  "late-correction",
]);

export function isOneSided(type: ReconcilingItemType): boolean {
  return ONE_SIDED.has(type);
}
