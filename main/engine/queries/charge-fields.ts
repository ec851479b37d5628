import type { Reader } from "../database/database.ts";
import { raw, sql } from "../database/sql.ts";
import { CUT_COLUMNS } from "../relations/calendar/placed-charges.ts";
import { CHARGE_CLASSES } from "../relations/charge-classes.ts";
import { CHARGE_DERIVED_COLUMNS, CHARGE_FILE_COLUMNS } from "../relations/charge-columns.ts";
import { fileTable } from "./charge-source.ts";

export interface ChargeField {
  readonly name: string;
  readonly value: string | null;
}

const CUT: ReadonlySet<string> = new Set(CUT_COLUMNS);
const COLUMNS = [...CHARGE_FILE_COLUMNS, ...CHARGE_DERIVED_COLUMNS, ...CHARGE_CLASSES].map(
  ({ name }) => name,
);

/** A charge that the calendar cut is whole again where it is shown as its row. */
function whole(name: string): string {
  return CUT.has(name) ? `sum(f.${name})` : `min(f.${name})`;
}

/** Every field of the charge in one row of a file's table; null where there is no such row. */
export async function chargeFields(
  reader: Reader,
  sourceFileId: string,
  rowIndex: number,
): Promise<ChargeField[] | null> {
  const columns = raw(COLUMNS.map((name) => `${whole(name)} as ${name}`).join(", "));
  const { rows } = await reader.table(
    sql`select ${columns} from ${fileTable(sourceFileId)} where f.rowid = ${rowIndex}
      having count(*) > 0`,
  );
  const [row] = rows;
  return row === undefined
    ? null
    : COLUMNS.map((name, index) => {
        const value = row[index] ?? null;
        return { name, value: value === null ? null : String(value) };
      });
}
