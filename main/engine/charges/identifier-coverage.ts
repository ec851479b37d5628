import type { z } from "zod";
import type { Handlers } from "../../../shared/contract/define.ts";
import type { Contract } from "../../../shared/contract/index.ts";
import { IdentifierCoverage } from "../../../shared/contract/sources.ts";
import type { CostBasis } from "../../../shared/domain/charge.ts";
import type { EngineContext } from "../context.ts";
import type { Reader } from "../database/database.ts";
import { identifierCoverage } from "../queries/identifier-coverage.ts";
import { readIdentifiers } from "../relations/build.ts";

export const identifierHandlers: Pick<Handlers<Contract, EngineContext>["sources"], "identifiers"> =
  {
    identifiers: ({ database }, { period, basis }) =>
      database.read(async (reader) => ({ coverage: await coverageOf(reader, period, basis) })),
  };

const Row = IdentifierCoverage.omit({ isDefined: true });

/** Charges of a month with a value and all of them, by identifier and currency. */
async function coverageOf(
  reader: Reader,
  period: string,
  basis: CostBasis,
): Promise<z.infer<typeof IdentifierCoverage>[]> {
  const defined = await readIdentifiers(reader);
  const found = await reader.rows(Row, identifierCoverage(period, basis));
  return found.map((row) => ({ ...row, isDefined: defined[row.identifier] !== undefined }));
}
