import type { ImportedFile } from "../../../shared/contract/jobs.ts";
import { fail } from "../../../shared/errors.ts";
import type { JobContext } from "../context.ts";

export async function importFiles(
  _job: JobContext,
  _input: unknown,
): Promise<{ files: ImportedFile[] }> {
  return fail("internal", "Not available yet.", "Wait for the next version.");
}
