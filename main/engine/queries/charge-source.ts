import { z } from "zod";
import type { CostBasis } from "../../../shared/domain/charge.ts";
import type { Condition } from "../../../shared/domain/condition.ts";
import type { Reader } from "../database/database.ts";
import { id, join, raw, type Statement, sql, statement } from "../database/sql.ts";
import { chargeViewName } from "../relations/charge-columns.ts";
import { rowValueSql } from "./attribute-sql.ts";
import { conditionSql } from "./condition-sql.ts";

/** Which charges a question is about. */
export interface ChargeScope {
  readonly periods: readonly string[];
  readonly basis: CostBasis;
  readonly currency?: string | undefined;
  readonly filters: readonly Condition[];
}

/** The active charge files in the order the grid shows them. */
export async function activeChargeFiles(reader: Reader): Promise<string[]> {
  const files = await reader.rows(
    z.object({ source_file_id: z.string() }),
    statement(
      "select source_file_id from source_file where is_active and dataset = 'charge' " +
        "order by imported_sequence, source_file_id",
    ),
  );
  return files.map(({ source_file_id }) => source_file_id);
}

/** One file's charges under the alias `f`: amounts as narrow as its table holds them. */
export function fileTable(sourceFileId: string): Statement {
  return sql`${id(chargeViewName(sourceFileId))} as f`;
}

/** The column that says which period a charge belongs to on a basis (billed, or the others). */
export function periodColumn(basis: CostBasis): Statement {
  return raw(basis === "billed" ? "f.billed_period" : "f.effective_period");
}

/** The scope as a condition over one file's table (alias `f`). */
export function scopeSql(scope: ChargeScope, sourceFileId: string): Statement {
  const periods = join(
    scope.periods.map((period) => sql`${period}`),
    ", ",
  );
  const tests = [sql`${periodColumn(scope.basis)} in (${periods})`];
  if (scope.currency !== undefined) {
    tests.push(sql`f.billing_currency = ${scope.currency}`);
  }
  for (const filter of scope.filters) {
    tests.push(conditionSql(filter, rowValueSql(filter.attribute, sourceFileId)));
  }
  return join(tests, " and ");
}

/** Which of the files hold a charge of the scope. */
export async function filesInScope(
  reader: Reader,
  files: readonly string[],
  scope: ChargeScope,
): Promise<string[]> {
  if (files.length === 0) {
    return [];
  }
  const branches = files.map(
    (file) => sql`select ${file} as file
      where exists (select 1 from ${fileTable(file)} where ${scopeSql(scope, file)})`,
  );
  const rows = await reader.rows(
    z.object({ file: z.string() }),
    sql`select file from (${join(branches, " union all ")}) as u order by file`,
  );
  return rows.map(({ file }) => file);
}

/** The currencies billed in a scope, by code. */
export async function scopeCurrencies(
  reader: Reader,
  files: readonly string[],
  scope: ChargeScope,
): Promise<string[]> {
  if (files.length === 0) {
    return [];
  }
  const branches = files.map(
    (file) =>
      sql`select distinct f.billing_currency as currency from ${fileTable(file)}
        where ${scopeSql(scope, file)}`,
  );
  const rows = await reader.rows(
    z.object({ currency: z.string() }),
    sql`select distinct currency from (${join(branches, " union all ")})
      where currency is not null order by currency`,
  );
  return rows.map(({ currency }) => currency);
}

/** The files that hold charges of a scope and the currencies those are billed in. */
export async function scopeContent(
  reader: Reader,
  scope: ChargeScope,
): Promise<{ readonly files: string[]; readonly currencies: string[] }> {
  const files = await filesInScope(reader, await activeChargeFiles(reader), scope);
  return { files, currencies: await scopeCurrencies(reader, files, scope) };
}
