import type { CostBasis } from "../../../shared/domain/charge.ts";
import type { Reader } from "../database/database.ts";
import { activeChargeFiles, filesInScope } from "../queries/charge-source.ts";
import type { IdentifierScope } from "../queries/identifier-groups.ts";
import { presentColumns } from "../relations/build.ts";
import { chargeTableName } from "../relations/charge-columns.ts";

const NONE: ReadonlySet<string> = new Set();

export interface Month {
  readonly period: string;
  readonly basis: CostBasis;
}

/** The files that hold charges of a month, with the columns each has of its own. */
export async function identifierScope(reader: Reader, month: Month): Promise<IdentifierScope> {
  const { period, basis } = month;
  const scope = { periods: [period], basis, filters: [] };
  const ids = await filesInScope(reader, await activeChargeFiles(reader), scope);
  const columns = await presentColumns(reader);
  const files = ids.map((id) => ({ id, columns: columns.get(chargeTableName(id)) ?? NONE }));
  return { files, period, basis };
}
