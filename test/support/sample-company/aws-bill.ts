import { fromUnits, toUnits } from "../../../shared/domain/amount.ts";
import { daysInPeriod } from "../../../shared/domain/period.ts";
import { AWS, awsInvoice, feeRows, invoiceId, plan, planIdentity } from "./aws-fees.ts";
import {
  AWS_ACCOUNTS,
  AWS_RESOURCES,
  COVERED,
  DATA,
  PLAN_PER_DAY,
  SHARED,
} from "./aws-resources.ts";
import type { Bill, Invoice } from "./bill.ts";
import { instant, monthNumber } from "./calendar.ts";
import type { FocusRow } from "./focus-row.ts";
import { amountUpTo, CENT, multiply, sum } from "./money.ts";
import { seededChoice } from "./seeded-choice.ts";
import type { Resource } from "./service.ts";
import { SHOP } from "./shop-resources.ts";
import { type BillFrame, dailyUsage, frameRow, usageRow } from "./usage-rows.ts";

export function awsBill(month: string, planted: boolean): Bill {
  const frame: BillFrame = {
    month,
    accounts: AWS_ACCOUNTS,
    region: { id: "eu-central-1", name: "Europe (Frankfurt)" },
    common: {
      ProviderName: "AWS",
      PublisherName: "Amazon Web Services",
      InvoiceIssuerName: AWS,
      InvoiceId: invoiceId(month, "01"),
      BillingAccountId: "411100000000",
      BillingAccountName: "example-group-payer",
      BillingAccountType: "Payer account",
      BillingCurrency: "USD",
      PricingCurrency: "USD",
    },
  };
  const usage = withCommitment(
    frame,
    dailyUsage(frame, AWS_RESOURCES, seededChoice(4111 + monthNumber(month))),
    planted,
  );
  const closing = [SHOP, DATA, SHARED].map((account) => closingRow(frame, account, usage));
  const fees = feeRows(frame, planted);
  const repeated = planted && month === "2026-10" ? usage.filter(isRepeated) : [];
  const rows = [...usage, ...closing, ...fees.map(({ row }) => row), ...repeated];
  return {
    rows,
    invoices: [
      hostingInvoice(month, [...usage, ...closing]),
      ...fees.map(({ invoice }) => invoice),
    ],
    untagged: sum([...rows.filter(isUntagged)].map((row) => row["EffectiveCost"] ?? "0")),
  };
}

/** The row the October export holds twice. */
export function isRepeated(row: FocusRow): boolean {
  return (
    row["ResourceName"] === "storefront-orders" &&
    row["ChargePeriodStart"] === "2026-10-19T00:00:00Z"
  );
}

function isUntagged(row: FocusRow): boolean {
  const hasCentre = /"cost_centre":"(?!CC9999)/.test(row["Tags"] ?? "");
  const isResource = row["ResourceName"] !== undefined && row["ChargeCategory"] === "Usage";
  return row["SubAccountId"] === SHOP && isResource && !hasCentre;
}

/** From 1 October a plan covers three fleets; what it leaves over is charged as unused. */
function withCommitment(
  frame: BillFrame,
  usage: readonly FocusRow[],
  planted: boolean,
): readonly FocusRow[] {
  if (!planted || frame.month !== "2026-10") {
    return usage;
  }
  const covered = usage.map((row) => {
    const share = COVERED[row["ResourceName"] ?? ""];
    return share === undefined ? row : { ...row, ...plan("Used", share), EffectiveCost: share };
  });
  const left = toUnits(PLAN_PER_DAY) - toUnits(sum(Object.values(COVERED)));
  const unused = Array.from({ length: daysInPeriod(frame.month) }, (_, index) => ({
    ...frameRow(frame, SHARED),
    ...plan("Unused", fromUnits(left)),
    ChargePeriodStart: instant(frame.month, index + 1),
    ChargePeriodEnd: instant(frame.month, index + 2),
    ...planIdentity("Usage", "Usage-Based", "Unused part of the savings plan"),
    SkuPriceId: "SP-COMPUTE-1Y-UNUSED",
    ListUnitPrice: "0",
    ContractedUnitPrice: "0",
    PricingQuantity: "24",
    PricingUnit: "Hours",
    ListCost: "0",
    ContractedCost: "0",
    EffectiveCost: fromUnits(left),
  }));
  return [...covered, ...unused];
}

/** The last line of an account: regional transfer that brings its billed cost to whole cents. */
function closingRow(frame: BillFrame, account: string, usage: readonly FocusRow[]): FocusRow {
  const billed = usage.filter((row) => row["SubAccountId"] === account).map(billedCost);
  const cost = amountUpTo(sum(billed), "20", CENT);
  const transfer: Resource = {
    account,
    service: "network",
    sku: "DT-REGIONAL",
    name: `regional-transfer-${account.slice(-1)}`,
    tag: account === SHARED ? "PLATFORM" : (AWS_ACCOUNTS[account]?.costCentre ?? null),
    perDay: 0,
    listPrice: "0.01",
    price: "0.01",
    growth: [1, 1, 1],
  };
  return usageRow(frame, transfer, daysInPeriod(frame.month), multiply(cost, "100"));
}

const billedCost = (row: FocusRow): string => row["BilledCost"] ?? "0";

function hostingInvoice(month: string, rows: readonly FocusRow[]): Invoice {
  const lines = Object.entries(AWS_ACCOUNTS).map(([account, { name, costCentre }]) => ({
    description: `Cloud hosting ${name}`,
    costCentre,
    amount: sum(rows.filter((row) => row["SubAccountId"] === account).map(billedCost)),
  }));
  return awsInvoice(month, "01", "hosting", "Cloud hosting", lines);
}
