import type { VarianceResult } from "../../../shared/contract/variance.ts";
import { fail } from "../../../shared/errors.ts";
import type { JobContext } from "../context.ts";

export async function explainVariance(_job: JobContext, _input: unknown): Promise<VarianceResult> {
  return fail("internal", "Not available yet.", "Wait for the next version.");
}
