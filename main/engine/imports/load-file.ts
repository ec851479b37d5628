import type { z } from "zod";
import type { ImportInput } from "../../../shared/contract/jobs.ts";
import { fail } from "../../../shared/errors.ts";
import type { JobContext } from "../context.ts";
import { archiveFindings, assertMemberChosen } from "./archive-findings.ts";
import type { RowGap } from "./bills/canonical-charges.ts";
import { loadChargeFile, recogniseChargeFile } from "./bills/charge-file.ts";
import { savedChargeMapping } from "./bills/charge-layout.ts";
import { loadFinanceFile } from "./finance/finance-file.ts";
import { saveMapping } from "./finance/finance-saved-mapping.ts";
import { isBillFormat } from "./format-name.ts";
import { type LoadedFile, type StagedFile, wholeReason } from "./loaded-file.ts";

type FileInput = Pick<
  z.output<typeof ImportInput>["files"][number],
  "mapping" | "format" | "allowRejects"
>;

export type Loaded = LoadedFile & { readonly gaps?: readonly RowGap[] };

/** Reads a staged file into its relation, as its mapping, its format or its content says. */
export async function loadFile(
  job: JobContext,
  staged: StagedFile,
  file: FileInput,
): Promise<Loaded> {
  assertMemberChosen(staged);
  const loaded = await loadTable(job, staged, file);
  return { ...loaded, findings: [...loaded.findings, ...archiveFindings(staged)] };
}

async function loadTable(job: JobContext, staged: StagedFile, file: FileInput): Promise<Loaded> {
  const isFree = file.mapping === undefined && file.format === undefined;
  const saved = isFree ? await savedChargeMapping(job.writer, staged) : null;
  const mapping = file.mapping ?? saved;
  const isOther = mapping !== null && mapping.dataset !== "charge";
  const isNamed = file.format !== undefined && !isBillFormat(file.format);
  if (!isOther && !isNamed) {
    const recognised = await recogniseChargeFile(job.writer, staged, mapping);
    if (recognised !== null) {
      const loaded = await loadChargeFile(job, staged, recognised, {
        mapping,
        format: file.format,
      });
      if (mapping !== null && loaded.records.rejected === 0 && staged.kind === "text") {
        await saveMapping(job.writer, recognised.file.plan.header, mapping, job.sequence);
      }
      return loaded;
    }
  }
  return loadFinanceFile(job, staged, { mapping: file.mapping, format: file.format });
}

/** Refuses a file of which a record is neither loaded nor accounted for otherwise. */
export function assertAccounted({ name }: StagedFile, { records, rejects }: Loaded): void {
  const { physical, loaded, rejected, blank, skipped } = records;
  if (physical !== loaded + rejected + blank + skipped || rejected !== rejects.length) {
    fail(
      "import-not-conserved",
      `"${name}" was not imported: of ${physical} records, ${loaded} were loaded, ${rejected} ` +
        `rejected, ${blank} blank and ${skipped} skipped.`,
      "Nothing was stored. Report this file's layout, because Tieout read it wrongly.",
    );
  }
}

const REASONS_SHOWN = 3;

/** Refuses a file with unreadable records, unless they are allowed. */
export function refuseRejects(
  { name }: StagedFile,
  { rejects, records }: Loaded,
  file: FileInput,
): void {
  const [first] = rejects;
  if (first === undefined || file.allowRejects) {
    return;
  }
  const shown = rejects
    .slice(0, REASONS_SHOWN)
    .map((reject) => `line ${reject.line}: ${wholeReason(reject)}`);
  const more = rejects.length > shown.length ? "; …" : "";
  fail(
    "import-rejected",
    `"${name}" was not imported: ${rejects.length} of ${records.physical} records cannot be read ` +
      `(${shown.join("; ")}${more}).`,
    "Correct the file, or import it again and allow rejected records; they stay listed.",
    { rejected: rejects.length, line: first.line, column: first.column },
  );
}
