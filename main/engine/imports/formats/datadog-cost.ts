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
import type { BillField, BillRemark, BoundBill, NativeBill } from "../bills/define-bill.ts";
import {
  addExact,
  type ExactDecimal,
  exactText,
  isSameExact,
  readExact,
  ZERO,
} from "../bills/exact-decimal.ts";
import { dayFields, recogniseBy } from "../bills/plain-bill.ts";

const MARKS = ["date", "product_name", "charge_type", "cost"];

/** Datadog's cost by organisation and product, whose totals repeat their parts. */
export const datadogCost: NativeBill = {
  id: "datadog-cost",
  formats: ["datadog-cost"],
  title: "Datadog cost by product",
  reference: "https://docs.datadoghq.com/account_management/billing/",
  says:
    "cost is billed and effective; records of the charge type total are left out where committed " +
    "and on-demand ones stand beside them. The currency is asked for; the month is the date's.",
  recognise: (header) =>
    recogniseBy(header, "datadog-cost", MARKS, ["org_name"], "Datadog's cost by product"),
  bind(header) {
    const parts = new Parts(header);
    return {
      ...bound(header, parts),
      survey: {
        see: (cells) => parts.see(cells),
        settle: () => ({ format: "datadog-cost", ...bound(header, parts) }),
      },
    };
  },
};

/** Whether totals repeat committed and on-demand costs, and whether they equal them. */
class Parts {
  private readonly cost: number;
  private readonly type: number;
  private total: ExactDecimal = ZERO;
  private parts: ExactDecimal = ZERO;
  private hasParts = false;

  constructor(header: BillHeader) {
    this.cost = header.find("cost");
    this.type = header.find("charge_type");
  }

  isTotal(cells: readonly string[]): boolean {
    return cellOf(cells, this.type).toLowerCase() === "total";
  }

  see(cells: readonly string[]): void {
    const cost = readExact(cellOf(cells, this.cost)) ?? ZERO;
    if (this.isTotal(cells)) {
      this.total = addExact(this.total, cost);
    } else {
      this.hasParts = true;
      this.parts = addExact(this.parts, cost);
    }
  }

  repeats(cells: readonly string[]): boolean {
    return this.hasParts && this.isTotal(cells);
  }

  remarks(): BillRemark[] {
    return !this.hasParts || this.total.digits === 0n || isSameExact(this.total, this.parts)
      ? []
      : [
          {
            code: "bill-pair-differs",
            severity: "warning",
            column: "cost",
            found: `totals of ${exactText(this.total)} and parts of ${exactText(this.parts)}`,
            expected: "totals that are the sum of committed and on-demand costs",
            remedy: "The parts were taken; compare them with the invoice.",
            count: 1,
          },
        ];
  }
}

function bound(header: BillHeader, parts: Parts): BoundBill {
  const cost = header.find("cost");
  const day = header.find("date");
  const type = header.find("charge_type");
  const fields: BillField[] = [
    ...copied("BilledCost", cost),
    ...derived("EffectiveCost", [cost], "as billed", (cells) => cellOf(cells, cost)),
    ...copied("BillingCurrency", header.find("currency")),
    constant("ProviderName", "Datadog", "every record"),
    constant("InvoiceIssuerName", "Datadog", "every record"),
    constant("ChargeCategory", "Usage", "every record"),
    ...copied("ServiceName", header.find("product_name")),
    ...derived("PricingCategory", [type], "by charge type", (cells) =>
      /committed/i.test(cellOf(cells, type)) ? "Committed" : "Standard",
    ),
    ...firstFilled(
      "BillingAccountId",
      [header.find("account_public_id"), header.find("account_name")],
      "account",
    ),
    ...firstFilled(
      "SubAccountId",
      [header.find("public_id"), header.find("org_name")],
      "organisation",
    ),
    ...copied("SubAccountName", header.find("org_name")),
    ...copied("RegionId", header.find("region")),
    ...dayFields(day),
  ];
  return {
    ...boundBill({
      fields,
      numbers: [cost],
      times: [day],
      conserves: [{ source: cost, name: "cost", column: "BilledCost" }],
      missing: missingOf([
        {
          index: header.find("org_name"),
          name: "org_name",
          means: "Charges name no organisation.",
        },
      ]),
      decide: (cells) =>
        parts.repeats(cells)
          ? { kind: "skip", reason: "a total repeats its committed and on-demand costs" }
          : null,
    }),
    remarks: () => parts.remarks(),
  };
}
