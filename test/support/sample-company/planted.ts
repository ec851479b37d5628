import { negateAmount, subtractAmounts } from "../../../shared/domain/amount.ts";
import type { ReconcilingItemType } from "../../../shared/domain/reconciliation-config.ts";
import { isRepeated } from "./aws-bill.ts";
import { PLAN_PER_DAY } from "./aws-resources.ts";
import type { Bill, Invoice } from "./bill.ts";
import { multiply } from "./money.ts";
import { dollars, dollarsAtSpot } from "./rates.ts";
import { ACCRUALS, MANUAL_JOURNAL } from "./us-ledger.ts";

/** A difference put into October on purpose: ledger − bills, in US dollars. */
export interface PlantedDifference {
  readonly says: string;
  readonly type: ReconcilingItemType;
  readonly account: string;
  readonly amount: string;
}

export interface Planted {
  readonly period: string;
  readonly currency: string;
  readonly differences: readonly PlantedDifference[];
  /** Effective cost no rule places, per billing currency. */
  readonly unallocated: readonly { currency: string; amount: string }[];
}

const OCTOBER = "2026-10";

type AmountOf = (kind: Invoice["kind"], part: string, month?: string) => string;

export function plantedDifferences(aws: Bill, azure: Bill, desk: readonly Invoice[]): Planted {
  const invoices = [...aws.invoices, ...azure.invoices, ...desk];
  const amountOf: AmountOf = (kind, part, month = OCTOBER) =>
    invoices.find((of) => of.kind === kind && of.month === month && of.id.includes(part))?.lines[0]
      ?.amount ?? "0";
  const repeated = aws.rows.find(isRepeated)?.["BilledCost"] ?? "0";
  return {
    period: OCTOBER,
    currency: "USD",
    differences: [
      ...hostingPlants(amountOf, repeated),
      ...softwarePlants(amountOf),
      ...euroPlants(amountOf),
    ].map(([account, type, amount, says]) => ({ says, type, account, amount })),
    unallocated: [
      { currency: "USD", amount: aws.untagged },
      { currency: "EUR", amount: azure.untagged },
    ],
  };
}

type Plant = readonly [account: string, type: ReconcilingItemType, amount: string, says: string];

function hostingPlants(amountOf: AmountOf, repeated: string): Plant[] {
  const tax = amountOf("tax", "AWS");
  const amortised = multiply(PLAN_PER_DAY, "31");
  const expensed = subtractAmounts(amountOf("commitment", "AWS"), amortised);
  const late = negateAmount(amountOf("correction", "AWS"));
  return [
    ["61100", "billed-vs-effective", expensed, "Savings plan expensed in full at once"],
    ["14100", "prepaid", negateAmount(expensed), "The rest of the savings plan is not prepaid"],
    ["61100", "tax", tax, "Sales tax of the AWS invoice posted on the hosting account"],
    ["61900", "tax", negateAmount(tax), "The same sales tax is absent from its own account"],
    ["61100", "credit", negateAmount(amountOf("credit", "AWS")), "Migration credit not posted"],
    ["61100", "late-correction", late, "Correction of a September day not posted"],
    ["61100", "duplicate-in-bills", negateAmount(repeated), "A row the export holds twice"],
    ["61100", "missing-in-bills", MANUAL_JOURNAL, "Journal on the hosting account without a bill"],
  ];
}

function softwarePlants(amountOf: AmountOf): Plant[] {
  const missing = negateAmount(amountOf("marketplace", "-21"));
  const moved = amountOf("marketplace", "-22");
  const reversed = negateAmount(ACCRUALS["2026-09"] ?? "0");
  const notInvoiced = negateAmount(amountOf("usage", "DESK"));
  const accruedTooMuch = subtractAmounts(amountOf("usage", "DESK"), ACCRUALS[OCTOBER] ?? "0");
  return [
    ["61250", "missing-in-ledger", missing, "Marketplace fee of Example Search Cloud not posted"],
    ["61200", "mis-posting", moved, "Fee of Example Trace posted on the SaaS account"],
    ["61250", "mis-posting", negateAmount(moved), "The same fee is absent from its own account"],
    ["61200", "accrual", ACCRUALS[OCTOBER] ?? "0", "Accrual of the October usage"],
    ["61200", "accrual-reversal", reversed, "Reversal of the September accrual"],
    ["61200", "cut-off", amountOf("usage", "DESK", "2026-09"), "September usage posted in October"],
    ["61200", "cut-off", notInvoiced, "October usage not yet invoiced"],
    ["22100", "accrual", accruedTooMuch, "The accrual exceeds the usage it covers"],
    ["61200", "rounding", "0.02", "Add-on lines rounded one by one"],
  ];
}

function euroPlants(amountOf: AmountOf): Plant[] {
  const euros = amountOf("hosting", "E-");
  const difference = subtractAmounts(dollarsAtSpot(euros), dollars(euros, OCTOBER));
  const repeated = dollars(amountOf("support", "E-"), OCTOBER);
  return [
    ["476100", "fx", difference, "Euro invoice booked at the spot rate of 30 October"],
    ["476300", "duplicate-in-ledger", repeated, "Support invoice posted twice"],
  ];
}
