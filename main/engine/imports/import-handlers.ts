import { z } from "zod";
import type { Handlers } from "../../../shared/contract/define.ts";
import type { Contract } from "../../../shared/contract/index.ts";
import type { Finding } from "../../../shared/domain/finding.ts";
import type { EngineContext } from "../context.ts";
import type { Reader } from "../database/database.ts";
import { statement } from "../database/sql.ts";
import countRejects from "./count-rejects.sql?raw";
import { fileDifference } from "./file-difference.ts";
import { refreshOverlaps } from "./file-overlaps.ts";
import { inspectFile } from "./inspect-file.ts";
import { knownFile } from "./known-file.ts";
import type { Reject } from "./loaded-file.ts";
import { readRejects } from "./read-rejects.ts";
import { saveRejects } from "./save-rejects.ts";
import { layoutHandlers } from "./saved-layouts.ts";
import {
  columnsOf,
  mappingOf,
  readFindings,
  readSourceRows,
  readTotals,
  setSourceFileActive,
  sourceFileOf,
} from "./source-records.ts";
import { undoImport } from "./undo-import.ts";

const REJECTS_PER_READ = 5_000;

export const importHandlers: Omit<
  Handlers<Contract, EngineContext>["workspace"],
  "status" | "configure" | "checks" | "audit" | "verify"
> = {
  async inspect(context, { files, mapping, reading }) {
    const inspected = [];
    for (const file of files) {
      inspected.push(await inspectFile(context, file, { mapping, reading }));
    }
    return { files: inspected };
  },

  sources: ({ database }, { includeInactive }) =>
    database.read(async (reader) => {
      const rows = await readSourceRows(reader, null);
      const totals = await readTotals(reader, null);
      return {
        sources: rows
          .filter((row) => includeInactive || row.is_active)
          .map((row) => sourceFileOf(row, totals.get(row.source_file_id) ?? [])),
      };
    }),

  source: ({ database }, { sourceFileId }) =>
    database.read(async (reader) => {
      const row = await knownFile(reader, sourceFileId);
      const totals = await readTotals(reader, sourceFileId);
      return {
        source: sourceFileOf(row, totals.get(sourceFileId) ?? []),
        columns: columnsOf(row),
        unmapped: z.array(z.string()).parse(JSON.parse(row.unmapped)),
        mapping: mappingOf(row),
        findings: await readFindings(reader, sourceFileId),
      };
    }),

  rejects: ({ database }, { sourceFileId, offset, limit }) =>
    database.read(async (reader) => {
      await knownFile(reader, sourceFileId);
      const { total } = await reader.one(
        z.object({ total: z.number() }),
        statement(countRejects, { source_file_id: sourceFileId }),
      );
      return { total, rejects: await readRejects(reader, sourceFileId, { offset, limit }) };
    }),

  saveRejects: ({ database, files }, { sourceFileId, out }) =>
    database.read(async (reader) => {
      const row = await knownFile(reader, sourceFileId);
      await saveRejects(files.open(out, "write"), allRejects(reader, sourceFileId));
      return { rejects: row.records_rejected };
    }),

  difference: ({ database }, { before, after, ...page }) =>
    database.read(async (reader) => {
      const earlier = await knownFile(reader, before);
      return fileDifference(reader, earlier, await knownFile(reader, after), page);
    }),

  undoImport,

  ...layoutHandlers,

  withdraw: (context, { sourceFileId }) => setActive(context, sourceFileId, false),

  restore: (context, { sourceFileId }) => setActive(context, sourceFileId, true),

  findings: ({ database }, { sourceFileId }) =>
    database.read(async (reader) => {
      if (sourceFileId !== undefined) {
        await knownFile(reader, sourceFileId);
      }
      return { findings: await readFindings(reader, sourceFileId ?? null) };
    }),
};

async function* allRejects(reader: Reader, file: string): AsyncIterable<readonly Reject[]> {
  for (let offset = 0; ; offset += REJECTS_PER_READ) {
    const page = await readRejects(reader, file, { offset, limit: REJECTS_PER_READ });
    yield page;
    if (page.length < REJECTS_PER_READ) {
      return;
    }
  }
}

/** Withdraws or restores a file; its rows stay, so that either way is exact. */
async function setActive(
  context: EngineContext,
  sourceFileId: string,
  isActive: boolean,
): Promise<{ sourceFileId: string; records: number; findings?: Finding[] }> {
  const before = await context.database.read((reader) => knownFile(reader, sourceFileId));
  if (before.is_active === isActive) {
    return { sourceFileId, records: before.records_loaded };
  }
  return context.change(isActive ? "restore" : "withdraw", async ({ writer, audit }) => {
    const row = await knownFile(writer, sourceFileId);
    await setSourceFileActive(writer, sourceFileId, isActive, null);
    await audit({
      action: isActive ? "file-restored" : "file-withdrawn",
      subject: sourceFileId,
      detail: { file: row.file_name, sha256: row.sha256, records: row.records_loaded },
    });
    const overlaps = await refreshOverlaps(writer, isActive ? [sourceFileId] : []);
    const findings = overlaps.get(sourceFileId)?.map(({ finding }) => finding);
    const answer = { sourceFileId, records: row.records_loaded };
    return findings === undefined ? answer : { ...answer, findings };
  });
}
