import { setImmediate } from "node:timers/promises";
import fc from "fast-check";
import { expect, test, vi } from "vitest";
import { statement } from "../../main/engine/database/sql.ts";
import { type Engine, unwrap } from "../../main/engine/engine.ts";
import { batchesOf, batchOf } from "../support/case-batch.ts";
import { focusText } from "../support/focus-text.ts";
import { grantBytes, importText } from "../support/import-text.ts";
import { openEngine } from "../support/open-engine.ts";
import { workspaceState } from "../support/workspace-state.ts";

const costs = fc.array(fc.integer({ min: -1_000_000, max: 1_000_000 }), {
  minLength: 1,
  maxLength: 20,
});

function bill(values: readonly number[], salt: string): string {
  const tag = { BillingAccountId: salt };
  return focusText(values.map((value) => ({ ...tag, BilledCost: `${value}.25` })));
}

/** Files imported at once, each of its own billing account. */
const FILES = 25;
const CANCELS = 25;

interface Rows {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly unknown[])[];
}

/** Files of an import that was undone are removed by the writer's next turn. */
async function untilEqual(engine: Engine, before: Record<string, unknown>): Promise<void> {
  const isEqual = async () => expect(await workspaceState(engine)).toEqual(before);
  await vi.waitFor(isEqual, { timeout: 20_000 });
}

/** What a reader of charges can see. */
async function visible(engine: Engine): Promise<Rows> {
  return engine.context.database.read((reader) =>
    reader.table(statement("select * from charge order by all")),
  );
}

function without({ columns, rows }: Rows, gone: ReadonlySet<string>): Rows {
  const at = columns.indexOf("source_file_id");
  return { columns, rows: rows.filter((row) => !gone.has(String(row[at]))) };
}

async function withEngine(look: (engine: Engine) => Promise<void>): Promise<void> {
  const engine = await openEngine();
  try {
    unwrap(await importText(engine, bill([1, 2, 3], "kept")));
    await look(engine);
  } finally {
    await engine.close();
  }
}

test("import and withdraw is nothing, restore is the import again, twice is once", async () => {
  const property = fc.asyncProperty(batchOf(costs, FILES), (bills) =>
    withEngine(async (engine) => {
      const before = await visible(engine);
      const files = [];
      for (const [index, values] of bills.entries()) {
        files.push({ file: await grantBytes(engine, bill(values, `payer ${index}`)) });
      }
      const { files: first } = unwrap(await engine.runJob("import", { files }));
      const imported = await visible(engine);
      const { files: again } = unwrap(await engine.runJob("import", { files }));
      expect(new Set(again.map(({ outcome }) => outcome))).toEqual(new Set(["unchanged"]));
      expect(await visible(engine)).toEqual(imported);
      const gone = new Set<string>();
      for (const { sourceFileId } of first) {
        unwrap(await engine.client.workspace.withdraw({ sourceFileId }));
        gone.add(sourceFileId);
        expect(await visible(engine)).toEqual(without(imported, gone));
      }
      expect(await visible(engine)).toEqual(before);
      for (const { sourceFileId } of first) {
        unwrap(await engine.client.workspace.restore({ sourceFileId }));
        gone.delete(sourceFileId);
        expect(await visible(engine)).toEqual(without(imported, gone));
      }
    }),
  );
  await fc.assert(property, { numRuns: batchesOf(FILES) });
});

test("an import that is cancelled at any moment is whole or leaves no trace", async () => {
  const cancel = fc.record({
    ticks: fc.integer({ min: 0, max: 400 }),
    rows: fc.integer({ min: 1, max: 400 }),
    isRewritten: fc.boolean(),
  });
  let cancelled = 0;
  const property = fc.asyncProperty(batchOf(cancel, CANCELS), (cancels) =>
    withEngine(async (engine) => {
      for (const [index, { ticks, rows, isRewritten }] of cancels.entries()) {
        const before = await workspaceState(engine);
        const values = Array.from({ length: rows }, (_, row) => row);
        const text = bill(values, `payer ${index}`);
        const file = await grantBytes(engine, isRewritten ? text.replace("\n", "\r\n") : text);
        const { jobs } = engine.context;
        const jobId = jobs.start("import", { files: [{ file }] });
        for (let tick = 0; tick < ticks; tick += 1) {
          await setImmediate();
        }
        jobs.cancel(jobId);
        const result = await jobs.wait(jobId);
        if (result.ok) {
          continue;
        }
        cancelled += 1;
        expect(result.error.code).toBe("cancelled");
        await untilEqual(engine, before);
      }
    }),
  );
  await fc.assert(property, { numRuns: batchesOf(CANCELS) });
  expect(cancelled).toBeGreaterThan(0);
});

/** Stops a job when it announces a stage for the n-th time, or later inside the stage. */
async function cancelAt(engine: Engine, token: string, stage: number, later: boolean) {
  let seen = 0;
  const stop = engine.on((name, payload) => {
    if (name === "job-progress" && "jobId" in (payload as object)) {
      const { jobId } = payload as { jobId: string };
      if (seen === stage) {
        const cancel = (): void => engine.context.jobs.cancel(jobId);
        later ? void setImmediate().then(cancel) : cancel();
      }
      seen += 1;
    }
  });
  try {
    return await engine.runJob("import", { files: [{ file: token }] });
  } finally {
    stop();
  }
}

test.each([
  ["plain", (text: string) => text],
  ["record by record", (text: string) => text.replace("\n", "\r\n")],
])("a cancelled import leaves no trace (%s)", async (_way, write) => {
  const engine = await openEngine();
  unwrap(await importText(engine, bill([1, 2, 3], "kept")));
  const before = await workspaceState(engine);
  const rows = Array.from({ length: 3_000 }, (_, index) => index);
  for (const stage of [0, 1]) {
    for (const later of [false, true]) {
      const token = await grantBytes(engine, write(bill(rows, `payer ${stage} ${later}`)));
      const result = await cancelAt(engine, token, stage, later);
      expect(result).toMatchObject({ ok: false, error: { code: "cancelled" } });
      await untilEqual(engine, before);
    }
  }
});

test("a refused import leaves no trace", async () => {
  const engine = await openEngine();
  unwrap(await importText(engine, bill([1, 2, 3], "kept")));
  const before = await workspaceState(engine);
  const bad = `${bill([4, 5, 6], "payer")}1,2,3\n`;
  expect(await importText(engine, bad)).toMatchObject({ ok: false });
  expect(await workspaceState(engine)).toEqual(before);
});
