import fc from "fast-check";
import { expect, test, vi } from "vitest";
import { type Engine, unwrap } from "../../main/engine/engine.ts";
import { focusText } from "../support/focus-text.ts";
import { grantBytes, importText } from "../support/import-text.ts";
import { lawRuns } from "../support/law-runs.ts";
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

/** What a reader of charges can see. */
async function visible(engine: Engine): Promise<unknown> {
  const state = await workspaceState(engine);
  return state["charge"];
}

test("import and withdraw is nothing, and restore is the import again", async () => {
  const engine = await openEngine();
  unwrap(await importText(engine, bill([1, 2, 3], "kept")));
  const before = await visible(engine);
  const property = fc.asyncProperty(costs, fc.integer(), async (values, salt) => {
    const { files } = unwrap(await importText(engine, bill(values, `payer ${salt}`)));
    const sourceFileId = files[0]?.sourceFileId ?? "";
    const imported = await visible(engine);
    expect(imported).not.toEqual(before);
    unwrap(await engine.client.workspace.withdraw({ sourceFileId }));
    expect(await visible(engine)).toEqual(before);
    unwrap(await engine.client.workspace.restore({ sourceFileId }));
    expect(await visible(engine)).toEqual(imported);
    unwrap(await engine.client.workspace.withdraw({ sourceFileId }));
  });
  await fc.assert(property, { numRuns: Math.max(5, Math.floor(lawRuns / 50)) });
});

/** Stops a job when it announces a stage for the n-th time, or later inside the stage. */
async function cancelAt(engine: Engine, token: string, stage: number, later: boolean) {
  let seen = 0;
  const stop = engine.on((name, payload) => {
    if (name === "job-progress" && "jobId" in (payload as object)) {
      const { jobId } = payload as { jobId: string };
      if (seen === stage) {
        const cancel = (): void => engine.context.jobs.cancel(jobId);
        later ? setImmediate(cancel) : cancel();
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
      await vi.waitFor(async () => expect(await workspaceState(engine)).toEqual(before));
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
