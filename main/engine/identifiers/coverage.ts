import {
  IdentifierCoverage,
  INTERSECTIONS,
  PointCoverage,
} from "../../../shared/contract/identifiers.ts";
import { IDENTIFIERS } from "../../../shared/domain/identifier-names.ts";
import type { Reader } from "../database/database.ts";
import { statement } from "../database/sql.ts";
import bookCoverage from "../queries/book-coverage.sql?raw";
import { identifierCoverage } from "../queries/identifier-groups.ts";
import { readIdentifiers } from "../relations/build.ts";
import { identifierScope, type Month } from "./identifier-scope.ts";

const Row = IdentifierCoverage.omit({ isDefined: true });

/** Charges of a month with a value and all of them, by identifier and currency. */
export async function coverageOf(reader: Reader, month: Month): Promise<IdentifierCoverage[]> {
  const defined = await readIdentifiers(reader);
  const scope = await identifierScope(reader, month);
  const found = await reader.rows(Row, identifierCoverage(scope, defined));
  return IDENTIFIERS.flatMap((name) =>
    found
      .filter(({ identifier }) => identifier === name)
      .map((row) => ({ ...row, isDefined: defined[name] !== undefined })),
  );
}

/** The same of the month's books, each as far as it has a column for the identifier. */
export async function pointsOf(reader: Reader, { period }: Month): Promise<PointCoverage[]> {
  const found = await reader.rows(PointCoverage, statement(bookCoverage, { period }));
  return IDENTIFIERS.flatMap((name) =>
    INTERSECTIONS.flatMap((point) =>
      found.filter((row) => row.identifier === name && row.point === point),
    ),
  );
}
