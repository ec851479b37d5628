import { z } from "zod";
import { CostBasis } from "../domain/charge.ts";
import { Period } from "../domain/period.ts";
import { ReconciliationConfig, ReconcilingItemType } from "../domain/reconciliation-config.ts";
import { CostTreatment } from "../domain/treatment.ts";
import { RuleProblem } from "./allocation.ts";
import { call } from "./define.ts";
import { AmountText, Paging, RowPage } from "./scope.ts";

export const ReconcilingItem = z.object({
  /** Hash of business values (type, account, evidence), the same after a re-import. */
  itemKey: z.string(),
  account: z.string(),
  type: ReconcilingItemType,
  description: z.string(),
  amount: AmountText,
  currency: z.string(),
  /** Evidence lines on both sides. */
  lines: z.number().int(),
  clearsPeriod: Period.nullable(),
  firstPeriod: Period,
  isProposed: z.boolean(),
  isAccepted: z.boolean(),
  /** Whether it stands on one side only and nobody accepted it: it explains nothing yet. */
  isOpenDifference: z.boolean().default(false),
  /** Whether it exceeds the configuration's materiality, measured against the account's ledger. */
  isMaterial: z.boolean().default(true),
  comment: z.string().nullable(),
  reason: z.string(),
});
export type ReconcilingItem = z.infer<typeof ReconcilingItem>;

export const AccountStatement = z.object({
  account: z.string(),
  name: z.string(),
  kind: z.string(),
  basis: z.string(),
  owner: z.string().nullable(),
  ledger: AmountText,
  /** Part of `ledger` posted in special periods 13 to 16: the line "adjustment period". */
  adjustmentPeriod: AmountText.default("0"),
  billing: AmountText,
  items: z.array(
    z.object({
      type: ReconcilingItemType,
      amount: AmountText,
      lines: z.number().int(),
      proposed: z.boolean(),
    }),
  ),
  itemsTotal: AmountText,
  unidentified: AmountText,
  /**
   * Items that stand on one side only and that nobody accepted. While they are larger than the
   * tolerance, the account does not tie, whatever they net to.
   */
  openDifferences: z
    .object({
      items: z.number().int(),
      /** Σ of their sizes, each taken as positive. */
      inLedgerOnly: AmountText,
      inBillsOnly: AmountText,
    })
    .default({ items: 0, inLedgerOnly: "0", inBillsOnly: "0" }),
  matchedLedgerLines: z.number().int(),
  ledgerLines: z.number().int(),
  matchedBillingLines: z.number().int(),
  billingLines: z.number().int(),
  ties: z.boolean(),
  certifiable: z.boolean(),
  /** Items nobody accepted yet, and how many of them exceed the materiality. */
  openItems: z.number().int().default(0),
  openMaterialItems: z.number().int().default(0),
});
export type AccountStatement = z.infer<typeof AccountStatement>;

/** What the account map leaves out of the comparison, in its own currency. */
export const UnmappedAmount = z.object({
  side: z.enum(["billing", "ledger"]),
  /** The provider of charges, or the ledger account. */
  code: z.string(),
  /** The charge category, or the account's name. */
  name: z.string(),
  currency: z.string(),
  /** Charges or ledger lines. */
  records: z.number().int(),
  /** Billed cost, or the sum of the period's ledger lines. */
  amount: AmountText,
  /** Effective cost; the same sum for ledger lines. */
  effectiveAmount: AmountText,
});
export type UnmappedAmount = z.infer<typeof UnmappedAmount>;

export const ReconciliationResult = z.object({
  runId: z.string(),
  period: Period,
  currency: z.string(),
  accounts: z.array(AccountStatement),
  passes: z.array(
    z.object({
      pass: z.number().int(),
      name: z.string(),
      matches: z.number().int(),
      ledgerLines: z.number().int(),
      billingLines: z.number().int(),
      amount: AmountText,
    }),
  ),
  totals: z.object({
    ledger: AmountText,
    billing: AmountText,
    items: AmountText,
    unidentified: AmountText,
  }),
  /**
   * Charges no account of the map takes, and ledger accounts that are not in it. While charges
   * with an amount are among them, the bills are not whole and the period does not tie.
   */
  unmapped: z.array(UnmappedAmount).default([]),
  tolerance: AmountText,
  /** Sentences about accounts where nothing agrees or the ledger is empty. */
  warnings: z.array(z.string()).default([]),
  /** Tests of the imported data that failed and that nobody accepted; they block certification. */
  blockedBy: z
    .array(z.object({ failure: z.string(), test: z.string(), found: z.string() }))
    .default([]),
  ties: z.boolean(),
  certifiable: z.boolean(),
});
export type ReconciliationResult = z.infer<typeof ReconciliationResult>;

/** How the bills of one ledger account are treated: by the account, or by a rule that wins. */
export const AccountTreatment = z.object({
  account: z.string(),
  name: z.string(),
  /** How the account treats its cost; null is not stated. */
  ofAccount: CostTreatment.nullable(),
  treatment: CostTreatment.nullable(),
  /** The rule that states the treatment, and the version of the rules it stands in. */
  rule: z.object({ id: z.string(), name: z.string(), version: z.number().int() }).nullable(),
  basis: CostBasis,
  currency: z.string(),
  amount: AmountText,
  /** Whether the rule puts the amount on an account that treats its cost otherwise. */
  isMisposted: z.boolean(),
});
export type AccountTreatment = z.infer<typeof AccountTreatment>;

/** What happens to a prepaid balance in a month: opening + added − recognised = closing. */
const Roll = z.object({
  opening: AmountText,
  added: AmountText,
  recognised: AmountText,
  closing: AmountText,
});
export type Roll = z.infer<typeof Roll>;

/** An amount that was paid for more than one month, and what it costs each of them. */
export const Schedule = z.object({
  scheduleId: z.string(),
  kind: z.enum(["invoice", "commitment"]),
  document: z.string().nullable(),
  vendor: z.string().nullable(),
  description: z.string().nullable(),
  account: z.string().nullable(),
  costCentre: z.string().nullable(),
  currency: z.string(),
  amount: AmountText,
  /** The month of the invoice or of the purchase. */
  bought: Period,
  /** Where the term stands: null where none is known, and nothing can be spread. */
  termFrom: z.enum(["invoice", "commitment", "contract", "charge"]).nullable(),
  /** First and last day of the term, both within it. */
  firstDay: z.string().nullable(),
  lastDay: z.string().nullable(),
  /** Every whole month alike, as ledgers amortise. */
  byMonth: Roll.nullable(),
  /** By its days, as providers amortise. */
  byDay: Roll.nullable(),
  /** What the bills of the month carry of a commitment; null where they do not say it apart. */
  provider: AmountText.nullable(),
});
export type Schedule = z.infer<typeof Schedule>;

/** Σ of the schedules of a ledger account and currency. */
const ScheduleTotal = z.object({
  account: z.string().nullable(),
  currency: z.string(),
  schedules: z.number().int(),
  byMonth: Roll,
  byDay: Roll,
});
export type ScheduleTotal = z.infer<typeof ScheduleTotal>;

const AccountFilter = { period: Period, account: z.string().optional() };

export const reconciliation = {
  config: call(
    z.strictObject({}),
    z.object({ text: z.string(), config: ReconciliationConfig.nullable() }),
  ),
  check: call(
    z.strictObject({ text: z.string() }),
    z.object({ ok: z.boolean(), problems: z.array(RuleProblem) }),
  ),
  save: call(z.strictObject({ text: z.string() }), z.object({ configId: z.string() })),
  result: call(
    z.strictObject({ period: Period }),
    z.object({ result: ReconciliationResult.nullable(), isStale: z.boolean() }),
  ),
  items: call(z.strictObject(AccountFilter), z.object({ items: z.array(ReconcilingItem) })),
  evidence: call(z.strictObject({ period: Period, itemKey: z.string(), ...Paging }), RowPage),
  /** How accounts treat their cost, and what rules of the allocation treat otherwise. */
  treatments: call(
    z.strictObject({ period: Period }),
    z.object({
      /** The accounts of the map; none where no account states a treatment. */
      accounts: z.array(
        z.object({
          account: z.string(),
          name: z.string(),
          treatment: CostTreatment.nullable(),
        }),
      ),
      /** Of the latest allocation of the month; none where it was not allocated since. */
      amounts: z.array(AccountTreatment),
    }),
  ),
  /** Prepaid amounts of a month, by the ledger's method beside the provider's. */
  schedules: call(
    z.strictObject({ period: Period }),
    z.object({ schedules: z.array(Schedule), totals: z.array(ScheduleTotal) }),
  ),
  /** One schedule, month by month. */
  schedule: call(
    z.strictObject({ scheduleId: z.string() }),
    z.object({
      months: z.array(
        z.object({
          period: Period,
          days: z.number().int(),
          byMonth: AmountText,
          byDay: AmountText,
          provider: AmountText.nullable(),
        }),
      ),
    }),
  ),
  matches: call(
    z.strictObject({ ...AccountFilter, ...Paging }),
    z.object({
      total: z.number().int(),
      matches: z.array(
        z.object({
          matchId: z.string(),
          pass: z.number().int(),
          account: z.string(),
          reason: z.string(),
          ledgerAmount: AmountText,
          billingAmount: AmountText,
          difference: AmountText,
          ledgerLines: z.array(z.string()),
          billingLines: z.array(z.string()),
        }),
      ),
    }),
  ),
  unmatched: call(
    z.strictObject({ ...AccountFilter, side: z.enum(["ledger", "billing"]), ...Paging }),
    RowPage,
  ),
  accept: call(
    z.strictObject({
      period: Period,
      itemKeys: z.array(z.string()).min(1),
      comment: z.string().default(""),
    }),
    z.object({ accepted: z.number().int() }),
  ),
  unaccept: call(
    z.strictObject({ period: Period, itemKeys: z.array(z.string()).min(1) }),
    z.object({ unaccepted: z.number().int() }),
  ),
};
