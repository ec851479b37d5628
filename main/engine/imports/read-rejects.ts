import { z } from "zod";
import type { Reader } from "../database/database.ts";
import { statement } from "../database/sql.ts";
import type { Reject } from "./loaded-file.ts";
import rejectsQuery from "./rejects.sql?raw";

const RejectRow = z.object({
  line: z.number(),
  byte_offset: z.number().nullable(),
  column_name: z.string().nullable(),
  code: z.string(),
  reason: z.string(),
  remedy: z.string(),
  raw_text: z.string(),
});

/** A page of the records of a file that could not be read, in file order. */
export async function readRejects(
  reader: Reader,
  sourceFileId: string,
  { offset, limit }: { readonly offset: number; readonly limit: number },
): Promise<Reject[]> {
  const rows = await reader.rows(
    RejectRow,
    statement(rejectsQuery, { source_file_id: sourceFileId, offset, limit }),
  );
  return rows.map(
    ({ byte_offset: byteOffset, column_name: column, raw_text: rawText, ...row }) => ({
      ...row,
      byteOffset,
      column,
      rawText,
    }),
  );
}
