import { z } from "zod";
import { statement } from "../database/sql.ts";
import { type ImportCheck, OF_NO_FILE } from "./define.ts";
import recordsAccountedSql from "./records-accounted.sql?raw";

const Unaccounted = z.object({
  source_file_id: z.string(),
  file_name: z.string(),
  physical: z.number(),
  loaded: z.number(),
  rejected: z.number(),
  blank: z.number(),
  skipped: z.number(),
  listed: z.number(),
});

/**
 * No record of a file was dropped on the way.
 * Law: physical = loaded + rejected + blank + skipped per file, and every reject is listed
 *      (test/laws/import-conservation.test.ts)
 */
export const recordsAccounted: ImportCheck = {
  title: "Every record accounted for",
  name: "records-accounted",
  law: "Every record of a file was loaded, rejected, blank or skipped, and every reject is listed.",
  code: "records-not-accounted",
  async find(reader) {
    const rows = await reader.rows(Unaccounted, statement(recordsAccountedSql));
    return rows.map((row) => ({
      ...OF_NO_FILE,
      code: "records-not-accounted",
      severity: "blocking",
      sourceFileId: row.source_file_id,
      file: row.file_name,
      found:
        `${row.physical} records: ${row.loaded} loaded, ${row.rejected} rejected ` +
        `(${row.listed} listed), ${row.blank} blank, ${row.skipped} skipped.`,
      expected: "The parts add up to the whole, and every reject is listed.",
      remedy: "Withdraw the file and import it again.",
    }));
  },
};
