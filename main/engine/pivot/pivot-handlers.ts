import type { PivotResult } from "../../../shared/contract/charges.ts";
import { fail } from "../../../shared/errors.ts";
import type { EngineContext } from "../context.ts";

export async function pivot(_context: EngineContext, _input: unknown): Promise<PivotResult> {
  return fail("internal", "Not available yet.", "Wait for the next version.");
}
