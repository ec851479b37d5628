import {
  comparable,
  type IdentifierEntry,
  type Identifiers,
} from "../../../shared/domain/identifiers.ts";
import type { Writer } from "../database/database.ts";
import { sql } from "../database/sql.ts";
import { IDENTIFIERS_SETTING } from "../relations/build.ts";
import { ALIASES } from "../relations/identifier-columns.ts";

const EARLIEST = "0000-01";
const LATEST = "9999-12";

/** Puts a whole set of definitions in the place of the one there is. */
export async function storeIdentifiers(writer: Writer, wanted: Identifiers): Promise<void> {
  await writer.run(
    sql`insert or replace into workspace_setting (key, value)
      values (${IDENTIFIERS_SETTING}, ${JSON.stringify(wanted)})`,
  );
  await writer.run(sql`delete from identifier_entry`);
  for (const [identifier, definition] of Object.entries(wanted)) {
    for (const [index, { map = [] }] of (definition?.sources ?? []).entries()) {
      await storeEntries(writer, identifier, index + 1, map);
    }
    const aliases = Object.entries(definition?.aliases ?? {}).flatMap(([gives, others]) =>
      [gives, ...others].map((is) => ({ is, gives })),
    );
    await storeEntries(writer, identifier, ALIASES, aliases);
  }
}

async function storeEntries(
  writer: Writer,
  identifier: string,
  position: number,
  entries: readonly IdentifierEntry[],
): Promise<void> {
  const distinct = new Map(
    entries.map((entry) => [`${comparable(entry.is)}|${entry.from ?? EARLIEST}`, entry]),
  );
  const rows = [...distinct.values()];
  await writer.run(
    sql`insert into identifier_entry
      select ${identifier}, ${position}, unnest(${rows.map(({ is }) => comparable(is))}),
        unnest(${rows.map(({ gives }) => gives)}),
        unnest(${rows.map(({ from }) => from ?? EARLIEST)}),
        unnest(${rows.map(({ to }) => to ?? LATEST)})`,
  );
}
