import {
  comparable,
  type IdentifierEntry,
  type Identifiers,
} from "../../../shared/domain/identifiers.ts";
import { EARLIEST, LATEST } from "../../../shared/domain/period.ts";
import type { Writer } from "../database/database.ts";
import { sql } from "../database/sql.ts";
import { IDENTIFIERS_SETTING } from "../relations/build.ts";
import { ALIASES } from "../relations/identifier-columns.ts";

/** What a value gives for an identifier, in the months it does. */
export interface StoredEntry {
  readonly identifier: string;
  readonly position: number;
  readonly value: string;
  readonly gives: string;
  readonly valid_from: string;
  readonly valid_to: string;
}

/** Puts a whole set of definitions in the place of the one there is. */
export async function storeIdentifiers(writer: Writer, wanted: Identifiers): Promise<void> {
  await writer.run(
    sql`insert or replace into workspace_setting (key, value)
      values (${IDENTIFIERS_SETTING}, ${JSON.stringify(wanted)})`,
  );
  await writer.run(sql`delete from identifier_entry`);
  const rows = identifierEntries(wanted);
  await writer.run(
    sql`insert into identifier_entry
      select unnest(${rows.map(({ identifier }) => identifier)}),
        cast(unnest(${rows.map(({ position }) => String(position))}) as integer),
        unnest(${rows.map(({ value }) => value)}),
        unnest(${rows.map(({ gives }) => gives)}),
        unnest(${rows.map(({ valid_from }) => valid_from)}),
        unnest(${rows.map(({ valid_to }) => valid_to)})`,
  );
}

/** The definitions as the rows a charge's value is looked up in. */
export function identifierEntries(identifiers: Identifiers): StoredEntry[] {
  return Object.entries(identifiers).flatMap(([identifier, definition]) => {
    const aliases = Object.entries(definition?.aliases ?? {}).flatMap(([gives, others]) =>
      [gives, ...others].map((is) => ({ is, gives })),
    );
    return [
      ...(definition?.sources ?? []).flatMap(({ map = [] }, index) =>
        entriesAt(identifier, index + 1, map),
      ),
      ...entriesAt(identifier, ALIASES, aliases),
    ];
  });
}

function entriesAt(
  identifier: string,
  position: number,
  entries: readonly IdentifierEntry[],
): StoredEntry[] {
  const distinct = new Map(
    entries.map((entry) => [`${comparable(entry.is)}|${entry.from ?? EARLIEST}`, entry]),
  );
  return [...distinct.values()].map(({ is, gives, from, to }) => ({
    identifier,
    position,
    value: comparable(is),
    gives,
    valid_from: from ?? EARLIEST,
    valid_to: to ?? LATEST,
  }));
}
