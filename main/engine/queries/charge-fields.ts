import type { Reader } from "../database/database.ts";
import { raw, sql } from "../database/sql.ts";
import { CHARGE_CLASSES } from "../relations/charge-classes.ts";
import { CHARGE_DERIVED_COLUMNS, CHARGE_FILE_COLUMNS } from "../relations/charge-columns.ts";
import { fileTable } from "./charge-source.ts";

export interface ChargeField {
  readonly name: string;
  readonly value: string | null;
}

const COLUMNS = [...CHARGE_FILE_COLUMNS, ...CHARGE_DERIVED_COLUMNS, ...CHARGE_CLASSES].map(
  ({ name }) => name,
);

/** Every field of the charge in one row of a file's table; null where there is no such row. */
export async function chargeFields(
  reader: Reader,
  sourceFileId: string,
  rowIndex: number,
): Promise<ChargeField[] | null> {
  const columns = raw(COLUMNS.map((name) => `f.${name}`).join(", "));
  const { rows } = await reader.table(
    sql`select ${columns} from ${fileTable(sourceFileId)} where f.rowid = ${rowIndex}`,
  );
  const [row] = rows;
  return row === undefined
    ? null
    : COLUMNS.map((name, index) => {
        const value = row[index] ?? null;
        return { name, value: value === null ? null : String(value) };
      });
}
