import type { AllocationResult } from "../../../shared/contract/allocation.ts";
import { fail } from "../../../shared/errors.ts";
import type { JobContext } from "../context.ts";

export async function allocate(_job: JobContext, _input: unknown): Promise<AllocationResult> {
  return fail("internal", "Not available yet.", "Wait for the next version.");
}
