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

export function plantedDifferences(aws: Bill, azure: Bill, desk: readonly Invoice[]): Planted {
  const invoices = [...aws.invoices, ...azure.invoices, ...desk];
  const amountOf = (kind: Invoice["kind"], month = OCTOBER, part = ""): string =>
    invoices.find((i) => i.kind === kind && i.month === month && i.id.includes(part))?.lines[0]
      ?.amount ?? "0";
  const euros = amountOf("hosting", OCTOBER, "E-");
  const repeated = aws.rows.find(isRepeated)?.["BilledCost"] ?? "0";
  const amortised = multiply(PLAN_PER_DAY, "31");
  const differences: PlantedDifference[] = [
    plant("Savings plan expensed in full, the bills amortise it", "billed-vs-effective", "61100",
      subtractAmounts(amountOf("commitment"), amortised)),
    plant("Sales tax of the AWS invoice posted on the hosting account", "tax", "61100",
      amountOf("tax", OCTOBER, "AWS")),
    plant("The same sales tax is absent from its own account", "tax", "61900",
      negateAmount(amountOf("tax", OCTOBER, "AWS"))),
    plant("Migration credit billed, not yet in the ledger", "credit", "61100",
      negateAmount(amountOf("credit"))),
    plant("Correction of a September day billed in October, not yet in the ledger",
      "late-correction", "61100", negateAmount(amountOf("correction"))),
    plant("A row the October export holds twice", "duplicate-in-bills", "61100",
      negateAmount(repeated)),
    plant("Journal on the hosting account without a bill", "missing-in-bills", "61100",
      MANUAL_JOURNAL),
    plant("Marketplace fee of Example Search Cloud not posted", "missing-in-ledger", "61250",
      negateAmount(amountOf("marketplace", OCTOBER, "-21"))),
    plant("Marketplace fee of Example Trace posted on the SaaS account", "mis-posting", "61200",
      amountOf("marketplace", OCTOBER, "-22")),
    plant("The same fee is absent from the marketplace account", "mis-posting", "61250",
      negateAmount(amountOf("marketplace", OCTOBER, "-22"))),
    plant("Accrual of the October usage", "accrual", "61200", ACCRUALS[OCTOBER] ?? "0"),
    plant("Reversal of the September accrual", "accrual-reversal", "61200",
      negateAmount(ACCRUALS["2026-09"] ?? "0")),
    plant("September usage invoice posted in October", "cut-off", "61200",
      amountOf("usage", "2026-09")),
    plant("October usage not yet invoiced", "cut-off", "61200", negateAmount(amountOf("usage"))),
    plant("Add-on lines rounded one by one", "rounding", "61200", "0.02"),
    plant("Euro invoice booked at the spot rate of 30 October", "fx", "476100",
      subtractAmounts(dollarsAtSpot(euros), dollars(euros, OCTOBER))),
    plant("Support invoice posted twice", "duplicate-in-ledger", "476300",
      dollars(amountOf("support", OCTOBER, "E-"), OCTOBER)),
  ];
  return {
    period: OCTOBER,
    currency: "USD",
    differences,
    unallocated: [
      { currency: "USD", amount: aws.untagged },
      { currency: "EUR", amount: azure.untagged },
    ],
  };
}

function plant(
  says: string,
  type: ReconcilingItemType,
  account: string,
  amount: string,
): PlantedDifference {
  return { says, type, account, amount };
}
