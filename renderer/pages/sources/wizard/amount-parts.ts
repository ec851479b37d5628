import type { Mapping } from "../../../../shared/domain/mapping.ts";
import {
  debitCreditOf,
  indicatorOf,
  NO_INDICATOR,
  withColumn,
  withDebitCredit,
  withIndicator,
} from "../mapping-draft.ts";
import { isWholeRule } from "../skip-rules.ts";

/** How a ledger writes its amounts: signed, on two sides, or with a mark of the side. */
export type AmountForm = "signed" | "sides" | "marked";

export function amountForm(mapping: Mapping): AmountForm {
  return debitCreditOf(mapping) !== null
    ? "sides"
    : indicatorOf(mapping) === null
      ? "signed"
      : "marked";
}

/** Another form keeps the column that was named for the amount. */
export function withAmountForm(mapping: Mapping, form: AmountForm): Mapping {
  const source = mapping.columns["amount"];
  const named =
    debitCreditOf(mapping)?.debit ??
    indicatorOf(mapping)?.value ??
    (typeof source === "string" ? source : "");
  switch (form) {
    case "signed":
      return withColumn(mapping, "amount", named === "" ? null : named);
    case "sides":
      return withDebitCredit(mapping, named, "");
    case "marked":
      return withIndicator(mapping, { ...NO_INDICATOR, value: named });
  }
}

/**
 * The mapping as the engine can take it: an amount of two columns waits until both are named, a
 * rule until it says what it leaves out.
 */
export function withoutHalves(written: Mapping): Mapping {
  const mapping = { ...written, skip: written.skip.filter(isWholeRule) };
  const pair = debitCreditOf(mapping);
  const marked = indicatorOf(mapping);
  const isHalf =
    (pair !== null && (pair.debit === "" || pair.credit === "")) ||
    (marked !== null && (marked.value === "" || marked.indicator === ""));
  return isHalf ? withColumn(mapping, "amount", null) : mapping;
}
