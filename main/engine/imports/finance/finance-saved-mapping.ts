import { createHash } from "node:crypto";
import { z } from "zod";
import { type Dataset, Mapping } from "../../../../shared/domain/mapping.ts";
import type { Reader, Writer } from "../../database/database.ts";
import { statement } from "../../database/sql.ts";
import insertSavedMapping from "../insert-saved-mapping.sql?raw";
import savedMappings from "../saved-mappings.sql?raw";
import { comparableRow, headerAt } from "./finance-header.ts";
import type { TableCandidate } from "./finance-source.ts";

const SEARCHED_ROWS = 100;

const SavedRow = z.object({ fingerprint: z.string(), mapping: z.string() });

/** Identifies a layout by what its header says and what it holds. */
export function headerFingerprint(names: readonly string[], dataset: Dataset): string {
  return createHash("sha256")
    .update(`${dataset}\u0000${comparableRow(names)}`)
    .digest("hex");
}

/**
 * Keeps a mapping that worked for the next file with this header. What belongs to one file only
 * (the year of its dates, a period, the header's row, replaced cells, single rows left out) is
 * left out, so that it is asked again.
 */
export async function saveMapping(
  writer: Writer,
  names: readonly string[],
  mapping: Mapping,
  sequence: number,
): Promise<void> {
  if (names.length === 0) {
    return;
  }
  const { year: _year, headerRow: _headerRow, replace: _replace, constants, ...kept } = mapping;
  const skip = kept.skip.filter(({ record }) => record === undefined);
  const { period: _period, fiscal_year: _fiscalYear, ...lasting } = constants;
  await writer.run(
    statement(insertSavedMapping, {
      fingerprint: headerFingerprint(names, mapping.dataset),
      dataset: mapping.dataset,
      mapping: JSON.stringify({ ...kept, skip, constants: lasting }),
      sequence,
      header: JSON.stringify(names),
    }),
  );
}

/** The mapping last used for a table with this header, and the table it fits. */
export async function findSavedMapping(
  reader: Reader,
  candidates: readonly TableCandidate[],
): Promise<{ mapping: Mapping; candidate: TableCandidate } | null> {
  const saved = await reader.rows(SavedRow, statement(savedMappings, { is_charge: false }));
  if (saved.length === 0) {
    return null;
  }
  const byFingerprint = new Map(
    saved.map(({ fingerprint, mapping }) => [fingerprint, Mapping.parse(JSON.parse(mapping))]),
  );
  const datasets = [...new Set([...byFingerprint.values()].map(({ dataset }) => dataset))];
  for (const candidate of candidates) {
    const { opening } = candidate;
    for (let index = 0; index < Math.min(opening.length, SEARCHED_ROWS); index += 1) {
      for (const span of [1, 2, 3]) {
        const names = headerAt(opening, index, span)?.names ?? [];
        for (const dataset of datasets) {
          const mapping = byFingerprint.get(headerFingerprint(names, dataset));
          if (mapping !== undefined && (mapping.headerRows ?? span) === span) {
            return { mapping, candidate };
          }
        }
      }
    }
  }
  return null;
}
