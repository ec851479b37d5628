import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { id, sql, statement } from "../../main/engine/database/sql.ts";
import { createEngine } from "../../main/engine/engine.ts";
import { CorpusEngine, namesIn } from "./engine-child.ts";
import { faultOf } from "./judge.ts";
import type { Expected, Recipe } from "./recipe.ts";

/** Files per engine process and workspace, so that neither grows with the corpus. */
const BATCH = 150;
const PEAK_MEGABYTES = 1400;

export type CorpusFile = Omit<Recipe, "expected"> & { readonly expected: Expected | null };

/** Imports every file by an engine of its own process and tells what is wrong with the outcomes. */
export async function runCorpus(files: readonly CorpusFile[]): Promise<string[]> {
  const faults: string[] = [];
  // A mapping that read a file is kept for its header, and must not read another file's.
  const mapped = files.filter(({ mapping }) => mapping !== undefined);
  const others = files.filter(({ mapping }) => mapping === undefined);
  for (const group of [others, mapped]) {
    for (let from = 0; from < group.length; from += BATCH) {
      faults.push(...(await runBatch(group.slice(from, from + BATCH))));
    }
  }
  return faults;
}

async function runBatch(files: readonly CorpusFile[]): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), "corpus-"));
  const workspace = join(folder, "corpus.tieout");
  const engine = new CorpusEngine(workspace);
  const faults: string[] = [];
  const imported = new Set<string>();
  try {
    for (const { name, file, bytes, mapping, allowRejects, expected } of files) {
      const path = join(folder, file);
      await writeFile(path, bytes());
      const fate = await engine.importFile(path, {
        ...(mapping === undefined ? {} : { mapping }),
        ...(allowRejects === undefined ? {} : { allowRejects }),
      });
      await rm(path);
      if (fate.kind === "imported") {
        imported.add(fate.file.sourceFileId);
      }
      const fault = faultOf(fate, file, expected);
      if (fault !== null) {
        faults.push(`${name}: ${fault}`);
      }
    }
    const peak = await engine.peakMegabytes();
    if (peak !== null && peak > PEAK_MEGABYTES) {
      faults.push(`the engine held ${peak} MB`);
    }
    await engine.close();
    faults.push(...(await leftovers(workspace, imported)));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return faults;
}

/** Whatever a refused file left behind: rows, tables, or files. */
async function leftovers(workspace: string, known: ReadonlySet<string>): Promise<string[]> {
  const engine = await createEngine({ workspace, actor: "tester" });
  try {
    const { database, folder } = engine.context;
    const columns = await database.read((reader) =>
      reader.table(
        statement(
          "select table_name from information_schema.columns " +
            "where column_name = 'source_file_id' order by 1",
        ),
      ),
    );
    const faults: string[] = [];
    for (const [table] of columns.rows) {
      const stored = await database.read((reader) =>
        reader.table(sql`select distinct source_file_id from ${id(String(table))}`),
      );
      const strange = stored.rows.flat().filter((one) => one !== null && !known.has(String(one)));
      if (strange.length > 0) {
        faults.push(`${String(table)} holds rows of ${strange.length} refused files`);
      }
    }
    const kept = (await namesIn(folder.sources)).map((name) => name.slice(0, 16));
    if (kept.some((name) => !known.has(name))) {
      faults.push("bytes of a refused file were kept");
    }
    if ((await namesIn(folder.staging)).length > 0) {
      faults.push("the staging folder is not empty");
    }
    return faults;
  } finally {
    await engine.close();
  }
}
