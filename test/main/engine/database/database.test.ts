import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { Database, type Writer } from "../../../../main/engine/database/database.ts";
import { sql, statement } from "../../../../main/engine/database/sql.ts";

let folder: string;
let database: Database;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "tieout-database-"));
  database = await Database.open({
    path: join(folder, "w.duckdb"),
    temporaryDirectory: join(folder, "temporary"),
    allowedDirectories: [`${folder}/inside/`],
    memoryLimit: "200MB",
    threads: 2,
  });
  await database.bootstrap();
  await database.write({ id: "setup", kind: "setup" }, async (writer) => {
    await writer.run(statement("create table fact (n integer primary key, amount decimal(38, 2))"));
    await writer.run(statement("insert into fact values (1, 10.00)"));
  });
});

afterEach(async () => {
  await database.close();
  rmSync(folder, { recursive: true, force: true });
});

const FAILURES: readonly (readonly [string, string])[] = [
  ["conversion", "insert into fact select cast('x' as integer), 0"],
  ["constraint", "insert into fact values (1, 0)"],
  ["overflow", "insert into fact values (8, 99999999999999999999999999999999999999)"],
  ["error()", "insert into fact select 9, error('refused')"],
  ["parser", "insert insert"],
  ["binder", "select nothing from fact"],
];

async function facts(): Promise<string> {
  const [row] = await database.read((reader) =>
    reader.rows(
      z.object({ facts: z.string() }),
      statement("select string_agg(n || '=' || amount, ',' order by n) as facts from fact"),
    ),
  );
  return row?.facts ?? "";
}

describe.each(FAILURES)("a %s failure", (kind, failing) => {
  test.each([0, 1, 2, 3, 4])("at position %i of a transaction undoes all of it", async (place) => {
    const work = async (writer: Writer): Promise<void> => {
      for (let step = 0; step < 5; step += 1) {
        const text = step === place ? failing : `insert into fact values (${step + 20}, 1.00)`;
        await writer.run(statement(text));
      }
    };
    await expect(database.write({ id: `${kind}-${place}`, kind }, work)).rejects.toThrow();
    expect(await facts()).toBe("1=10.00");
  });

  test("that the work swallows still cannot be committed in part", async () => {
    const work = async (writer: Writer): Promise<void> => {
      await writer.run(statement("insert into fact values (30, 1.00)"));
      await writer.run(statement(failing)).catch(() => undefined);
    };
    const isHarmless = kind === "parser" || kind === "binder";
    const written = database.write({ id: `swallowed-${kind}`, kind }, work);
    await (isHarmless ? written : expect(written).rejects.toThrow());
    expect(await facts()).toBe(isHarmless ? "1=10.00,30=1.00" : "1=10.00");
  });
});

test("a reader sees nothing of a transaction in progress", async () => {
  await database.write({ id: "open", kind: "test" }, async (writer) => {
    await writer.run(statement("insert into fact values (2, 5.00)"));
    expect(await facts()).toBe("1=10.00");
  });
  expect(await facts()).toBe("1=10.00,2=5.00");
});

test("cancelling interrupts a long statement and leaves nothing behind", async () => {
  const abort = new AbortController();
  const written = database.write(
    { id: "long", kind: "test" },
    async (writer) => {
      await writer.run(statement("insert into fact values (3, 1.00)"));
      setTimeout(() => abort.abort(), 50);
      await writer.run(
        statement(
          "create table big as select hash(a.range, b.range) as h " +
            "from range(100000) a, range(100000) b",
        ),
      );
    },
    abort.signal,
  );
  await expect(written).rejects.toMatchObject({ shape: { code: "cancelled" } });
  expect(await facts()).toBe("1=10.00");
});

const OUTSIDE: readonly string[] = [
  "select * from read_csv('/etc/passwd', columns = {'a': 'varchar'})",
  "select * from read_text('$FOLDER/secret.txt')",
  "select * from read_text('$FOLDER/inside/../secret.txt')",
  "select * from glob('/etc/*')",
  "copy fact to '$FOLDER/out.csv'",
  "attach '$FOLDER/other.duckdb' as other",
  "export database '$FOLDER/dump'",
  "install excel",
  "load excel",
  "install 'https://example.com/x.duckdb_extension'",
  "select * from read_csv('https://example.com/a.csv')",
  "set enable_external_access = true",
  "set threads = 1",
  "set lock_configuration = false",
  "create secret s (type s3)",
];

test.each(OUTSIDE)("the database refuses: %s", async (text) => {
  writeFileSync(join(folder, "secret.txt"), "secret");
  const refused = database.write({ id: text, kind: "test" }, (writer) =>
    writer.run(statement(text.replaceAll("$FOLDER", folder))),
  );
  await expect(refused).rejects.toThrow();
});

test("two statements in one text are refused", async () => {
  const both = database.read((reader) => reader.table(statement("select 1; select 2")));
  await expect(both).rejects.toThrow("expected one statement, found 2");
});

test("a floating-point column is refused, decimals come back exactly", async () => {
  const read = (text: string) => database.read((reader) => reader.table(statement(text)));
  await expect(read("select 0.1::double")).rejects.toThrow("floating-point");
  const { rows } = await read(
    "select '12345678901234567890123456.000000000001'::decimal(38, 12), " +
      "'170141183460469231731687303715884105727'::hugeint, 7::bigint, date '2026-10-31', " +
      "timestamp '2026-10-31 01:02:03', true, ['a', null]",
  );
  expect(rows).toEqual([
    [
      "12345678901234567890123456.000000000001",
      "170141183460469231731687303715884105727",
      7,
      "2026-10-31",
      "2026-10-31T01:02:03",
      true,
      ["a", null],
    ],
  ]);
});

const lists: readonly { list: readonly string[] }[] = [
  { list: [] },
  { list: ["a"] },
  { list: ["a", "b"] },
];

test.each(lists)("the list $list is bound as one", async ({ list }) => {
  const { rows } = await database.read((reader) =>
    reader.table(sql`select len(${list}), list_contains(${list}, 'b'), count(*) from (
      select unnest(${list}) as part)`),
  );
  expect(rows).toEqual([[list.length, list.includes("b"), list.length]]);
});

test("eight readers and one writer never collide", async () => {
  const reads = Array.from({ length: 200 }, () => facts());
  const writes = Array.from({ length: 40 }, (_, index) =>
    database.write({ id: `w-${index}`, kind: "test" }, (writer) =>
      writer.run(statement(`insert into fact values (${index + 100}, 1.00)`)),
    ),
  );
  await Promise.all([...reads, ...writes]);
  expect((await facts()).split(",")).toHaveLength(41);
});

test("a scratch fills temporary tables that nobody else sees, and stores nothing", async () => {
  const Count = z.object({ n: z.number() });
  const found = await database.scratch(async (writer) => {
    await writer.run(
      statement("create or replace temp table draft as select n + 1 as n from fact"),
    );
    return writer.one(Count, statement("select n from draft"));
  });
  expect(found).toEqual({ n: 2 });
  const left = () =>
    database.scratch((writer) =>
      writer.one(
        Count,
        statement("select cast(count(*) as integer) as n from duckdb_tables() where temporary"),
      ),
    );
  for (const connection of [1, 2, 3, 4]) {
    expect({ connection, ...(await left()) }).toEqual({ connection, n: 0 });
  }
  const tables = statement("select cast(count(*) as integer) as n from draft");
  await expect(
    database.write({ id: "look", kind: "look" }, (writer) => writer.one(Count, tables)),
  ).rejects.toThrow(/draft/);
  await expect(
    database.scratch((writer) => writer.run(statement("select nothing from fact"))),
  ).rejects.toThrow(/nothing/);
  expect(await facts()).toBe("1=10.00");
});
