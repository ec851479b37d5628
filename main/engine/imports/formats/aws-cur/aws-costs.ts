import { ABSENT, cellOf, copied, derived } from "../../bills/bill-fields.ts";
import type { BillHeader } from "../../bills/bill-header.ts";
import type { BillField, BillRemark, Conserved, Converted } from "../../bills/define-bill.ts";
import { addExact, exactText, readExact, subtractExact, ZERO } from "../../bills/exact-decimal.ts";
import { unstated } from "../../bills/unstated-cost.ts";
import { contractedCost } from "./aws-contracted.ts";
import type { AwsTypes } from "./aws-types.ts";

type Value = (cells: readonly string[]) => string;

export interface AwsCosts {
  readonly fields: readonly BillField[];
  readonly numbers: readonly number[];
  readonly conserves: readonly Conserved[];
  /** Why the cost of a record cannot be known; null where it can. */
  readonly refusal: (cells: readonly string[]) => Converted | null;
  /** Counts a charge whose contracted cost is not stated. */
  readonly note: (cells: readonly string[]) => void;
  readonly remarks: () => readonly BillRemark[];
}

/**
 * The costs of a report. Billed: unblended, or net unblended where the report has it. Effective:
 * by line item type, from the amortised columns; empty where such a column is lacking. Contracted:
 * as billed, but for what a commitment pays or offsets.
 * Law: Σ billed = Σ of the unblended column (test/laws/bill-conservation.test.ts)
 */
export function awsCosts(header: BillHeader, types: AwsTypes): AwsCosts {
  const plain = header.find("lineItem/UnblendedCost");
  const net = header.find("lineItem/NetUnblendedCost");
  const billed = net === ABSENT ? plain : net;
  const columns = amortisedColumns(header, net !== ABSENT);
  const list = header.find("pricing/publicOnDemandCost");
  const name = net === ABSENT ? "lineItem/UnblendedCost" : "lineItem/NetUnblendedCost";
  const contracted = contractedCost(header, billed, net !== ABSENT, types);
  const open = unstated();
  const listed: Conserved[] =
    list === ABSENT
      ? []
      : [{ source: list, name: "pricing/publicOnDemandCost", column: "ListCost" }];
  return {
    fields: [
      ...copied("BilledCost", billed, net === ABSENT ? "unblended" : "net unblended"),
      ...derived(
        "EffectiveCost",
        [billed, ...Object.values(columns)],
        "amortised, by line item type",
        effectiveCost(billed, columns, types, header.find("lineItem/ProductCode")),
      ),
      ...derived(
        "ContractedCost",
        contracted.from,
        "before commitments, by line item type",
        (cells) => contracted.of(cells).text,
      ),
      ...copied("ListCost", list),
    ],
    numbers: [plain, net, list, ...Object.values(columns), header.find("lineItem/UsageAmount")],
    conserves: [{ source: billed, name, column: "BilledCost" }, ...listed],
    note: (cells) => open.count(contracted.of(cells).unstated),
    remarks: () => open.remarks(name),
    refusal: (cells) =>
      net !== ABSENT && cellOf(cells, net) === "" && !isNothing(cellOf(cells, plain))
        ? {
            kind: "reject",
            column: name,
            code: "amount-missing",
            reason: `${name} is empty beside an unblended cost of ${cellOf(cells, plain)}`,
          }
        : null,
  };
}

function isNothing(text: string): boolean {
  return (readExact(text) ?? ZERO).digits === 0n;
}

interface Amortised {
  readonly planCost: number;
  readonly planCommitted: number;
  readonly planUsed: number;
  readonly reservedCost: number;
  readonly unusedUpfront: number;
  readonly unusedRecurring: number;
}

function amortisedColumns(header: BillHeader, isNet: boolean): Amortised {
  const of = (room: string, name: string): number => {
    const net = isNet ? header.find(`${room}/Net${name}`) : ABSENT;
    return net === ABSENT ? header.find(`${room}/${name}`) : net;
  };
  return {
    planCost: of("savingsPlan", "SavingsPlanEffectiveCost"),
    planCommitted: header.find("savingsPlan/TotalCommitmentToDate"),
    planUsed: header.find("savingsPlan/UsedCommitment"),
    reservedCost: of("reservation", "EffectiveCost"),
    unusedUpfront: of("reservation", "UnusedAmortizedUpfrontFeeForBillingPeriod"),
    unusedRecurring: of("reservation", "UnusedRecurringFee"),
  };
}

/** The published rules of amortisation, line item type by line item type. */
function effectiveCost(
  billed: number,
  columns: Amortised,
  { typeOf, reservationOf, planOf }: AwsTypes,
  productCode: number,
): Value {
  return (cells) => {
    switch (typeOf(cells)) {
      case "SavingsPlanCoveredUsage":
        return cellOf(cells, columns.planCost);
      case "SavingsPlanRecurringFee":
        return combined(cells, columns.planCommitted, columns.planUsed, subtractExact);
      case "SavingsPlanNegation":
      case "SavingsPlanUpfrontFee":
        return "0";
      case "DiscountedUsage":
        return cellOf(cells, columns.reservedCost);
      case "RIFee":
        return combined(cells, columns.unusedUpfront, columns.unusedRecurring, addExact);
      case "Fee":
        return reservationOf(cells) === "" ? cellOf(cells, billed) : "0";
      case "Refund":
        return planOf(cells) !== "" || /SavingsPlans$/.test(cellOf(cells, productCode))
          ? "0"
          : cellOf(cells, billed);
      default:
        return cellOf(cells, billed);
    }
  };
}

/** Of two amounts; empty where both are, so that a lacking column is not taken for nothing. */
function combined(
  cells: readonly string[],
  first: number,
  second: number,
  combine: typeof addExact,
): string {
  const a = readExact(cellOf(cells, first));
  const b = readExact(cellOf(cells, second));
  return a === null && b === null ? "" : exactText(combine(a ?? ZERO, b ?? ZERO));
}
