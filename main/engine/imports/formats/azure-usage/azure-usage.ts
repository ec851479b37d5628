import { ABSENT, boundBill, copied, derived, missingOf } from "../../bills/bill-fields.ts";
import type { BillHeader } from "../../bills/bill-header.ts";
import type { BillField, BoundBill, Conserved, NativeBill } from "../../bills/define-bill.ts";
import { azureRecords, COSTS } from "./azure-costs.ts";
import { accountColumns, azureFields, DATE } from "./azure-fields.ts";
import { AzureMonth, type AzureReading } from "./azure-month.ts";
import { azurePrices } from "./azure-prices.ts";

/** Azure cost and usage details, actual and amortised, of every generation of its header. */
export const azureUsage: NativeBill = {
  id: "azure-usage",
  formats: ["azure-actual", "azure-amortised", "azure-purchases", "azure-usage"],
  title: "Azure cost and usage details",
  reference:
    "https://learn.microsoft.com/azure/cost-management-billing/automate/understand-usage-details-fields",
  says:
    "Costs positive, refunds negative. The amortised export gives the effective cost and every " +
    "charge but the purchases of commitments, which the actual export adds; an actual export " +
    "alone is effective as billed. Contracted is the unit price × the quantity it is for, also " +
    "of usage that a commitment pays. The month is BillingPeriodStartDate, else that of the date.",
  dateFormat: "MM/DD/YYYY",
  recognise(header) {
    const cost = COSTS.find((name) => header.has(name));
    const date = DATE.find((name) => header.has(name));
    if (cost === undefined || date === undefined || !header.has("MeterCategory")) {
      return null;
    }
    const isSure = header.has("MeterId") || header.has("ConsumedService");
    return {
      format: "azure-usage",
      confidence: isSure ? "exact" : "likely",
      reasons: [
        `It has MeterCategory, ${date} and ${cost}, as Azure's cost details do.`,
        "Whether it is the actual or the amortised export shows in its records.",
      ],
    };
  },
  comesFirst(header, rows, said) {
    const month = new AzureMonth(header);
    for (const cells of rows) {
      month.see(cells);
    }
    return month.isAmortised(said);
  },
  bind(header) {
    const month = new AzureMonth(header);
    return {
      ...bound(header, month.unsettled()),
      survey: {
        see: (cells) => month.see(cells),
        settle(surroundings) {
          const reading = month.settle(surroundings);
          return { format: reading.format, ...bound(header, reading) };
        },
      },
    };
  },
};

function bound(header: BillHeader, reading: AzureReading): BoundBill {
  const records = azureRecords(header);
  const { cost } = records;
  const prices = azurePrices(header, records);
  const listed = header.find("PayGCostInBillingCurrency");
  const fields: BillField[] = [
    ...azureFields(header, records),
    ...prices.fields,
    ...derived("BilledCost", [cost], "nothing where a commitment pays", reading.billed),
    ...derived("EffectiveCost", [cost], "nothing for commitments bought", reading.effective),
    ...copied("ListCost", listed, "at pay-as-you-go prices"),
  ];
  const list: Conserved = { source: listed, name: header.nameOf(listed), column: "ListCost" };
  const { source, column } = reading.conserved;
  return {
    ...boundBill({
      fields,
      numbers: [...new Set([cost, listed, ...prices.numbers])],
      times: [header.find(...DATE), ...TIMES.map((name) => header.find(name))],
      needed: [cost],
      conserves: [
        { source, name: header.nameOf(cost), column },
        ...(listed === ABSENT ? [] : [list]),
      ],
      missing: missingOf([
        {
          index: accountColumns(header)[0] ?? ABSENT,
          name: "BillingAccountId",
          means: "Charges name no billing account.",
        },
        ...MISSING.map(([name, means]) => ({ index: header.find(name), name, means })),
      ]),
      decide(cells) {
        const reason = reading.skip(cells);
        if (reason !== null) {
          return { kind: "skip", reason };
        }
        prices.note(cells);
        return null;
      },
    }),
    remarks: () => [...reading.remarks(), ...prices.remarks()],
  };
}

const TIMES = ["BillingPeriodStartDate", "BillingPeriodEndDate"];
const MISSING = [
  ["ChargeType", "Every record counts as usage."],
  ["PricingModel", "Usage under a commitment is known by its reservation alone."],
  ["BillingPeriodStartDate", "The month of the date is taken as the billing period."],
  ["UnitPrice", "Charges have no contracted cost: what was paid is another basis."],
  ["UnitOfMeasure", "Quantities are not stated in priced blocks."],
] as const;
