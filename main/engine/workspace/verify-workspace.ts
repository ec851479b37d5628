import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { readFile } from "node:fs/promises";
import { join as joinPath } from "node:path";
import { z } from "zod";
import type { EngineContext } from "../context.ts";
import type { Reader } from "../database/database.ts";
import { id, join, sql, statement } from "../database/sql.ts";
import { chargeTableName } from "../relations/charge-columns.ts";
import { chainHead, firstBrokenSequence } from "./audit-trail.ts";
import controlTotals from "./control-totals.sql?raw";
import storedRecords from "./stored-records.sql?raw";
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
    await checkChain(context),
    await checkKeptFiles(context.folder.sources, files),
    await database.read((reader) => checkTotals(reader, files)),
  ];
}

/** The chain as it follows from itself, and as the file beside the database last saw its end. */
async function checkChain({ database, folder }: EngineContext): Promise<WorkspaceCheck> {
  const check = "audit-chain";
  const noted = await readHead(folder.headFile);
  return database.read(async (reader) => {
    const broken = await firstBrokenSequence(reader);
    const head = await chainHead(reader);
    if (broken !== null) {
      const detail = `The recorded event ${broken} was changed or removed after it was written.`;
      return { check, ok: false, detail };
    }
    if (noted === null && head.sequence > 0) {
      const detail = "The file head.json, which holds the end of the chain, is gone or unreadable.";
      return { check, ok: false, detail };
    }
    const missing = (noted?.sequence ?? 0) - head.sequence;
    if (noted !== null && (missing > 0 || !(await holdsEvent(reader, noted)))) {
      const detail =
        missing > 0
          ? `${missing} recorded events after event ${head.sequence} are missing.`
          : `The recorded event ${noted.sequence} is not the one that was written.`;
      return { check, ok: false, detail };
    }
    const detail = `Each of ${head.sequence} recorded events follows from the one before.`;
    return { check, ok: true, detail };
  });
}

const Head = z.object({ sequence: z.number(), hash: z.string() });
type Head = z.infer<typeof Head>;

async function readHead(path: string): Promise<Head | null> {
  try {
    return Head.parse(JSON.parse(await readFile(path, "utf8")));
  } catch {
    return null;
  }
}

/** A crash between a change and its note leaves the note behind, never ahead. */
async function holdsEvent(reader: Reader, { sequence, hash }: Head): Promise<boolean> {
  if (sequence === 0) {
    return true;
  }
  const found = await reader.rows(
    z.object({ hash: z.string() }),
    sql`select hash from audit_event where sequence = ${sequence}`,
  );
  return found[0]?.hash === hash;
}

async function checkKeptFiles(
  folder: string,
  files: readonly SourceFile[],
): Promise<WorkspaceCheck> {
  const changed: string[] = [];
  const gone: string[] = [];
  for (const { sha256, file_name } of files) {
    const found = await hashFile(joinPath(folder, sha256));
    if (found === null) {
      gone.push(file_name);
    } else if (found !== sha256) {
      changed.push(file_name);
    }
  }
  const check = "source-files";
  if (changed.length + gone.length === 0) {
    const detail = `${files.length} source files are kept; each has the hash it had on import.`;
    return { check, ok: true, detail };
  }
  const faults = [
    ...(changed.length > 0 ? [`The kept copy of ${list(changed)} is not what was imported.`] : []),
    ...(gone.length > 0 ? [`The kept copy of ${list(gone)} is gone.`] : []),
  ];
  return { check, ok: false, detail: faults.join(" ") };
}

const NAMED_MAX = 5;

function list(names: readonly string[]): string {
  const more = names.length > NAMED_MAX ? ` and ${names.length - NAMED_MAX} more` : "";
  return `${names.slice(0, NAMED_MAX).join(", ")}${more}`;
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
  period: z.string().nullable(),
  stored: z.string(),
  found: z.string(),
});
const RecordRow = z.object({ file: z.string(), stored: z.number(), found: z.number() });

/** The charge columns a control total may be about, by the measure's name in any spelling. */
const COSTS = ["billed_cost", "effective_cost", "contracted_cost", "list_cost"];

/** Sums and numbers of rows as they are now against those counted as the files were read. */
async function checkTotals(reader: Reader, files: readonly SourceFile[]): Promise<WorkspaceCheck> {
  const ofCharges = files.filter(({ dataset }) => dataset === "charge");
  const totals = [
    ...(ofCharges.length === 0 ? [] : await chargeTotals(reader, ofCharges)),
    ...(await reader.rows(TotalRow, statement(controlTotals))),
  ];
  const records = [
    ...(ofCharges.length === 0 ? [] : await chargeRecords(reader, ofCharges)),
    ...(await reader.rows(RecordRow, statement(storedRecords))),
  ];
  const lost = records.find((row) => row.stored !== row.found);
  const wrong = totals.find((total) => total.stored !== total.found);
  const check = "control-totals";
  if (lost !== undefined) {
    const detail = `${lost.file} had ${lost.stored} records on import and has ${lost.found} now.`;
    return { check, ok: false, detail };
  }
  if (wrong !== undefined) {
    const { measure, file, period, stored, found, currency } = wrong;
    const what = `${measure} of ${file}${period === null ? "" : ` for ${period}`}`;
    const detail = `${what} was ${stored} ${currency} on import and is ${found} now.`;
    return { check, ok: false, detail };
  }
  const detail =
    `${totals.length} control totals and the records of ${records.length} files are what they ` +
    "were on import.";
  return { check, ok: true, detail };
}

function chargeTotals(reader: Reader, files: readonly SourceFile[]) {
  const branches = files.flatMap(({ source_file_id: file }) =>
    COSTS.map(
      (cost) => sql`select ${file} as file, ${cost.replace("_", "")} as measure,
        coalesce(billing_currency, '') as currency, billed_period as period,
        cast(sum(${id(cost)}) as decimal(38, 12)) as found
        from ${id(chargeTableName(file))} group by all`,
    ),
  );
  return reader.rows(
    TotalRow,
    sql`with found as (${join(branches, " union all ")}),
      stored as (
        select source_file_id as file, currency, period, measure,
          regexp_replace(lower(measure), '[^a-z]', '', 'g') as plain, sum(amount) as stored
        from source_file_total group by all)
      select source_file.file_name as file, stored.measure, stored.currency, stored.period,
        cast(stored.stored as decimal(38, 12)) as stored,
        cast(coalesce(sum(found.found), 0) as decimal(38, 12)) as found
      from stored
      join source_file on source_file.source_file_id = stored.file and is_active
        and dataset = 'charge'
      left join found on found.file = stored.file and found.currency = stored.currency
        and found.measure = stored.plain
        and (stored.period is null or found.period = stored.period)
      where stored.plain in (${join(
        COSTS.map((cost) => sql`${cost.replace("_", "")}`),
        ", ",
      )})
      group by all
      order by file, stored.measure, stored.currency, stored.period`,
  );
}

/** A record that became several charges is one: a negative gap stands at each further one. */
function chargeRecords(reader: Reader, files: readonly SourceFile[]) {
  const branches = files.map(
    ({ source_file_id: file }) =>
      sql`select ${file} as file, count(*) + (
          select cast(coalesce(sum(skipped), 0) as bigint) from row_gap
          where source_file_id = ${file} and rowid_from > 0 and skipped < 0
        ) as found from ${id(chargeTableName(file))}`,
  );
  return reader.rows(
    RecordRow,
    sql`with counted as (${join(branches, " union all ")})
      select file_name as file, records_loaded as stored, counted.found
      from source_file join counted on counted.file = source_file_id
      order by file_name, source_file_id`,
  );
}
