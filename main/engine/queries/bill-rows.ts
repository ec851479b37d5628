import type { Parameter, Statement } from "../database/sql.ts";
import { id, raw, sql, statement } from "../database/sql.ts";
import {
  CHARGE_DERIVED_COLUMNS,
  CHARGE_FILE_COLUMNS,
  chargeViewName,
  STORED_TYPE,
} from "../relations/charge-columns.ts";

/** One charge file of a question, with the columns it has itself. */
export interface BillFile {
  readonly id: string;
  readonly columns: ReadonlySet<string>;
}

/**
 * A question over the charges of chosen files as the relation `bill`: every stored column, the
 * file, the row and `whole_row`, a hash of all that a row says. `found` is the text of a relation
 * over it, which the question reads under that name; null where it reads the bills alone.
 */
export function overBills(
  files: readonly BillFile[],
  found: { readonly name: string; readonly text: string } | null,
  question: string,
  parameters: Readonly<Record<string, Parameter>>,
): Statement {
  const named = found === null ? "" : `,\n${found.name} as materialized (\n${found.text}\n)`;
  const branches = files.length === 0 ? [billBranch(null)] : files.map(billBranch);
  return statement(
    // Unread columns cost nothing where the union is part of each question.
    `with bill as not materialized (\n${branches.join("\nunion all\n")}\n)${named}\n${question}`,
    parameters,
  );
}

function billBranch(file: BillFile | null): string {
  const has = (name: string): boolean => file?.columns.has(name) === true;
  const columns = CHARGE_FILE_COLUMNS.map(({ name, kind }) =>
    has(name)
      ? `cast(f.${name} as ${STORED_TYPE[kind]}) as ${name}`
      : `cast(null as ${STORED_TYPE[kind]}) as ${name}`,
  );
  const derived = CHARGE_DERIVED_COLUMNS.map(({ name, type }) =>
    has(name) ? `f.${name}` : `cast(null as ${type}) as ${name}`,
  );
  const said = [...CHARGE_FILE_COLUMNS, ...CHARGE_DERIVED_COLUMNS]
    .filter(({ name }) => has(name))
    .map(({ name }) => `f.${name}`);
  const row = said.length === 0 ? "cast(0 as ubigint)" : `hash(${said.join(", ")})`;
  const place =
    file === null
      ? "cast(null as varchar) as source_file_id, cast(null as bigint) as row_index"
      : `'${file.id}' as source_file_id, f.rowid as row_index`;
  const from = file === null ? "where false" : `from ${viewOf(file.id)} as f`;
  return `select ${place}, ${[...columns, ...derived].join(", ")}, ${row} as whole_row ${from}`;
}

function viewOf(file: string): string {
  return sql`${id(chargeViewName(file))}`.text;
}

/** Text that no file is spliced into, for questions over tables alone. */
export function overFound(
  found: { readonly name: string; readonly text: string },
  question: string,
  parameters: Readonly<Record<string, Parameter>>,
): Statement {
  return {
    ...raw(`with ${found.name} as materialized (\n${found.text}\n)\n${question}`),
    parameters,
  };
}
