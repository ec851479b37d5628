import { UNALLOCATED, type ZeroDriverPolicy } from "../../../shared/domain/allocation-rule.ts";
import type { WeightedTarget } from "../../../shared/domain/apportion.ts";
import { fail } from "../../../shared/errors.ts";
import type { WeighingInput } from "./methods/define.ts";

/** The weights, or what the rule's policy says where they total zero: nothing is divided by it. */
export function orZeroPolicy(
  rule: { readonly id: string; readonly zeroDriver: ZeroDriverPolicy },
  weights: readonly WeightedTarget[],
  what: string,
  { note, period }: Pick<WeighingInput, "note" | "period">,
): readonly WeightedTarget[] {
  if (weights.some(({ weight }) => weight > 0n)) {
    return weights;
  }
  const message = `The rule "${rule.id}" has nothing to split by: ${what} zero in ${period}.`;
  if (rule.zeroDriver === "block") {
    return fail(
      "driver-zero",
      message,
      "Load the quantities, or choose what happens then with zeroDriver: unallocated or even.",
      { rule: rule.id },
    );
  }
  if (rule.zeroDriver === "even" && weights.length > 0) {
    note("driver-zero", `${message} It was split evenly.`);
    return weights.map(({ code }) => ({ code, weight: 1n }));
  }
  note("driver-zero", `${message} It was left unallocated.`);
  return [{ code: UNALLOCATED, weight: 1n }];
}
