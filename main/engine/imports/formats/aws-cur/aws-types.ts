import { cellOf, changed, copied, derived } from "../../bills/bill-fields.ts";
import type { BillHeader } from "../../bills/bill-header.ts";
import type { BillField, BillRemark, Converted } from "../../bills/define-bill.ts";
import { readExact, ZERO } from "../../bills/exact-decimal.ts";

interface LineType {
  readonly category: "Usage" | "Purchase" | "Tax" | "Credit";
  readonly frequency: "Usage-Based" | "Recurring" | "One-Time";
}

const USAGE: LineType = { category: "Usage", frequency: "Usage-Based" };
const ONCE: LineType = { category: "Purchase", frequency: "One-Time" };
const RECURRING: LineType = { category: "Purchase", frequency: "Recurring" };

/** What each line item type is; a discount has a type of its own per programme. */
const TYPES: ReadonlyMap<string, LineType> = new Map([
  ["Usage", USAGE],
  ["DiscountedUsage", USAGE],
  ["SavingsPlanCoveredUsage", USAGE],
  ["SavingsPlanNegation", USAGE],
  ["FlatRateSubscription", USAGE],
  ["Fee", ONCE],
  ["RIFee", RECURRING],
  ["SavingsPlanUpfrontFee", ONCE],
  ["SavingsPlanRecurringFee", RECURRING],
  ["Tax", { category: "Tax", frequency: "One-Time" }],
  ["Credit", { category: "Credit", frequency: "One-Time" }],
]);
const CONSUMED = new Set(["Usage", "DiscountedUsage", "SavingsPlanCoveredUsage"]);
const COMMITTED = new Set(["DiscountedUsage", "SavingsPlanCoveredUsage"]);
const SPLIT = new Set(["EKSPod-EC2", "ECSTask-EC2"]);

const FEES = new Set(["RIFee", "SavingsPlanRecurringFee"]);

/**
 * The fee of a period buys the commitment, whose cost reaches the usage it covers; what was not
 * used of it is a charge of its own. Both together cost what the record did.
 */
function unusedOf(
  fields: readonly BillField[],
  charge: readonly string[],
  commitment: string,
): Converted | null {
  const effective = charge[fields.findIndex(({ column }) => column === "EffectiveCost")] ?? "";
  if ((readExact(effective) ?? ZERO).digits === 0n) {
    return null;
  }
  const unused = {
    ChargeCategory: "Usage",
    ChargeFrequency: "Usage-Based",
    PricingCategory: "Committed",
    CommitmentDiscountStatus: "Unused",
    ResourceId: commitment,
    BilledCost: "0",
    ContractedCost: "",
    ListCost: "",
    ListUnitPrice: "",
  };
  const purchase = changed(fields, charge, { EffectiveCost: "0" });
  return { kind: "charges", charges: [purchase, changed(fields, charge, unused)] };
}

/** Rows of split cost allocation, whose cost stands in the row of the instance as well. */
export function isSplitCost(operation: string): boolean {
  return SPLIT.has(operation);
}

/** The commitment of a record, and what the line item type makes of it. */
export interface AwsTypes {
  readonly fields: readonly BillField[];
  readonly typeOf: (cells: readonly string[]) => string;
  readonly reservationOf: (cells: readonly string[]) => string;
  readonly planOf: (cells: readonly string[]) => string;
  readonly remarks: () => readonly BillRemark[];
  /** A commitment's fee as its purchase and what was not used of it; null for other records. */
  readonly unused: (
    fields: readonly BillField[],
    cells: readonly string[],
    charge: readonly string[],
  ) => Converted | null;
}

export function awsTypes(header: BillHeader): AwsTypes {
  const type = header.find("lineItem/LineItemType");
  const reservation = header.find("reservation/ReservationARN");
  const plan = header.find("savingsPlan/SavingsPlanARN");
  const unknown = new Map<string, number>();
  const typeOf = (cells: readonly string[]): string => cellOf(cells, type);
  const reservationOf = (cells: readonly string[]): string => cellOf(cells, reservation);
  const planOf = (cells: readonly string[]): string => cellOf(cells, plan);
  const isCommitment = (cells: readonly string[]): boolean =>
    reservationOf(cells) !== "" || planOf(cells) !== "";
  const category = (cells: readonly string[]): string => {
    const name = typeOf(cells);
    const known = TYPES.get(name)?.category ?? (/Discount$/.test(name) ? "Usage" : undefined);
    if (known !== undefined) {
      return known;
    }
    if (name === "Refund") {
      return isCommitment(cells) ? "Purchase" : "Usage";
    }
    unknown.set(name, (unknown.get(name) ?? 0) + 1);
    return "Adjustment";
  };
  const when = (wanted: ReadonlySet<string>, index: number) => (cells: readonly string[]) =>
    wanted.has(typeOf(cells)) ? cellOf(cells, index) : "";
  const amount = header.find("lineItem/UsageAmount");
  const unit = header.find("pricing/unit");
  return {
    typeOf,
    reservationOf,
    planOf,
    remarks: () => unknownTypes(unknown),
    unused: (fields, cells, charge) =>
      FEES.has(typeOf(cells))
        ? unusedOf(fields, charge, planOf(cells) || reservationOf(cells))
        : null,
    fields: [
      ...derived("ChargeCategory", [type], "by line item type", category),
      ...derived("ChargeClass", [type], "refunds correct an earlier bill", (cells) =>
        typeOf(cells) === "Refund" ? "Correction" : "",
      ),
      ...derived("ChargeFrequency", [type], "by line item type", (cells) =>
        /Discount$/.test(typeOf(cells))
          ? "Usage-Based"
          : (TYPES.get(typeOf(cells))?.frequency ?? "One-Time"),
      ),
      ...derived("PricingCategory", [type], "by line item type", (cells) =>
        COMMITTED.has(typeOf(cells)) ? "Committed" : typeOf(cells) === "Usage" ? "Standard" : "",
      ),
      ...derived("ConsumedQuantity", [type, amount], "of usage only", when(CONSUMED, amount)),
      ...derived("ConsumedUnit", [type, unit], "of usage only", when(CONSUMED, unit)),
      ...derived("PricingQuantity", [type, amount], "of usage only", when(CONSUMED, amount)),
      ...derived("PricingUnit", [type, unit], "of usage only", when(CONSUMED, unit)),
      ...copied("ListUnitPrice", header.find("pricing/publicOnDemandRate")),
      ...commitmentFields([plan, reservation], { typeOf, reservationOf, planOf }),
    ],
  };
}

function commitmentFields(
  from: readonly number[],
  { typeOf, reservationOf, planOf }: Pick<AwsTypes, "typeOf" | "reservationOf" | "planOf">,
): BillField[] {
  const kind = (plan: string, reservation: string) => (cells: readonly string[]) =>
    planOf(cells) !== "" ? plan : reservationOf(cells) !== "" ? reservation : "";
  return [
    ...derived(
      "CommitmentDiscountId",
      from,
      "the plan's or the reservation's name",
      (cells) => planOf(cells) || reservationOf(cells),
    ),
    ...derived(
      "CommitmentDiscountCategory",
      from,
      "plans commit spend, reservations usage",
      kind("Spend", "Usage"),
    ),
    ...derived(
      "CommitmentDiscountType",
      from,
      "by which of the two is named",
      kind("Savings Plan", "Reserved Instance"),
    ),
    ...derived("CommitmentDiscountStatus", from, "by line item type", (cells) =>
      COMMITTED.has(typeOf(cells)) ? "Used" : "",
    ),
  ];
}

function unknownTypes(unknown: ReadonlyMap<string, number>): BillRemark[] {
  return [...unknown].map(([name, count]) => ({
    code: "charge-type-unknown",
    severity: "warning",
    column: "lineItem/LineItemType",
    found: `records of the type "${name}"`,
    expected: [...TYPES.keys(), "…Discount", "Refund"].join(", "),
    remedy: "They count as adjustments at their unblended cost; map ChargeCategory otherwise.",
    count,
  }));
}
