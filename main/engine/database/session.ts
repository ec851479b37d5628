import {
  type DuckDBConnection,
  type DuckDBResult,
  type DuckDBType,
  type DuckDBValue,
  LIST,
  listValue,
  VARCHAR,
} from "@duckdb/node-api";
import type { z } from "zod";
import { type RowValue, readValue } from "./read-value.ts";
import type { Parameter, Statement } from "./sql.ts";

export interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly RowValue[])[];
}

/** Reads; never begins a transaction, because a checkpoint fails beside one. */
export interface Reader {
  /** Rows as objects, each parsed by `schema`. */
  rows<T>(schema: z.ZodType<T>, statement: Statement): Promise<T[]>;
  /** Exactly one row; anything else is a defect. */
  one<T>(schema: z.ZodType<T>, statement: Statement): Promise<T>;
  /** Rows as arrays, in column order. */
  table(statement: Statement): Promise<Table>;
  /** Rows as arrays, a chunk at a time, for results too large to hold. */
  stream(statement: Statement): AsyncIterable<readonly (readonly RowValue[])[]>;
}

/** Writes; only handed out inside a transaction. */
export interface Writer extends Reader {
  readonly canWrite: true;
  /** Runs one statement; gives the number of rows changed. */
  run(statement: Statement): Promise<number>;
}

/** Statements on one connection. */
export class Session implements Writer {
  readonly canWrite = true;
  private readonly connection: DuckDBConnection;

  constructor(connection: DuckDBConnection) {
    this.connection = connection;
  }

  async run(statement: Statement): Promise<number> {
    const result = await this.execute(statement, false);
    return result.rowsChanged;
  }

  async table(statement: Statement): Promise<Table> {
    const rows: (readonly RowValue[])[] = [];
    const result = await this.execute(statement, false);
    for await (const chunk of plainRows(result)) {
      rows.push(...chunk);
    }
    return { columns: result.columnNames(), rows };
  }

  async rows<T>(schema: z.ZodType<T>, statement: Statement): Promise<T[]> {
    const { columns, rows } = await this.table(statement);
    return rows.map((row) =>
      schema.parse(Object.fromEntries(columns.map((name, index) => [name, row[index] ?? null]))),
    );
  }

  async one<T>(schema: z.ZodType<T>, statement: Statement): Promise<T> {
    const rows = await this.rows(schema, statement);
    const [first] = rows;
    if (first === undefined || rows.length !== 1) {
      throw new Error(`expected one row, found ${rows.length}: ${statement.text}`);
    }
    return first;
  }

  async *stream(statement: Statement): AsyncIterable<readonly (readonly RowValue[])[]> {
    yield* plainRows(await this.execute(statement, true));
  }

  private async execute({ text, parameters }: Statement, isStream: boolean): Promise<DuckDBResult> {
    const extracted = await this.connection.extractStatements(text);
    if (extracted.count !== 1) {
      throw new Error(`expected one statement, found ${extracted.count}: ${text}`);
    }
    const prepared = await extracted.prepare(0);
    try {
      prepared.bind(bindable(parameters), listTypes(parameters));
      return isStream ? await prepared.stream() : await prepared.run();
    } finally {
      if (!isStream) {
        prepared.destroySync();
      }
    }
  }
}

function bindable(parameters: Readonly<Record<string, Parameter>>): Record<string, DuckDBValue> {
  const bound: Record<string, DuckDBValue> = {};
  for (const [name, value] of Object.entries(parameters)) {
    bound[name] = typeof value === "object" && value !== null ? listValue(value) : value;
  }
  return bound;
}

/** A list says its type itself, because an empty one shows none. */
function listTypes(
  parameters: Readonly<Record<string, Parameter>>,
): Record<string, DuckDBType | undefined> {
  return Object.fromEntries(
    Object.entries(parameters).map(([name, value]) => [
      name,
      Array.isArray(value) ? LIST(VARCHAR) : undefined,
    ]),
  );
}

async function* plainRows(result: DuckDBResult): AsyncIterable<readonly (readonly RowValue[])[]> {
  const types = result.columnTypes();
  for await (const chunk of result) {
    yield chunk.getRows().map((row) =>
      row.map((value, column) => {
        const type = types[column];
        return type === undefined ? null : readValue(value, type);
      }),
    );
  }
}
