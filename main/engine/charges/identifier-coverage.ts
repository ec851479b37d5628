import type { z } from "zod";
import type { Handlers } from "../../../shared/contract/define.ts";
import type { Contract } from "../../../shared/contract/index.ts";
import { IdentifierCoverage } from "../../../shared/contract/sources.ts";
import { BASIS_COLUMN, type CostBasis } from "../../../shared/domain/charge.ts";
import { IDENTIFIERS, type IdentifierName } from "../../../shared/domain/identifier-names.ts";
import type { EngineContext } from "../context.ts";
import type { Reader } from "../database/database.ts";
import { id, join, raw, type Statement, sql } from "../database/sql.ts";
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
  const found = await reader.rows(Row, coverageQuery(period, basis));
  return found.map((row) => ({ ...row, isDefined: defined[row.identifier] !== undefined }));
}

function coverageQuery(period: string, basis: CostBasis): Statement {
  const cost = id(BASIS_COLUMN[basis]);
  const month = raw(basis === "billed" ? "billed_period" : "effective_period");
  const branch = (name: IdentifierName, index: number): Statement =>
    sql`select ${index} as place, ${name} as identifier, billing_currency as currency,
      count(*) as charges, count(${id(name)}) as found, count(distinct ${id(name)}) as values,
      coalesce(sum(${cost}), 0) as amount,
      coalesce(sum(${cost}) filter (where ${id(name)} is not null), 0) as "foundAmount"
    from charge where ${month} = ${period} group by billing_currency`;
  return sql`select identifier, currency, charges, found, "values", amount, "foundAmount"
    from (${join(IDENTIFIERS.map(branch), " union all ")}) as coverage
    order by place, currency`;
}
