import { z } from "zod";
import type { WorkspaceCalendar } from "../../../../shared/domain/fiscal-calendar.ts";
import { fail } from "../../../../shared/errors.ts";
import type { Writer } from "../../database/database.ts";
import { raw, statement } from "../../database/sql.ts";
import { defineDayShare } from "../../money/day-share.ts";
import { chargeTableName } from "../charge-columns.ts";
import checkParts from "./check-parts.sql?raw";
import filesToPlace from "./files-to-place.sql?raw";
import { chargeDays, cutCharges, type Placement, placementFacts } from "./placed-charges.ts";
import storedPlacements from "./placements.sql?raw";
import storeParts from "./store-parts.sql?raw";
import storePlacement from "./store-placement.sql?raw";

const FileToPlace = z.object({
  source_file_id: z.string(),
  file_name: z.string(),
  imported_sequence: z.number(),
});
type FileToPlace = z.infer<typeof FileToPlace>;

/**
 * Cuts the charges of every file that was not placed yet at the ends of the calendar's periods.
 * Law:     the parts of a charge sum to it in every cost and quantity
 *          (test/laws/fiscal-calendar.test.ts)
 * Errors:  `calendar-invalid` where a charge has a day that no period covers
 */
export async function placeFiles(
  writer: Writer,
  calendar: WorkspaceCalendar,
  present: ReadonlyMap<string, ReadonlySet<string>>,
): Promise<ReadonlyMap<string, Placement>> {
  const files = await writer.rows(FileToPlace, statement(filesToPlace));
  if (files.length > 0) {
    await defineDayShare(writer);
  }
  for (const file of files) {
    const columns = present.get(chargeTableName(file.source_file_id)) ?? new Set();
    await placeFile(writer, calendar, file, columns);
  }
  const Placed = z.object({
    source_file_id: z.string(),
    has_parts: z.boolean(),
    has_later: z.boolean(),
  });
  const placed = await writer.rows(Placed, statement(storedPlacements));
  return new Map(
    placed.map((row) => [row.source_file_id, { hasParts: row.has_parts, hasLater: row.has_later }]),
  );
}

async function placeFile(
  writer: Writer,
  calendar: WorkspaceCalendar,
  { source_file_id: file, file_name: name, imported_sequence: sequence }: FileToPlace,
  present: ReadonlySet<string>,
): Promise<void> {
  const table = chargeTableName(file);
  const days = chargeDays(present, calendar);
  const facts = await writer.one(
    z.object({ has_later: z.boolean(), uncovered: z.string().nullable() }),
    raw(placementFacts(table, days)),
  );
  if (facts.uncovered !== null) {
    refuseDay(`the charges of "${name}" are of`, facts.uncovered);
  }
  await writer.run(statement("delete from charge_part where source_file_id = $file", { file }));
  await writer.run(raw(cutCharges(file, table, present, days)));
  await writer.run(statement(storeParts));
  const { cut, broken } = await writer.one(
    z.object({ cut: z.number(), broken: z.number() }),
    statement(checkParts, { source_file_id: file }),
  );
  if (broken > 0) {
    throw new Error(`the parts of ${broken} of ${cut} charges do not sum to them`);
  }
  await writer.run(
    statement(storePlacement, {
      source_file_id: file,
      imported_sequence: sequence,
      has_parts: cut > 0,
      has_later: facts.has_later,
    }),
  );
}

/** A day no period covers has no month it could be counted in, so nothing is guessed. */
export function refuseDay(whose: string, day: string): never {
  return fail(
    "calendar-invalid",
    `The calendar of the workspace has no period for ${day}, which ${whose}.`,
    "Import a calendar that covers this day, or choose another calendar, then repeat this.",
    { day },
  );
}
