import type { Explanation } from "../../../../shared/contract/allocation.ts";
import { type AllocationRule, UNALLOCATED } from "../../../../shared/domain/allocation-rule.ts";
import { canonicalAmount, fromUnits } from "../../../../shared/domain/amount.ts";
import type { Way } from "../compile-cell.ts";
import { methods } from "../methods/index.ts";

export type Step = Explanation["steps"][number];

export interface DriverRow {
  readonly file: string;
  readonly row: number;
  readonly unit: string | null;
  readonly quantity: string;
}

/** The charges a chain begins with, at their full amount. */
export function chargesStep(
  charges: number,
  amountInUnits: bigint,
  rule: AllocationRule | null,
): Step {
  return {
    kind: "charges",
    label: charges === 1 ? "1 charge" : `${charges} charges`,
    detail: rule === null ? "matched by no rule" : `taken by "${rule.name ?? rule.id}"`,
    amount: fromUnits(amountInUnits),
    share: null,
  };
}

export interface Split {
  readonly rule: AllocationRule | null;
  readonly way: Way;
  readonly target: string | null;
  readonly amountInUnits: bigint;
  readonly shareUnits: bigint;
  readonly share: readonly [bigint, bigint] | null;
  readonly driver: DriverRow | null;
}

/** What a rule did with what it took: its amount is what went to other targets. */
export function splitStep(split: Split): Step {
  const { rule, way, share, amountInUnits, shareUnits } = split;
  return {
    kind: kindOf(rule, way),
    label: labelOf(rule, way),
    detail: detailOf(split),
    amount: fromUnits(shareUnits - amountInUnits),
    share: share === null ? null : `${share[0]}/${share[1]}`,
  };
}

export function roundingStep(units: bigint): Step {
  return {
    kind: "rounding",
    label: "Rounding",
    detail: "largest remainder, at the last of 12 decimals",
    amount: fromUnits(units),
    share: null,
  };
}

function kindOf(rule: AllocationRule | null, way: Way): Step["kind"] {
  if (way.pool !== null) {
    return "stage";
  }
  return rule?.method === "by-driver" || rule?.method === "proportional" ? "driver" : "rule";
}

function labelOf(rule: AllocationRule | null, { pool }: Way): string {
  if (rule !== null) {
    const name = rule.name ?? rule.id;
    return pool === null ? name : `Pool "${pool}": ${name}`;
  }
  return pool === null ? "No rule takes them" : `Pool "${pool}" keeps it`;
}

function detailOf(split: Split): string {
  const { rule, target, shareUnits, amountInUnits } = split;
  const to = target ?? "all targets";
  if (rule === null) {
    return `what no rule places is ${UNALLOCATED}`;
  }
  const meaning = methods.find(({ method }) => method === rule.method)?.meaning ?? rule.method;
  if (shareUnits === amountInUnits) {
    return `${meaning}; everything goes to ${to}`;
  }
  const amounts = `${fromUnits(shareUnits)} of ${fromUnits(amountInUnits)}`;
  return `${meaning}; ${to} has ${shareText(split)}: ${amounts}`;
}

function shareText({ share, driver, rule }: Split): string {
  if (share === null) {
    return "a share that differs by entity or amount";
  }
  const [numerator, denominator] = share;
  const tenThousandths = (numerator * 1_000_000n + denominator * 50n) / (denominator * 100n);
  const percent = `${tenThousandths / 100n}.${String(tenThousandths % 100n).padStart(2, "0")} %`;
  const fraction = `${numerator} of ${denominator} (${percent})`;
  if (driver === null || rule?.method !== "by-driver") {
    return fraction;
  }
  const unit = driver.unit === null ? "" : ` ${driver.unit}`;
  const quantity = `${canonicalAmount(driver.quantity)}${unit} of "${rule.driver}"`;
  return `${fraction}, ${quantity} in ${driver.file} row ${driver.row}`;
}
