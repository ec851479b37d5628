import { z } from "zod";
import type { Handlers } from "../../../shared/contract/define.ts";
import type { Contract } from "../../../shared/contract/index.ts";
import { ColumnMatch } from "../../../shared/contract/workspace.ts";
import type { Finding } from "../../../shared/domain/finding.ts";
import type { EngineContext } from "../context.ts";
import { statement } from "../database/sql.ts";
import countRejects from "./count-rejects.sql?raw";
import { refreshOverlaps } from "./file-overlaps.ts";
import { inspectFile } from "./inspect-file.ts";
import { knownFile } from "./known-file.ts";
import rejectsQuery from "./rejects.sql?raw";
import {
  mappingOf,
  readFindings,
  readSourceRows,
  readTotals,
  setSourceFileActive,
  sourceFileOf,
} from "./source-records.ts";

const RejectRow = z.object({
  line: z.number(),
  byte_offset: z.number().nullable(),
  column_name: z.string().nullable(),
  code: z.string(),
  reason: z.string(),
  remedy: z.string(),
  raw_text: z.string(),
});

export const importHandlers: Omit<
  Handlers<Contract, EngineContext>["workspace"],
  "status" | "configure" | "checks" | "audit" | "verify"
> = {
  async inspect(context, { files, mapping }) {
    const inspected = [];
    for (const file of files) {
      inspected.push(await inspectFile(context, file, mapping));
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
        columns: z.array(ColumnMatch).parse(JSON.parse(row.columns)),
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
      const rows = await reader.rows(
        RejectRow,
        statement(rejectsQuery, { source_file_id: sourceFileId, offset, limit }),
      );
      return {
        total,
        rejects: rows.map(
          ({ byte_offset: byteOffset, column_name: column, raw_text: rawText, ...row }) => ({
            ...row,
            byteOffset,
            column,
            rawText,
          }),
        ),
      };
    }),

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
