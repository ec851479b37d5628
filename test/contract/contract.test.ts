import { readdirSync, readFileSync } from "node:fs";
import { mkdtemp, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { createEngine, type Engine, unwrap } from "../../main/engine/engine.ts";
import { contract } from "../../shared/contract/index.ts";
import { JobKindName, jobContract } from "../../shared/contract/jobs.ts";
import type { Result } from "../../shared/errors.ts";
import { withTokens } from "../support/file-tokens.ts";
import { focusText } from "../support/focus-text.ts";
import { standingClock } from "../support/open-engine.ts";
import { seedClose } from "../support/seed-close.ts";

/** A file with the question alone is enough; `npm run golden:accept` adds the answer. */
const Golden = z.strictObject({ input: z.unknown(), output: z.unknown() });

interface Asked {
  readonly name: string;
  readonly input: z.ZodType;
  readonly output: z.ZodType;
}

const calls: readonly Asked[] = Object.entries(contract).flatMap(([area, methods]) =>
  Object.entries(methods).map(([method, { input, output }]) => ({
    name: `${area}.${method}`,
    input,
    output,
  })),
);
const jobs: readonly Asked[] = Object.entries(jobContract).map(([kind, { input, output }]) => ({
  name: `job.${kind}`,
  input,
  output,
}));

/** Before the standing clock, in seconds: a file of a watched folder that rests. */
const LONG_AGO = 1_700_000_000;

/** One closed month for all; calls are asked in the order the contract lists them. */
let engine: Engine;
let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "tieout-contract-"));
  await writeFile(join(folder, "bill.csv"), focusText([{ BilledCost: "7.5" }, {}]));
  await utimes(join(folder, "bill.csv"), LONG_AGO, LONG_AGO);
  engine = await createEngine({ clock: standingClock, actor: "tester" });
  await seedClose(engine);
});
afterAll(async () => {
  await engine.close();
  await rm(folder, { recursive: true, force: true });
});

const goldenPath = (name: string): string => join(import.meta.dirname, `${name}.json`);

function readGolden({ name }: Asked): z.output<typeof Golden> {
  return Golden.parse(JSON.parse(readFileSync(goldenPath(name), "utf8")));
}

async function ask({ name }: Asked, input: unknown): Promise<Result<unknown>> {
  const content = withTokens(input, { engine, folder });
  const [area, kind] = name.split(".");
  return area === "job"
    ? engine.runJob(JobKindName.parse(kind), content as never)
    : engine.call(name, content);
}

/** The audit chain seals the process and the order of its operations, and tokens are random. */
function withoutChain(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (key, inner: unknown) =>
      /^(hash|head|chainHead|token)$/.test(key) ? "of this run" : inner,
    ),
  );
}

describe.each([...calls, ...jobs])("$name", (asked) => {
  test("answers as it did", async () => {
    const { input } = readGolden(asked);
    const output = withoutChain(unwrap(await ask(asked, input)));
    expect(asked.output.parse(output)).toEqual(output);
    const text = `${JSON.stringify({ input, output }, null, 2)}\n`;
    await expect(text).toMatchFileSnapshot(goldenPath(asked.name));
  });

  test("refuses a key it does not know", async () => {
    const { input } = readGolden(asked);
    const result = await ask(asked, { ...z.looseObject({}).parse(input), unheardOf: 1 });
    expect(result).toMatchObject({ ok: false, error: { code: "usage" } });
    expect(result.ok ? "" : result.error.message).toContain("unheardOf");
  });
});

test("every golden answer belongs to a call", () => {
  const found = readdirSync(import.meta.dirname).filter((file) => file.endsWith(".json"));
  const named = [...calls, ...jobs].map(({ name }) => `${name}.json`);
  expect(found.sort()).toEqual(named.sort());
});
