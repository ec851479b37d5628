import { stat, statfs } from "node:fs/promises";
import { dirname } from "node:path";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { fail, TieoutError } from "../../../shared/errors.ts";
import { diskFull, isDiskFull } from "./disk-full.ts";
import { type Reader, Session, type Writer } from "./session.ts";
import { id, type Statement, sql, statement } from "./sql.ts";

export type { Reader, Table, Writer } from "./session.ts";

export interface DatabaseOptions {
  /** The database file, or `:memory:`. */
  readonly path: string;
  readonly temporaryDirectory: string;
  /** The only folders DuckDB may read or write besides its own file. */
  readonly allowedDirectories: readonly string[];
  readonly memoryLimit: string;
  readonly threads: number;
}

const READERS = 3;

/** Above this size the write-ahead log is moved into the file after a write. */
const LOG_BYTES_MAX = 16_000_000;

/** The blocks a log becomes and the copies of those it changes stay below this. */
const LOG_ROOM_FACTOR = 3;

/** One database file: one writer behind a queue, a few readers. */
export class Database {
  private readonly instance: DuckDBInstance;
  private readonly writer: DuckDBConnection;
  private readonly idle: DuckDBConnection[];
  private readonly waiting: ((connection: DuckDBConnection) => void)[] = [];
  private writing: Promise<unknown> = Promise.resolve();

  private readonly path: string;

  private constructor(
    path: string,
    instance: DuckDBInstance,
    writer: DuckDBConnection,
    readers: DuckDBConnection[],
  ) {
    this.path = path;
    this.instance = instance;
    this.writer = writer;
    this.idle = readers;
  }

  static async open(options: DatabaseOptions): Promise<Database> {
    const instance = await DuckDBInstance.create(options.path, {
      threads: String(options.threads),
      memory_limit: options.memoryLimit,
      // A checkpoint that finds no room stops the database; it runs where room was looked for.
      wal_autocheckpoint: "1TB",
      // Newer compression of text: a billing month takes a quarter less time to store.
      storage_compatibility_version: "v1.5.0",
    });
    const writer = await instance.connect();
    for (const setting of lockdown(options)) {
      await writer.run(setting);
    }
    const readers: DuckDBConnection[] = [];
    for (let count = 0; count < READERS; count += 1) {
      readers.push(await instance.connect());
    }
    return new Database(options.path, instance, writer, readers);
  }

  /** Runs `work` on a reader connection of its own. */
  async read<T>(work: (reader: Reader) => Promise<T>, signal?: AbortSignal): Promise<T> {
    const connection = await this.borrow();
    try {
      return await interruptible(connection, signal, () => work(new Session(connection)));
    } catch (error) {
      throw asTieoutError(error, signal);
    } finally {
      this.giveBack(connection);
    }
  }

  /**
   * Runs `work` on a reader connection that may fill temporary tables; they are its own, nothing of
   * them is stored, and they end with it. No statement sees another's snapshot, so that one alone
   * may read stored tables.
   */
  async scratch<T>(work: (writer: Writer) => Promise<T>): Promise<T> {
    const connection = await this.borrow();
    try {
      return await work(new Session(connection));
    } catch (error) {
      throw asTieoutError(error, undefined);
    } finally {
      await dropTemporary(new Session(connection)).catch(() => undefined);
      this.giveBack(connection);
    }
  }

  /**
   * Runs `work` in one transaction, after every earlier one. Any failure rolls all of it back.
   * A canary runs before COMMIT, because COMMIT of an aborted transaction reports success, and
   * the operation's row is looked up after it.
   */
  async write<T>(
    operation: { readonly id: string; readonly kind: string },
    work: (writer: Writer) => Promise<T>,
    signal?: AbortSignal,
  ): Promise<T> {
    const turn = this.writing.then(() => this.withTx(operation, work, signal));
    this.writing = turn.catch(() => undefined);
    return turn;
  }

  private async withTx<T>(
    operation: { readonly id: string; readonly kind: string },
    work: (writer: Writer) => Promise<T>,
    signal: AbortSignal | undefined,
  ): Promise<T> {
    const { writer } = this;
    await writer.run("BEGIN TRANSACTION");
    let value: T;
    try {
      const session = new Session(writer);
      await session.run(insertOperation(operation));
      value = await interruptible(writer, signal, () => work(session));
      signal?.throwIfAborted();
      await writer.run("SELECT 1");
      await writer.run("COMMIT");
    } catch (error) {
      await writer.run("ROLLBACK").catch(() => undefined);
      throw asTieoutError(error, signal);
    }
    const landed = await new Session(writer).table(operationLanded(operation.id));
    if (landed.rows.length !== 1) {
      fail("internal", "The change was not stored.", "Repeat it; nothing was changed.");
    }
    if ((await this.logBytes()) > LOG_BYTES_MAX) {
      await this.moveLog();
    }
    return value;
  }

  /** Creates the two tables every other write relies on. */
  async bootstrap(): Promise<void> {
    const { writer } = this;
    await writer.run(
      "create table if not exists operation (operation_id varchar primary key, kind varchar)",
    );
    await writer.run("create table if not exists migration (name varchar primary key)");
  }

  /**
   * Moves the write-ahead log into the file; called after imports, migrations and on close. Without
   * room for it the log stays where it is: what was committed is as safe there.
   */
  async checkpoint(): Promise<void> {
    const turn = this.writing.then(() => this.moveLog());
    this.writing = turn;
    await turn;
  }

  private async moveLog(): Promise<void> {
    const bytes = await this.logBytes();
    if (bytes > 0) {
      const { bavail, bsize } = await statfs(dirname(this.path));
      if (bavail * bsize < bytes * LOG_ROOM_FACTOR) {
        return;
      }
    }
    // A failure stops the database, and the next statement says so; the log keeps everything.
    await this.writer.run("CHECKPOINT").catch(() => undefined);
  }

  private async logBytes(): Promise<number> {
    return stat(`${this.path}.wal`).then(
      ({ size }) => size,
      () => 0,
    );
  }

  async close(): Promise<void> {
    await this.writing;
    for (const connection of this.idle) {
      connection.closeSync();
    }
    this.writer.closeSync();
    this.instance.closeSync();
  }

  private async borrow(): Promise<DuckDBConnection> {
    const connection = this.idle.pop();
    if (connection !== undefined) {
      return connection;
    }
    return new Promise((resolve) => this.waiting.push(resolve));
  }

  private giveBack(connection: DuckDBConnection): void {
    const next = this.waiting.shift();
    if (next === undefined) {
      this.idle.push(connection);
    } else {
      next(connection);
    }
  }
}

function lockdown(options: DatabaseOptions): string[] {
  const quote = (text: string): string => `'${text.replaceAll("'", "''")}'`;
  const directories = options.allowedDirectories.map(quote).join(", ");
  return [
    "set autoinstall_known_extensions = false",
    "set autoload_known_extensions = false",
    "set allow_community_extensions = false",
    "set allow_persistent_secrets = false",
    "set TimeZone = 'UTC'",
    "set default_null_order = 'nulls_last'",
    "set preserve_insertion_order = true",
    `set temp_directory = ${quote(options.temporaryDirectory)}`,
    `set allowed_directories = [${directories}]`,
    "set enable_external_access = false",
    "set lock_configuration = true",
  ];
}

function insertOperation(operation: { readonly id: string; readonly kind: string }): Statement {
  return {
    text: "insert into operation (operation_id, kind) values ($id, $kind)",
    parameters: { id: operation.id, kind: operation.kind },
  };
}

function operationLanded(id: string): Statement {
  return { text: "select 1 from operation where operation_id = $id", parameters: { id } };
}

async function interruptible<T>(
  connection: DuckDBConnection,
  signal: AbortSignal | undefined,
  work: () => Promise<T>,
): Promise<T> {
  signal?.throwIfAborted();
  const interrupt = (): void => connection.interrupt();
  signal?.addEventListener("abort", interrupt);
  try {
    return await work();
  } finally {
    signal?.removeEventListener("abort", interrupt);
  }
}

function asTieoutError(error: unknown, signal: AbortSignal | undefined): unknown {
  if (error instanceof TieoutError) {
    return error;
  }
  if (signal?.aborted === true) {
    return new TieoutError({
      code: "cancelled",
      message: "The work was cancelled.",
      remedy: "Nothing was changed; start it again when you are ready.",
    });
  }
  if (isDiskFull(error)) {
    return diskFull();
  }
  if (error instanceof Error && /database has been invalidated/i.test(error.message)) {
    return new TieoutError({
      code: "disk-full",
      message: "The workspace's file could not be written any more, so its database stopped.",
      remedy: "Free space on its disk, then close and open the workspace; what was stored is kept.",
    });
  }
  return error;
}

/** They count towards the memory limit for as long as their connection lives. */
async function dropTemporary(session: Session): Promise<void> {
  const { rows } = await session.table(
    statement("select table_name from duckdb_tables() where temporary order by table_name"),
  );
  for (const [name] of rows) {
    await session.run(sql`drop table temp.${id(String(name))}`);
  }
}
