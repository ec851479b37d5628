import { createHash } from "node:crypto";
import canonicalize from "canonicalize";
import { z } from "zod";
import type { Reader } from "../../database/database.ts";
import { statement } from "../../database/sql.ts";
import runInput from "./run-input.sql?raw";

/** Raised when a change of the calculation gives equal inputs another result. */
const CALCULATION = 1;

const Input = z.object({ kind: z.string(), name: z.string(), content: z.string() });

/** The hash of everything outside the rules that decides what a run of the period gives. */
export async function inputHash(reader: Reader, period: string): Promise<string> {
  const inputs = await reader.rows(Input, statement(runInput, { period }));
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
