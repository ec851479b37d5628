import {
  boundBill,
  cellOf,
  constant,
  copied,
  derived,
  firstFilled,
  missingOf,
} from "../bills/bill-fields.ts";
import type { BillHeader } from "../bills/bill-header.ts";
import type { BillField, BoundBill, NativeBill } from "../bills/define-bill.ts";
import { monthFields, ofCents, recogniseBy } from "../bills/plain-bill.ts";

/** Line items of MongoDB Atlas invoices, whose amounts are hundredths. */
export const atlasInvoice: NativeBill = {
  id: "atlas-invoice",
  formats: ["atlas-invoice"],
  title: "MongoDB Atlas invoice",
  reference: "https://www.mongodb.com/docs/atlas/reference/api-resources-spec/v2/#tag/Invoices",
  says:
    "totalPriceCents, a hundredth of it in the currency that is asked for, is billed and " +
    "effective; the month is that of startDate.",
  recognise: (header) =>
    recogniseBy(
      header,
      "atlas-invoice",
      ["totalPriceCents", "sku", "startDate"],
      ["groupId", "unitPriceDollars"],
      "an Atlas invoice",
    ),
  bind,
};

function bind(header: BillHeader): BoundBill {
  const cents = header.find("totalPriceCents");
  const start = header.find("startDate");
  const end = header.find("endDate");
  const quantity = header.find("quantity");
  const price = header.find("unitPriceDollars");
  const amount = (cells: readonly string[]): string => ofCents(cellOf(cells, cents));
  const fields: BillField[] = [
    ...derived("BilledCost", [cents], "a hundredth", amount),
    ...derived("EffectiveCost", [cents], "a hundredth", amount),
    ...copied("BillingCurrency", header.find("currency", "currencyCode")),
    constant("ProviderName", "MongoDB", "every record"),
    constant("InvoiceIssuerName", "MongoDB", "every record"),
    constant("ChargeCategory", "Usage", "every record"),
    constant("ServiceName", "MongoDB Atlas", "every record"),
    ...copied("InvoiceId", header.find("invoiceId")),
    ...firstFilled(
      "BillingAccountId",
      [header.find("orgId"), header.find("organizationName")],
      "organisation",
    ),
    ...copied("SubAccountId", header.find("groupId")),
    ...copied("SubAccountName", header.find("groupName")),
    ...copied("ResourceId", header.find("clusterName")),
    ...copied("SkuId", header.find("sku")),
    ...copied("ConsumedQuantity", quantity),
    ...copied("ConsumedUnit", header.find("unit")),
    ...copied("ContractedUnitPrice", price),
    ...monthFields(start),
    ...copied("ChargePeriodStart", start),
    ...copied("ChargePeriodEnd", end),
  ];
  return boundBill({
    fields,
    numbers: [cents, quantity, price],
    times: [start, end],
    needed: [cents],
    conserves: [{ source: amount, name: "totalPriceCents", column: "BilledCost" }],
    missing: missingOf([
      { index: header.find("groupId"), name: "groupId", means: "Charges name no project." },
    ]),
  });
}
