import { daysInPeriod } from "../../../shared/domain/period.ts";
import type { Bill, Invoice } from "./bill.ts";
import { instant, monthNumber } from "./calendar.ts";
import type { FocusRow } from "./focus-row.ts";
import { amountUpTo, CENT, multiply, sum } from "./money.ts";
import { seededChoice } from "./seeded-choice.ts";
import { type BillFrame, frameRow } from "./usage-rows.ts";

export const DESK = "Example Desk Inc.";
const ACCOUNTS = { care: { name: "Customer care" }, office: { name: "Internal help desk" } };

/** Seats per month, August first. */
const PLANS = [
  { sku: "AGENT", name: "Agent seats", account: "care", price: "89", seats: [120, 124, 131] },
  { sku: "LIGHT", name: "Light seats", account: "office", price: "19", seats: [210, 212, 215] },
  { sku: "SUITE", name: "Suite seats", account: "office", price: "149", seats: [18, 18, 20] },
];

/** Packages priced in tenths of a cent; in October each ends in half a cent. */
const ADD_ONS = [
  { sku: "BOT-RUNS", account: "care", price: "0.203", runs: [12000, 12100, 12345] },
  { sku: "VOICE-MINUTES", account: "care", price: "0.017", runs: [40000, 40200, 41215] },
  { sku: "TEXT-MESSAGES", account: "care", price: "0.009", runs: [30000, 31000, 32635] },
  { sku: "API-CALLS", account: "office", price: "0.003", runs: [90000, 90000, 92845] },
];
const TAX = ["310.4", "315.6", "331.9"];

export function deskInvoiceId(month: string, part: "S" | "A" | "U"): string {
  return `DESK-${month}-${part}`;
}

export function deskBill(month: string): Bill {
  const frame: BillFrame = {
    month,
    accounts: ACCOUNTS,
    region: { id: "", name: "" },
    common: {
      ProviderName: "Example Desk",
      PublisherName: "Example Desk",
      InvoiceIssuerName: DESK,
      BillingAccountId: "desk-200417",
      BillingAccountName: "Example Group",
      BillingAccountType: "Customer",
      BillingCurrency: "USD",
      PricingCurrency: "USD",
      ServiceCategory: "Business Applications",
      ServiceName: "Example Desk",
      ServiceSubcategory: "Productivity and Collaboration",
    },
  };
  const index = monthNumber(month);
  const seats = PLANS.map((plan) => seatRow(frame, plan, String(plan.seats[index] ?? 0)));
  const addOns = ADD_ONS.map((pack) => addOnRow(frame, pack, String(pack.runs[index] ?? 0)));
  const usage = messageRows(frame);
  const tax = taxRow(frame, TAX[index] ?? "0");
  return {
    rows: [...seats, ...addOns, ...usage, tax],
    invoices: [
      deskInvoice(month, "S", "subscription", "Seats", [sum(seats.map(billed))]),
      deskInvoice(month, "A", "add-ons", "Add-on packages", addOns.map(billed)),
      deskInvoice(month, "U", "usage", "Usage in arrears", [sum(usage.map(billed))]),
      deskInvoice(month, "S", "tax", "Sales tax", [billed(tax)]),
    ],
    untagged: "0",
  };
}

const billed = (row: FocusRow): string => row["BilledCost"] ?? "0";

function priced(sku: string, price: string, quantity: string, unit: string): FocusRow {
  const cost = multiply(price, quantity);
  return {
    SkuId: `DESK-${sku}`,
    SkuPriceId: `DESK-${sku}-2026`,
    PricingCategory: "Standard",
    PricingQuantity: quantity,
    PricingUnit: unit,
    ListUnitPrice: price,
    ContractedUnitPrice: price,
    ListCost: cost,
    ContractedCost: cost,
    BilledCost: cost,
    EffectiveCost: cost,
  };
}

function seatRow(frame: BillFrame, plan: (typeof PLANS)[number], seats: string): FocusRow {
  return {
    ...frameRow(frame, plan.account),
    ...priced(plan.sku, plan.price, seats, "Seats"),
    InvoiceId: deskInvoiceId(frame.month, "S"),
    ChargeCategory: "Purchase",
    ChargeFrequency: "Recurring",
    ChargeDescription: plan.name,
  };
}

function addOnRow(frame: BillFrame, pack: (typeof ADD_ONS)[number], runs: string): FocusRow {
  return {
    ...frameRow(frame, pack.account),
    ...priced(pack.sku, pack.price, runs, "Units"),
    InvoiceId: deskInvoiceId(frame.month, "A"),
    ChargeCategory: "Usage",
    ChargeFrequency: "Usage-Based",
    ChargeDescription: `Add-on ${pack.sku.toLowerCase()}`,
    ConsumedQuantity: runs,
    ConsumedUnit: "Units",
  };
}

/** Conversations of every day; the last row brings the invoice to whole cents. */
function messageRows(frame: BillFrame): FocusRow[] {
  const choice = seededChoice(909 + monthNumber(frame.month));
  const days = daysInPeriod(frame.month);
  const rows: FocusRow[] = [];
  for (let day = 1; day <= days; day += 1) {
    const quantity =
      day < days
        ? `${1400 + choice.below(220)}.${String(choice.below(1_000_000)).padStart(6, "0")}`
        : multiply(amountUpTo(sum(rows.map(billed)), "140", CENT), "10");
    rows.push({
      ...frameRow(frame, "care"),
      ...priced("CONVERSATIONS", "0.1", quantity, "Conversations"),
      InvoiceId: deskInvoiceId(frame.month, "U"),
      ChargePeriodStart: instant(frame.month, day),
      ChargePeriodEnd: instant(frame.month, day + 1),
      ChargeCategory: "Usage",
      ChargeFrequency: "Usage-Based",
      ChargeDescription: "Automated conversations",
      ConsumedQuantity: quantity,
      ConsumedUnit: "Conversations",
    });
  }
  return rows;
}

function taxRow(frame: BillFrame, tax: string): FocusRow {
  return {
    ...frameRow(frame, "office"),
    InvoiceId: deskInvoiceId(frame.month, "S"),
    ChargeCategory: "Tax",
    ChargeFrequency: "Recurring",
    ChargeDescription: "Sales tax",
    BilledCost: tax,
    EffectiveCost: tax,
    ListCost: tax,
    ContractedCost: tax,
  };
}

function deskInvoice(
  month: string,
  part: "S" | "A" | "U",
  kind: Invoice["kind"],
  description: string,
  amounts: readonly string[],
): Invoice {
  const id = deskInvoiceId(month, part);
  const lines = amounts.map((amount) => ({ description, costCentre: "CC2200", amount }));
  return { id, vendor: DESK, month, kind, currency: "USD", description, lines };
}
