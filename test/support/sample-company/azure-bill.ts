import { daysInPeriod } from "../../../shared/domain/period.ts";
import type { Bill, Invoice } from "./bill.ts";
import { monthNumber } from "./calendar.ts";
import type { FocusRow } from "./focus-row.ts";
import { amountUpTo, CENT, multiply, sum } from "./money.ts";
import { seededChoice } from "./seeded-choice.ts";
import { type Resource, resource } from "./service.ts";
import { type BillFrame, dailyUsage, frameRow, usageRow } from "./usage-rows.ts";

export const MICROSOFT = "Microsoft Ireland Operations Limited";
const ANALYTICS = "sub-analytics";
const OFFICE = "sub-workplace";
const ACCOUNTS = { [ANALYTICS]: { name: "Analytics" }, [OFFICE]: { name: "Workplace" } };

const RESOURCES: readonly Resource[] = (
  [
    [
      ANALYTICS,
      "vm",
      "VM-E8S",
      "forecast-runner",
      "CC1400",
      192,
      "0.536",
      "0.4824",
      [1000, 1000, 1050],
    ],
    [ANALYTICS, "synapse", "SYN-TB", "reporting", "CC1400", 28, "4.6", "4.14", [1000, 1080, 1170]],
    [
      ANALYTICS,
      "sql",
      "SQL-VCORE",
      "reporting-store",
      "cc1400",
      192,
      "0.237",
      "0.2133",
      [1000, 1000, 1000],
    ],
    [
      ANALYTICS,
      "blob",
      "BLOB-HOT",
      "reporting-files",
      "CC1400",
      88000,
      "0.0006",
      "0.00054",
      [1000, 1010, 1030],
    ],
    [ANALYTICS, "vm", "VM-D4S", "experiment-hosts", null, 48, "0.222", "0.1998", [1000, 700, 1300]],
    [
      OFFICE,
      "vm",
      "VM-D4S",
      "virtual-desktops",
      "CC2200",
      640,
      "0.222",
      "0.1998",
      [1000, 1000, 1020],
    ],
    [
      OFFICE,
      "vm",
      "VM-D4S",
      "finance-desktops",
      "Finance",
      160,
      "0.222",
      "0.1998",
      [1000, 1000, 1000],
    ],
    [
      OFFICE,
      "sql",
      "SQL-VCORE",
      "finance-planning",
      "CC2100",
      96,
      "0.237",
      "0.2133",
      [1000, 1000, 1000],
    ],
    [
      OFFICE,
      "blob",
      "BLOB-HOT",
      "document-archive",
      "CC2100",
      61000,
      "0.0006",
      "0.00054",
      [1000, 1005, 1010],
    ],
    [
      OFFICE,
      "bandwidth",
      "BW-ZONE",
      "office-network",
      "PLATFORM",
      3100,
      "0.009",
      "0.0081",
      [1000, 1010, 1030],
    ],
  ] as const
).map((line) => resource(line));

const SUPPORT = ["420", "420", "440"];
/** Invoices in euro convert to whole cents at every rate the sample uses. */
const STEP = 400n * CENT;

export function azureBill(month: string): Bill {
  const frame: BillFrame = {
    month,
    accounts: ACCOUNTS,
    region: { id: "westeurope", name: "West Europe" },
    common: {
      ProviderName: "Microsoft",
      ServiceProviderName: "Microsoft",
      HostProviderName: "Microsoft",
      PublisherName: "Microsoft",
      InvoiceIssuerName: MICROSOFT,
      InvoiceId: azureInvoiceId(month, "1"),
      BillingAccountId: "E-4711-GMBH",
      BillingAccountName: "Example Group GmbH",
      BillingAccountType: "Billing profile",
      BillingCurrency: "EUR",
      PricingCurrency: "EUR",
    },
  };
  const usage = dailyUsage(frame, RESOURCES, seededChoice(77 + monthNumber(month)));
  const hosting = [...usage, closingRow(frame, usage)];
  const support = supportRow(frame);
  return {
    rows: [...hosting, support],
    invoices: [
      azureInvoice(month, "1", "hosting", "Cloud-Hosting", hosting),
      azureInvoice(month, "2", "support", "Cloud-Support", [support]),
    ],
    untagged: sum(usage.filter((row) => row["ResourceName"] === "experiment-hosts").map(billed)),
  };
}

export function azureInvoiceId(month: string, suffix: string): string {
  return `E-0500-${month.replace("-", "")}${suffix}`;
}

const billed = (row: FocusRow): string => row["BilledCost"] ?? "0";

function closingRow(frame: BillFrame, usage: readonly FocusRow[]): FocusRow {
  const transfer = resource([
    OFFICE,
    "bandwidth",
    "BW-ZONE-LOW",
    "zone-transfer",
    "PLATFORM",
    0,
    "0.01",
    "0.01",
    [1, 1, 1],
  ]);
  const cost = amountUpTo(sum(usage.map(billed)), "20", STEP);
  return usageRow(frame, transfer, daysInPeriod(frame.month), multiply(cost, "100"));
}

function supportRow(frame: BillFrame): FocusRow {
  const fee = SUPPORT[monthNumber(frame.month)] ?? "0";
  return {
    ...frameRow(frame, OFFICE),
    InvoiceId: azureInvoiceId(frame.month, "2"),
    ChargeCategory: "Purchase",
    ChargeFrequency: "Recurring",
    ChargeDescription: "Standard support, monthly fee",
    ServiceName: "Azure Support",
    ServiceCategory: "Management and Governance",
    ServiceSubcategory: "Support",
    SkuId: "SUPPORT-STANDARD",
    SkuPriceId: "SUPPORT-STANDARD-MONTH",
    PricingCategory: "Standard",
    PricingQuantity: "1",
    PricingUnit: "Months",
    ListUnitPrice: fee,
    ContractedUnitPrice: fee,
    ListCost: fee,
    ContractedCost: fee,
    BilledCost: fee,
    EffectiveCost: fee,
  };
}

function azureInvoice(
  month: string,
  suffix: string,
  kind: Invoice["kind"],
  description: string,
  rows: readonly FocusRow[],
): Invoice {
  return {
    id: azureInvoiceId(month, suffix),
    vendor: MICROSOFT,
    month,
    kind,
    currency: "EUR",
    description,
    lines: [{ description, costCentre: "2100", amount: sum(rows.map(billed)) }],
  };
}
