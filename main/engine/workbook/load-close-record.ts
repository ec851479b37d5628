import { z } from "zod";
import type { QualityResult } from "../../../shared/contract/quality.ts";
import { ColumnMatch } from "../../../shared/contract/workspace.ts";
import { isCalendarMonths } from "../../../shared/domain/fiscal-calendar.ts";
import { Mapping } from "../../../shared/domain/mapping.ts";
import type { Reader } from "../database/database.ts";
import { statement } from "../database/sql.ts";
import { readIdentifiers } from "../relations/build.ts";
import { readCalendar } from "../relations/calendar/workspace-calendar.ts";
import { readAccountEntities } from "../workspace/account-entities.ts";
import acceptedItems from "./accepted-items.sql?raw";
import { CloseRecord } from "./close-record.ts";
import type { CloseState } from "./close-state.ts";
import { VarianceParameters } from "./find-runs.ts";
import recordedSources from "./recorded-sources.sql?raw";
import taxonomyText from "./taxonomy-text.sql?raw";
import workspaceSettings from "./workspace-settings.sql?raw";

const SourceRow = z.object({
  file_name: z.string(),
  sha256: z.string(),
  format: z.string(),
  dataset: z.string(),
  mapping: z.string().nullable(),
  columns: z.string(),
  records_rejected: z.number(),
});

/** What the workspace knows of how this close was made, in the form a workbook carries. */
export async function loadCloseRecord(
  reader: Reader,
  close: CloseState,
  quality: readonly QualityResult[],
): Promise<CloseRecord> {
  const { period, compare, basis, currency, allocation, reconciliation, variance } = close;
  const settings = await reader.rows(
    z.object({ key: z.string(), value: z.string() }),
    statement(workspaceSettings),
  );
  const accountEntities = await readAccountEntities(reader);
  const identifiers = await readIdentifiers(reader);
  const calendar = await readCalendar(reader);
  const [taxonomy] = await reader.rows(z.object({ text: z.string() }), statement(taxonomyText));
  const files = await reader.rows(SourceRow, statement(recordedSources));
  const accept = await reader.rows(
    z.object({ item: z.string(), comment: z.string() }),
    statement(acceptedItems, { period, run_id: reconciliation.run_id }),
  );
  const known = quality.flatMap(({ failures }) =>
    failures.flatMap(({ key, accepted }) =>
      accepted === null ? [] : [{ failure: key, comment: accepted.comment }],
    ),
  );
  return CloseRecord.parse({
    tieout: 1,
    period,
    compare,
    basis,
    currency,
    settings: {
      ...Object.fromEntries(settings.map(({ key, value }) => [key, value])),
      ...(accountEntities.length === 0 ? {} : { accountEntities }),
      ...(Object.keys(identifiers).length === 0 ? {} : { identifiers }),
      ...(isCalendarMonths(calendar) ? {} : { calendar }),
    },
    sources: files.map(recordedSource),
    variance: variance === null ? null : VarianceParameters.parse(JSON.parse(variance.parameters)),
    accept,
    ...(known.length === 0 ? {} : { quality: known }),
    rules: allocation.text,
    reconciliation: reconciliation.text,
    ...(taxonomy === undefined ? {} : { taxonomy: taxonomy.text }),
  });
}

/**
 * A file is read again as it was: by the mapping it was given, else by what its header says, which
 * a mapping would only repeat in other words.
 */
function recordedSource(row: z.infer<typeof SourceRow>): CloseRecord["sources"][number] {
  const columns = z.array(ColumnMatch).parse(JSON.parse(row.columns));
  const isRecognised = columns.some(({ how }) => how.startsWith("by its name"));
  const isCharge = row.dataset === "charge";
  const isGiven = row.mapping !== null && (isCharge || !isRecognised);
  return {
    file: row.file_name,
    sha256: row.sha256,
    ...(isGiven && row.mapping !== null ? { mapping: Mapping.parse(JSON.parse(row.mapping)) } : {}),
    ...(isGiven || isCharge ? {} : { format: row.format }),
    allowRejects: row.records_rejected > 0,
  };
}
