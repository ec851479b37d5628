import { z } from "zod";
import { Mapping } from "../../../../shared/domain/mapping.ts";
import type { Reader } from "../../database/database.ts";
import { statement } from "../../database/sql.ts";
import { headerFingerprint } from "../finance/finance-saved-mapping.ts";
import type { StagedFile } from "../loaded-file.ts";
import { detectDialect } from "../readers/detect-dialect.ts";
import { sampleText } from "../readers/text-sample.ts";
import savedMappings from "../saved-mappings.sql?raw";

const SEARCHED_ROWS = 20;
const SavedRow = z.object({ fingerprint: z.string(), mapping: z.string() });

/** The mapping last used for a bill with this header; null where none was. */
export async function savedChargeMapping(
  reader: Reader,
  staged: StagedFile,
): Promise<Mapping | null> {
  const saved = await reader.rows(SavedRow, statement(savedMappings, { is_charge: true }));
  if (saved.length === 0 || staged.kind !== "text") {
    return null;
  }
  const { start } = await sampleText(staged, await detectDialect(staged.path));
  for (const { cells } of start.slice(0, SEARCHED_ROWS)) {
    const fingerprint = headerFingerprint(cells, "charge");
    const found = saved.find((row) => row.fingerprint === fingerprint);
    if (found !== undefined) {
      return Mapping.parse(JSON.parse(found.mapping));
    }
  }
  return null;
}
