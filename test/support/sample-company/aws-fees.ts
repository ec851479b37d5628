import { PLAN_PER_DAY, SHARED } from "./aws-resources.ts";
import type { Invoice, InvoiceLine } from "./bill.ts";
import { monthNumber } from "./calendar.ts";
import type { FocusRow } from "./focus-row.ts";
import { multiply } from "./money.ts";
import { SHOP } from "./shop-resources.ts";
import { type BillFrame, frameRow } from "./usage-rows.ts";

const PLAN = "savings-plan/sp-2026-10-001";
export const AWS = "Amazon Web Services, Inc.";

/** Fees of each month, August first. */
const SUPPORT = ["2790", "2815", "2940"];
const CREDITS = ["-300", "-400", "-1250"];
const TAX = ["402.18", "409.77", "418.26"];
export const MARKETPLACE = [
  { suffix: "21", service: "Example Search Cloud", publisher: "Example Search", fee: "2400" },
  { suffix: "22", service: "Example Trace", publisher: "Example Observability", fee: "1860" },
  { suffix: "23", service: "Example Vault", publisher: "Example Security", fee: "990" },
];

export function invoiceId(month: string, suffix: string): string {
  return `AWS-${month}-${suffix}`;
}

export function awsInvoice(
  month: string,
  suffix: string,
  kind: Invoice["kind"],
  description: string,
  lines: readonly InvoiceLine[],
): Invoice {
  return {
    id: invoiceId(month, suffix),
    vendor: AWS,
    month,
    kind,
    currency: "USD",
    description,
    lines,
  };
}

export function plan(status: "Used" | "Unused", perDay: string): FocusRow {
  return {
    CommitmentDiscountId: PLAN,
    CommitmentDiscountName: "Compute savings plan, one year",
    CommitmentDiscountCategory: "Spend",
    CommitmentDiscountType: "Savings Plan",
    CommitmentDiscountStatus: status,
    CommitmentDiscountQuantity: perDay,
    CommitmentDiscountUnit: "USD",
    PricingCategory: "Committed",
    BilledCost: "0",
  };
}

export function planIdentity(category: string, frequency: string, description: string): FocusRow {
  return {
    ChargeCategory: category,
    ChargeFrequency: frequency,
    ChargeDescription: description,
    ServiceName: "Amazon Elastic Compute Cloud",
    ServiceCategory: "Compute",
    ServiceSubcategory: "Virtual Machines",
    SkuId: "SP-COMPUTE-1Y",
    SkuPriceId: "SP-COMPUTE-1Y-UPFRONT",
    ResourceId: PLAN,
    ResourceName: "Compute savings plan, one year",
    ResourceType: "Savings Plan",
  };
}

export interface Fee {
  readonly row: FocusRow;
  readonly invoice: Invoice;
}

export function feeRows(frame: BillFrame, planted: boolean): Fee[] {
  const index = monthNumber(frame.month);
  const fees = [
    purchase(frame, "11", "support", "AWS Support", SUPPORT[index] ?? "0", {
      ServiceCategory: "Management and Governance",
      ServiceSubcategory: "Support",
    }),
    ...MARKETPLACE.map(({ suffix, service, publisher, fee }) =>
      purchase(frame, suffix, "marketplace", service, fee, {
        PublisherName: publisher,
        ServiceCategory: "Business Applications",
        ServiceSubcategory: "Other (Business Applications)",
      }),
    ),
    plain(frame, "31", "credit", "Migration credit", CREDITS[index] ?? "0", {
      ChargeCategory: "Credit",
      ChargeFrequency: "One-Time",
    }),
    plain(frame, "01", "tax", "Sales tax", TAX[index] ?? "0", {
      ChargeCategory: "Tax",
      ChargeFrequency: "Recurring",
    }),
  ];
  return planted && frame.month === "2026-10"
    ? [...fees, planPurchase(frame), lateCorrection(frame)]
    : fees;
}

function purchase(
  frame: BillFrame,
  suffix: string,
  kind: Invoice["kind"],
  service: string,
  fee: string,
  more: FocusRow,
): Fee {
  const sku = service.toUpperCase().replaceAll(" ", "-");
  return plain(frame, suffix, kind, `${service}, monthly fee`, fee, {
    ChargeCategory: "Purchase",
    ChargeFrequency: "Recurring",
    ServiceName: service,
    SkuId: sku,
    SkuPriceId: `${sku}-MONTH`,
    PricingCategory: "Standard",
    PricingQuantity: "1",
    PricingUnit: "Months",
    ListUnitPrice: fee,
    ContractedUnitPrice: fee,
    ...more,
  });
}

function plain(
  frame: BillFrame,
  suffix: string,
  kind: Invoice["kind"],
  description: string,
  amount: string,
  more: FocusRow,
): Fee {
  const row = {
    ...frameRow(frame, SHARED),
    InvoiceId: invoiceId(frame.month, suffix),
    ChargeDescription: description,
    ServiceName: "Amazon Elastic Compute Cloud",
    ServiceCategory: "Compute",
    ServiceSubcategory: "Virtual Machines",
    BilledCost: amount,
    EffectiveCost: amount,
    ContractedCost: amount,
    ListCost: amount,
    ...more,
  };
  const lines = [{ description, costCentre: "CC3100", amount: row["BilledCost"] ?? "0" }];
  return { row, invoice: awsInvoice(frame.month, suffix, kind, description, lines) };
}

function planPurchase(frame: BillFrame): Fee {
  const price = multiply(PLAN_PER_DAY, "365");
  return plain(frame, "41", "commitment", "Compute savings plan, one year upfront", price, {
    ...plan("Used", price),
    CommitmentDiscountStatus: "",
    ...planIdentity("Purchase", "One-Time", "Compute savings plan, one year upfront"),
    PricingCategory: "Standard",
    PricingQuantity: "1",
    PricingUnit: "Plans",
    ListUnitPrice: price,
    ContractedUnitPrice: price,
    BilledCost: price,
    EffectiveCost: "0",
  });
}

/** A September day priced anew in October: a new invoice, the original charge period. */
function lateCorrection(frame: BillFrame): Fee {
  return plain(
    frame,
    "51",
    "correction",
    "Correction of instance hours, storefront-web",
    "640.25",
    {
      ChargeCategory: "Usage",
      ChargeClass: "Correction",
      ChargeFrequency: "Usage-Based",
      ChargePeriodStart: "2026-09-21T00:00:00Z",
      ChargePeriodEnd: "2026-09-22T00:00:00Z",
      SubAccountId: SHOP,
      SubAccountName: "shop-production",
      SkuId: "EC2-M6I-XL",
      ResourceId: "auto-scaling-group/storefront-web",
      ResourceName: "storefront-web",
      ResourceType: "Auto Scaling group",
      Tags: '{"cost_centre":"CC1100","env":"prod"}',
    },
  );
}
