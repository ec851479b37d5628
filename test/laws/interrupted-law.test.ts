import fc from "fast-check";
import { expect, test } from "vitest";
import { LAW_SECONDS } from "../support/law-setup.ts";

test("every law stops searching before the project's own time limit", ({ task }) => {
  expect(fc.readConfigureGlobal()).toMatchObject({
    interruptAfterTimeLimit: LAW_SECONDS * 1000,
    markInterruptAsFailure: true,
  });
  expect(LAW_SECONDS * 1000).toBeLessThan(task.timeout);
});

test("a law whose shrinking never ends reports its seed and the case it found", async () => {
  let isFound = false;
  const law = fc.asyncProperty(fc.integer({ min: 1000 }), async () => {
    if (isFound) {
      await new Promise(() => undefined);
    }
    isFound = true;
    throw new Error("the law is broken");
  });
  const search = fc.assert(law, { interruptAfterTimeLimit: 50, seed: 42 });
  await expect(search).rejects.toThrow(/seed: 42[\s\S]*Counterexample: \[\d{4,}\]/);
});

test("a law that finds nothing and is cut off counts as failed", async () => {
  const law = fc.asyncProperty(fc.nat(), () => new Promise<void>(() => undefined));
  const search = fc.assert(law, { interruptAfterTimeLimit: 50, seed: 42 });
  await expect(search).rejects.toThrow(/interrupted[\s\S]*seed: 42/);
});
