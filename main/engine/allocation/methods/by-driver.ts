import type { AllocationRule } from "../../../../shared/domain/allocation-rule.ts";
import { toUnits } from "../../../../shared/domain/amount.ts";
import { fail } from "../../../../shared/errors.ts";
import { orZeroPolicy } from "../zero-driver.ts";
import { defineMethod, shortenWeights, type WeighingInput } from "./define.ts";

type ByDriverRule = Extract<AllocationRule, { method: "by-driver" }>;

export const byDriver = defineMethod({
  method: "by-driver",
  meaning: "gives every target its part of a driver's quantity in the period",
  async weigh(rule, given) {
    const { driver, id } = rule;
    const quantities = await given.driverQuantities(driver);
    if (quantities.size === 0) {
      return fail(
        "driver-missing",
        `The rule "${id}" splits by the driver "${driver}", which has no quantity in ` +
          `${given.period}.`,
        "Import a driver file that covers the period, or correct the driver's name.",
        { rule: id, driver, period: given.period },
      );
    }
    refuseNegative(rule, quantities, given.period);
    const receivers = rule.targets ?? namedReceivers(rule, quantities, given);
    noteUnused(rule, quantities, given);
    const weights = receivers.map((code) => ({
      code,
      weight: toUnits(quantities.get(code) ?? "0"),
    }));
    const what = `the driver "${driver}" is`;
    return [
      { scopes: given.scopes, weights: shortenWeights(orZeroPolicy(rule, weights, what, given)) },
    ];
  },
});

function refuseNegative(
  { id, driver }: ByDriverRule,
  quantities: ReadonlyMap<string, string>,
  period: string,
): void {
  for (const [target, quantity] of quantities) {
    if (quantity.startsWith("-")) {
      fail(
        "rules-invalid",
        `The rule "${id}" splits by the driver "${driver}", which has ${quantity} for ` +
          `"${target}" in ${period}.`,
        "Correct the driver file: a quantity is zero or more.",
        { rule: id, driver, target },
      );
    }
  }
}

/** Without a list of its own a rule gives to everyone the driver names; an unknown name stops. */
function namedReceivers(
  { id, driver }: ByDriverRule,
  quantities: ReadonlyMap<string, string>,
  { declared, receivers, period }: WeighingInput,
): string[] {
  const unknown = [...quantities.keys()].filter((code) => !declared.has(code));
  if (unknown.length > 0) {
    const others = unknown.length === 1 ? "" : ` and ${unknown.length - 1} more`;
    fail(
      "target-missing",
      `The driver "${driver}" of the rule "${id}" names "${unknown[0]}"${others} in ${period}, ` +
        `which "targets" does not declare.`,
      'Declare the target, correct the driver file, or list the rule\'s own "targets".',
      { rule: id, driver, target: unknown[0] ?? "" },
    );
  }
  return receivers.filter((code) => quantities.has(code));
}

function noteUnused(
  { id, driver, targets }: ByDriverRule,
  quantities: ReadonlyMap<string, string>,
  { note, period }: WeighingInput,
): void {
  const without = (targets ?? []).filter((code) => !quantities.has(code));
  if (without.length > 0) {
    note(
      "driver-quantity-missing",
      `The driver "${driver}" of the rule "${id}" has no quantity in ${period} for ` +
        `${without.map((code) => `"${code}"`).join(", ")}; it counts as 0.`,
    );
  }
}
