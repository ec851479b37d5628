import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { statement } from "../../main/engine/database/sql.ts";
import type { Engine } from "../../main/engine/engine.ts";
import { loadFinanceFile } from "../../main/engine/imports/finance/finance-file.ts";
import { inspectFinanceFile } from "../../main/engine/imports/finance/finance-inspect.ts";
import type { FinanceOptions } from "../../main/engine/imports/finance/finance-plan.ts";
import type { LoadedFile, StagedFile } from "../../main/engine/imports/loaded-file.ts";
import { discardStaged, stageFile } from "../../main/engine/imports/readers/stage-file.ts";
import type { Inspection } from "../../shared/contract/workspace.ts";

/** Loads one finance file into a workspace as the import job does, without recording the file. */
export async function loadFinance(
  engine: Engine,
  path: string,
  options: FinanceOptions = {},
): Promise<LoadedFile> {
  return withStaged(engine, path, options, (staged) =>
    engine.context.change("import", (change) =>
      loadFinanceFile(
        {
          ...change,
          engine: engine.context,
          signal: new AbortController().signal,
          progress: () => undefined,
        },
        staged,
        options,
      ),
    ),
  );
}

export async function inspectFinance(
  engine: Engine,
  path: string,
  options: FinanceOptions = {},
): Promise<Inspection | null> {
  return withStaged(engine, path, options, (staged) =>
    engine.context.database.read((reader) => inspectFinanceFile(reader, staged, options)),
  );
}

async function withStaged<T>(
  engine: Engine,
  path: string,
  { mapping }: FinanceOptions,
  work: (staged: StagedFile) => Promise<T>,
): Promise<T> {
  const name = path.replace(/^.*\//, "");
  const staged = await stageFile({ path, name }, engine.context.folder, {
    encoding: mapping?.encoding,
  });
  try {
    return await work(staged);
  } finally {
    await discardStaged(staged);
  }
}

/** Writes a file into the workspace's temporary folder and gives its path. */
export async function writeInput(
  engine: Engine,
  name: string,
  content: string | Uint8Array,
): Promise<string> {
  const path = join(engine.context.folder.temporary, name);
  await writeFile(path, content);
  return path;
}

const Cells = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]));

/** What the fiscal calendar keeps of a line's period, by which it may be placed anew. */
const OF_CALENDAR: ReadonlySet<string> = new Set(["posting_period", "is_period_dated"]);

/**
 * The rows a file left in a relation, in file order, without the columns that are null and those
 * that only the calendar reads.
 */
export async function storedRows(
  engine: Engine,
  table: string,
): Promise<Record<string, string | number>[]> {
  const rows = await engine.context.database.read((reader) =>
    reader.rows(Cells, statement(`select * from ${table} order by source_row, rowid`)),
  );
  return rows.map(({ source_file_id: _, ...row }) =>
    Object.fromEntries(
      Object.entries(row).flatMap(([name, value]) =>
        value === null || typeof value === "boolean" || OF_CALENDAR.has(name)
          ? []
          : [[name, value]],
      ),
    ),
  );
}
