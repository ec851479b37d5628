import { createHash } from "node:crypto";
import canonicalize from "canonicalize";
import { z } from "zod";
import type { VarianceInput } from "../../../shared/contract/variance.ts";
import type { Reader } from "../database/database.ts";
import { statement } from "../database/sql.ts";
import { scopeContent } from "../queries/charge-source.ts";
import { allocatedContent } from "../queries/leaf-allocated.ts";
import { type RunInput, varianceInputs } from "../runs/run-inputs.ts";
import settingCurrency from "./setting-currency.sql?raw";

/** Raised when a change of the calculation gives equal inputs another result. */
const CALCULATION = 2;
const DEFAULT_CURRENCY = "USD";

export type VarianceQuestion = z.output<typeof VarianceInput>;

/** Everything a run depends on besides its inputs, as it is stored with the run. */
export const RunParameters = z.object({
  from: z.string(),
  to: z.string(),
  of: z.enum(["charges", "allocated"]),
  basis: z.enum(["billed", "effective", "contracted", "list"]),
  currency: z.string(),
  by: z.array(z.string()),
  convention: z.enum(["symmetric", "standard-cost"]),
  mix: z.boolean(),
});
export type RunParameters = z.infer<typeof RunParameters>;

export interface RunKey {
  readonly runId: string;
  readonly inputHash: string;
  readonly inputs: readonly RunInput[];
  readonly parameters: RunParameters;
}

/**
 * The key of the run that answers a question now: equal files, rates and parameters, equal run.
 * Without a currency it is the one that was billed, and where several were, the workspace's.
 */
export async function runKey(reader: Reader, question: VarianceQuestion): Promise<RunKey> {
  const { from, to, of, basis, by, convention } = question;
  const { runs, currencies } = await contentOf(reader, question);
  const currency = question.currency ?? (await reportingCurrency(reader, currencies));
  const mix = of === "charges" && (question.mix || convention === "standard-cost");
  const parameters = { from, to, of, basis, currency, by: [...by], convention, mix };
  const inputs = await varianceInputs(reader, {
    ...parameters,
    ...(runs === null ? {} : { runs }),
  });
  const inputHash = sha256({ calculation: CALCULATION, inputs });
  const runId = sha256({ inputHash, parameters }).slice(0, 24);
  return { runId, inputHash, inputs, parameters };
}

/** The allocation runs the figures come from, null where it is the charges themselves. */
async function contentOf(
  reader: Reader,
  { of, from, to, basis }: VarianceQuestion,
): Promise<{ runs: readonly string[] | null; currencies: readonly string[] }> {
  if (of === "charges") {
    const { currencies } = await scopeContent(reader, { periods: [from, to], basis, filters: [] });
    return { runs: null, currencies };
  }
  const { opening, closing, currencies } = await allocatedContent(reader, { from, to });
  return { runs: [opening ?? "", closing ?? ""], currencies };
}

async function reportingCurrency(reader: Reader, billed: readonly string[]): Promise<string> {
  const [only, second] = billed;
  if (only !== undefined && second === undefined) {
    return only;
  }
  const [setting] = await reader.rows(z.object({ value: z.string() }), statement(settingCurrency));
  return setting?.value ?? DEFAULT_CURRENCY;
}

function sha256(value: unknown): string {
  return createHash("sha256")
    .update(canonicalize(value) ?? "")
    .digest("hex");
}
