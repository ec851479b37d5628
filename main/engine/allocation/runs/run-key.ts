import { createHash } from "node:crypto";
import canonicalize from "canonicalize";
import type { Reader } from "../../database/database.ts";
import { allocationInputs, type RunInput } from "../../runs/run-inputs.ts";

/** Raised when a change of the calculation gives equal inputs another result. */
const CALCULATION = 2;

/** The hash of everything outside the rules that decides what a run of the period gives. */
export async function inputHash(
  reader: Reader,
  period: string,
  read: readonly string[],
): Promise<string> {
  return hashInputs(period, await allocationInputs(reader, period, read));
}

/** The same of inputs that were read before. */
export function hashInputs(period: string, inputs: readonly RunInput[]): string {
  return sha256({ calculation: CALCULATION, period, inputs });
}

/** A run's id: equal files, rules and period give the same run. */
export function runKey(input: string, ruleSetId: string): string {
  return sha256({ input, ruleSetId }).slice(0, 24);
}

export function sha256(value: unknown): string {
  return createHash("sha256")
    .update(canonicalize(value) ?? "")
    .digest("hex");
}
