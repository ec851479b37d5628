import { afterEach, expect, test } from "vitest";
import { createEngine, type Engine, unwrap } from "../../../main/engine/engine.ts";

const engines: Engine[] = [];
afterEach(async () => {
  await Promise.all(engines.splice(0).map((engine) => engine.close()));
});

async function open(): Promise<Engine> {
  const engine = await createEngine();
  engines.push(engine);
  return engine;
}

test("a question outside the contract is refused by name", async () => {
  const engine = await open();
  const result = await engine.call("charges.drop", {});
  expect(result).toMatchObject({ ok: false, error: { code: "not-in-contract" } });
});

test("an unknown key is refused with its name", async () => {
  const engine = await open();
  const result = await engine.call("jobs.cancel", { jobId: "job-1", force: true });
  expect(result).toMatchObject({ ok: false, error: { code: "usage" } });
});

test("a new workspace has no jobs", async () => {
  const engine = await open();
  expect(unwrap(await engine.client.jobs.list({}))).toEqual({ jobs: [] });
});
