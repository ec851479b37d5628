import type { ReconciliationResult } from "../../../shared/contract/reconciliation.ts";
import { fail } from "../../../shared/errors.ts";
import type { JobContext } from "../context.ts";

export async function reconcile(_job: JobContext, _input: unknown): Promise<ReconciliationResult> {
  return fail("internal", "Not available yet.", "Wait for the next version.");
}
