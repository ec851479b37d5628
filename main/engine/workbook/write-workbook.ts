import type { WorkbookResult } from "../../../shared/contract/workbook.ts";
import { fail } from "../../../shared/errors.ts";
import type { JobContext } from "../context.ts";

export async function writeWorkbook(_job: JobContext, _input: unknown): Promise<WorkbookResult> {
  return fail("internal", "Not available yet.", "Wait for the next version.");
}
