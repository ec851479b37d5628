import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { join as joinPath } from "node:path";
import { z } from "zod";
import type { EngineContext } from "../context.ts";
import type { Reader } from "../database/database.ts";
import { id, join, raw, sql, statement } from "../database/sql.ts";
import { chargeTableName } from "../relations/charge-columns.ts";
import { firstBrokenSequence } from "./audit-trail.ts";
import controlTotals from "./control-totals.sql?raw";
import { isErrorCode } from "./workspace-folder.ts";

export interface WorkspaceCheck {
  readonly check: string;
  readonly ok: boolean;
  readonly detail: string;
}

const SourceFile = z.object({
  source_file_id: z.string(),
  file_name: z.string(),
  sha256: z.string(),
  dataset: z.string(),
});
type SourceFile = z.infer<typeof SourceFile>;

/** Re-checks what the workspace says about itself, each statement by name. */
export async function verifyWorkspace(context: EngineContext): Promise<WorkspaceCheck[]> {
  const { database } = context;
  const files = await database.read((reader) =>
    reader.rows(
      SourceFile,
      sql`select source_file_id, file_name, sha256, dataset from source_file
        where is_active order by imported_sequence, source_file_id`,
    ),
  );
  return [
    await database.read(checkChain),
    await checkKeptFiles(context.folder.sources, files),
    await database.read((reader) => checkTotals(reader, files)),
  ];
}

async function checkChain(reader: Reader): Promise<WorkspaceCheck> {
  const broken = await firstBrokenSequence(reader);
  return {
    check: "audit-chain",
    ok: broken === null,
    detail:
      broken === null
        ? "Every recorded event follows from the one before."
        : `The recorded event ${broken} was changed or removed after it was written.`,
  };
}

async function checkKeptFiles(
  folder: string,
  files: readonly SourceFile[],
): Promise<WorkspaceCheck> {
  const changed: string[] = [];
  let kept = 0;
  for (const { sha256, file_name } of files) {
    const found = await hashFile(joinPath(folder, sha256));
    if (found !== null) {
      kept += 1;
      if (found !== sha256) {
        changed.push(file_name);
      }
    }
  }
  return {
    check: "source-files",
    ok: changed.length === 0,
    detail:
      changed.length > 0
        ? `The kept copy of ${changed.join(", ")} is not what was imported.`
        : `${kept} of ${files.length} source files are kept; each has the hash it had on import.`,
  };
}

async function hashFile(path: string): Promise<string | null> {
  const hash = createHash("sha256");
  try {
    for await (const chunk of createReadStream(path)) {
      hash.update(chunk);
    }
    return hash.digest("hex");
  } catch (error) {
    if (isErrorCode(error, "ENOENT")) {
      return null;
    }
    throw error;
  }
}

const TotalRow = z.object({
  file: z.string(),
  measure: z.string(),
  currency: z.string(),
  stored: z.string(),
  found: z.string(),
});

/** The charge columns a control total may be about, by the measure's name in any spelling. */
const COSTS = ["billed_cost", "effective_cost", "contracted_cost", "list_cost"];

async function checkTotals(reader: Reader, files: readonly SourceFile[]): Promise<WorkspaceCheck> {
  const ofCharges = files.filter(({ dataset }) => dataset === "charge");
  const branches = ofCharges.flatMap(({ source_file_id: file }) =>
    COSTS.map(
      (cost) => sql`select ${file} as file, ${cost.replace("_", "")} as measure,
        coalesce(billing_currency, '') as currency,
        cast(sum(${id(cost)}) as decimal(38, 12)) as found
        from ${id(chargeTableName(file))} group by all`,
    ),
  );
  const found =
    branches.length === 0
      ? raw("select '' as file, '' as measure, '' as currency, 0::decimal(38, 12) as found")
      : join(branches, " union all ");
  const charges = await reader.rows(
    TotalRow,
    sql`with found as (${found}),
      stored as (
        select source_file_id as file, measure, currency, sum(amount) as stored
        from source_file_total group by all)
      select source_file.file_name as file, stored.measure, stored.currency, stored.stored,
        coalesce(found.found, 0)::decimal(38, 12) as found
      from stored
      join source_file on source_file.source_file_id = stored.file and is_active
      join found on found.file = stored.file and found.currency = stored.currency
        and found.measure = regexp_replace(lower(stored.measure), '[^a-z]', '', 'g')
      order by source_file.source_file_id, stored.measure, stored.currency`,
  );
  const others = await reader.rows(TotalRow, statement(controlTotals));
  const totals = [...charges, ...others];
  const wrong = totals.find((total) => total.stored !== total.found);
  return {
    check: "control-totals",
    ok: wrong === undefined,
    detail:
      wrong === undefined
        ? `${totals.length} control totals equal the sums of the stored rows.`
        : `${wrong.measure} of ${wrong.file} was ${wrong.stored} ${wrong.currency} on import ` +
          `and is ${wrong.found} now.`,
  };
}
