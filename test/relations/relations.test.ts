import { expect, test } from "vitest";
import { z } from "zod";
import { statement } from "../../main/engine/database/sql.ts";
import { relations } from "../../main/engine/relations/index.ts";
import { openEngine } from "../support/open-engine.ts";
import { seedCharges } from "../support/seed.ts";

const Column = z.object({ relation: z.string(), name: z.string(), type: z.string() });
/** Bookkeeping of the engine itself: no relation a figure comes from. */
const HOUSEKEEPING = new Set([
  "operation",
  "migration",
  "audit_event",
  "workspace_setting",
  "saved_mapping",
  "billing_account_entity",
  "identifier_entry",
]);

async function columns(): Promise<z.infer<typeof Column>[]> {
  const { context } = await openEngine();
  await seedCharges(context, [{ billed_period: "2026-10", billed_cost: "1" }]);
  return context.database.read((reader) =>
    reader.rows(
      Column,
      statement(
        "select table_name as relation, column_name as name, data_type as type " +
          "from duckdb_columns() where not internal order by all",
      ),
    ),
  );
}

test("every relation that exists is listed, and every listed one exists", async () => {
  const exists = new Set((await columns()).map(({ relation }) => relation));
  const found = [...exists].filter(
    (name) => !HOUSEKEEPING.has(name) && !/^(charge|charges_of)_[0-9a-f]{16}$/.test(name),
  );
  expect(found.sort()).toEqual(relations.map(({ name }) => name).sort());
});

test("no relation has a floating-point column", async () => {
  const floats = (await columns()).filter(({ type }) => /double|float|real/i.test(type));
  expect(floats).toEqual([]);
});

test("a charge's entity is the workspace's until an account is mapped", async () => {
  const { context } = await openEngine();
  const row = { billed_period: "2026-10", billed_cost: "1" };
  await seedCharges(context, [row, { ...row, billing_account_id: "payer-2" }]);
  const entities = () =>
    context.database.read((reader) =>
      reader.rows(
        z.object({ account: z.string(), entity: z.string() }),
        statement("select billing_account_id as account, entity from charge order by account"),
      ),
    );
  const both = (one: string, two: string) => [
    { account: "payer-1", entity: one },
    { account: "payer-2", entity: two },
  ];
  expect(await entities()).toEqual(both("", ""));
  await context.change("set", ({ writer }) =>
    writer.run(statement("insert into workspace_setting values ('entity', 'Alpha')")),
  );
  expect(await entities()).toEqual(both("Alpha", "Alpha"));
  await context.change("map", ({ writer }) =>
    writer.run(
      statement("insert into billing_account_entity values ('payer-2', 'Beta', null, null)"),
    ),
  );
  expect(await entities()).toEqual(both("Alpha", "Beta"));
});

test("the charge view has the same columns and types with and without files", async () => {
  const { context } = await openEngine();
  const shape = () =>
    context.database.read((reader) =>
      reader.rows(
        z.object({ column_name: z.string(), column_type: z.string() }),
        statement("select column_name, column_type from (describe charge)"),
      ),
    );
  const before = await shape();
  await seedCharges(context, [{ billed_period: "2026-10" }]);
  expect(await shape()).toEqual(before);
});

test("a view over files depends on relations that exist", () => {
  const names = new Set(relations.map(({ name }) => name));
  const unknown = relations.flatMap(({ dependsOn }) => dependsOn.filter((one) => !names.has(one)));
  expect(unknown).toEqual([]);
  expect(relations.filter(({ grain }) => grain.trim() === "")).toEqual([]);
});
