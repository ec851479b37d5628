import { join } from "node:path";
import { z } from "zod";
import { fail } from "../../../shared/errors.ts";
import type { EngineContext } from "../context.ts";
import type { Reader } from "../database/database.ts";
import { statement } from "../database/sql.ts";
import { type ChargeField, chargeFields } from "../queries/charge-fields.ts";
import { readRawRecord } from "./raw-record.ts";
import sourceFileQuery from "./source-file.sql?raw";
import { rowIndexOf } from "./source-row.ts";

/** A charge without where its cost went: the allocation room knows that. */
export interface TracedCharge {
  readonly chargeId: string;
  readonly sourceFileId: string;
  /** Position in the file's table. */
  readonly rowIndex: number;
  readonly file: string;
  readonly sha256: string;
  readonly row: number;
  readonly rawText: string | null;
  readonly fields: ChargeField[];
}

const SourceFile = z.object({ file_name: z.string(), sha256: z.string() });

/**
 * Walks a charge back to its file and record, with the text of that record as it was delivered.
 * Errors: source-file-not-found, item-not-found.
 */
export async function traceCharge(
  { database, folder }: EngineContext,
  chargeId: string,
): Promise<TracedCharge> {
  const [, sourceFileId = "", rowText = "", partText = "1"] =
    /^([0-9a-f]{16}):([1-9]\d{0,11})(?:\.([2-9]|[1-9]\d{1,5}))?$/.exec(chargeId) ?? [];
  if (sourceFileId === "") {
    fail(
      "usage",
      `"${chargeId}" does not name a charge.`,
      "Give the source file's id and the row, for example 0123456789abcdef:42.",
    );
  }
  const row = Number.parseInt(rowText, 10);
  const part = Number.parseInt(partText, 10);
  const { file, fields, index } = await database.read((reader) =>
    findCharge(reader, sourceFileId, row, part),
  );
  return {
    chargeId,
    sourceFileId,
    rowIndex: index,
    file: file.file_name,
    sha256: file.sha256,
    row,
    rawText: await readRawRecord(join(folder.sources, file.sha256), row),
    fields,
  };
}

async function findCharge(
  reader: Reader,
  sourceFileId: string,
  row: number,
  part: number,
): Promise<{ file: z.infer<typeof SourceFile>; fields: ChargeField[]; index: number }> {
  const query = statement(sourceFileQuery, { source_file_id: sourceFileId });
  const [file] = await reader.rows(SourceFile, query);
  if (file === undefined) {
    return fail(
      "source-file-not-found",
      `No file of charges has the id ${sourceFileId}.`,
      "Look the id up in the list of source files.",
    );
  }
  const index = await rowIndexOf(reader, sourceFileId, row, part);
  const fields = index === null ? null : await chargeFields(reader, sourceFileId, index);
  if (index === null || fields === null) {
    return fail(
      "item-not-found",
      `Row ${row} of "${file.file_name}" holds no charge.`,
      "It may be a header, a blank row or a rejected record; see the file's rejects.",
    );
  }
  return { file, fields, index };
}
