import { z } from "zod";
import { fail } from "../../../shared/errors.ts";
import type { Database, Writer } from "./database.ts";
import initial from "./migrations/0001-initial.sql?raw";
import allocation from "./migrations/0002-allocation.sql?raw";
import reconciliation from "./migrations/0003-reconciliation.sql?raw";
import variance from "./migrations/0004-variance.sql?raw";
import runInput from "./migrations/0005-run-input.sql?raw";
import focusDatasets from "./migrations/0006-focus-datasets.sql?raw";
import savedLayout from "./migrations/0007-saved-layout.sql?raw";
import referenceData from "./migrations/0008-reference-data.sql?raw";
import identifiers from "./migrations/0009-identifiers.sql?raw";
import quality from "./migrations/0010-quality.sql?raw";
import fiscalCalendar from "./migrations/0011-fiscal-calendar.sql?raw";
import names from "./migrations/0012-names.sql?raw";
import { statement } from "./sql.ts";

/** Every migration in order; a released one is never edited. */
export const MIGRATIONS: readonly { readonly name: string; readonly text: string }[] = [
  { name: "0001-initial", text: initial },
  { name: "0002-allocation", text: allocation },
  { name: "0003-reconciliation", text: reconciliation },
  { name: "0004-variance", text: variance },
  { name: "0005-run-input", text: runInput },
  { name: "0006-focus-datasets", text: focusDatasets },
  { name: "0007-saved-layout", text: savedLayout },
  { name: "0008-reference-data", text: referenceData },
  { name: "0009-identifiers", text: identifiers },
  { name: "0010-quality", text: quality },
  { name: "0011-fiscal-calendar", text: fiscalCalendar },
  { name: "0012-names", text: names },
];

/** Brings the workspace to this version's shape, one transaction per migration. */
export async function migrate(database: Database): Promise<void> {
  await database.bootstrap();
  const applied = await database.read((reader) =>
    reader.rows(z.object({ name: z.string() }), statement("select name from migration")),
  );
  const known = new Set(MIGRATIONS.map(({ name }) => name));
  const unknown = applied.find(({ name }) => !known.has(name));
  if (unknown !== undefined) {
    fail(
      "workspace-from-newer-version",
      `This workspace holds the change "${unknown.name}", which this version does not know.`,
      "Open it with the newer version of Tieout that last used it.",
    );
  }
  const done = new Set(applied.map(({ name }) => name));
  for (const { name, text } of MIGRATIONS) {
    if (!done.has(name)) {
      await database.write({ id: `migration:${name}`, kind: "migration" }, (writer) =>
        applyMigration(writer, name, text),
      );
    }
  }
  await database.checkpoint();
}

async function applyMigration(writer: Writer, name: string, text: string): Promise<void> {
  for (const part of text.split(/;\s*$/m)) {
    if (part.trim() !== "") {
      await writer.run(statement(part));
    }
  }
  await writer.run(statement("insert into migration (name) values ($name)", { name }));
}
