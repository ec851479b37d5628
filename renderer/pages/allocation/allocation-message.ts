import type { AllocationResult } from "../../../shared/contract/allocation.ts";
import { amountStyle, fullIn, percentOf, spellAmount } from "../../ui/format-amount.ts";
import type { FilteredSums } from "./largest-unallocated.ts";

/** "99.7 % of 2026-10 is allocated; 8.4 k has no owner, most of it Compute". */
export function allocationMessage(result: AllocationResult, largest: string | null): string {
  const { totals, period, currency } = result;
  const percent = percentOf(totals.allocated, totals.in) ?? "0";
  const apart = otherCurrencies(result);
  if (totals.unallocated === "0") {
    return `all of ${period} is allocated; every charge has an owner${apart}`;
  }
  const style = amountStyle("auto", totals.in, currency);
  const open = `${currency} ${spellAmount(totals.unallocated, style)}`;
  const most = largest === null ? "" : `, most of it ${largest}`;
  return `${percent} % of ${period} is allocated; ${open} has no owner${most}${apart}`;
}

/** "USD 1,210.00 of 2026-10 passes the filters; 12.00 of it has no owner". */
export function filteredMessage(
  { period, currency }: AllocationResult,
  { total, unallocated }: FilteredSums,
): string {
  const passes = `${currency} ${spellAmount(total, fullIn(currency))} of ${period} passes the filters`;
  if (unallocated === null) {
    return passes;
  }
  return unallocated === "0"
    ? `${passes}; all of it has an owner`
    : `${passes}; ${currency} ${spellAmount(unallocated, fullIn(currency))} of it has no owner`;
}

/** Amounts of several currencies are never added; what is not shown is named. */
function otherCurrencies({ conservation, currency }: AllocationResult): string {
  const others = conservation.filter((row) => row.currency !== currency && row.in !== "0");
  const codes = [...new Set(others.map((row) => row.currency))];
  return codes.length === 0 ? "" : `; ${codes.join(", ")} apart`;
}
