import { expect, test } from "vitest";
import { z } from "zod";
import { toErrorShape } from "../../../main/engine/error-shape.ts";
import { type Log, silentLog } from "../../../main/engine/log.ts";

const errno = (code: string): Error => Object.assign(new Error(`${code}: write`), { code });

test("a failure that nobody foresaw is internal, and the log keeps it", () => {
  const logged: unknown[] = [];
  const log: Log = { ...silentLog, error: (event, error) => logged.push([event, error]) };
  const failure = new RangeError("7 of the secret amount 12.50");
  expect(toErrorShape(failure, log)).toEqual({
    code: "internal",
    message: "Something went wrong inside Tieout; nothing was changed.",
    remedy: "Repeat the step; if it fails again, report it with the log file.",
  });
  expect(logged).toEqual([["internal", failure]]);
});

test.each([
  errno("ENOSPC"),
  errno("EDQUOT"),
  errno("EFBIG"),
  new Error('Could not write file "w.duckdb": No space left on device'),
])("%s is a full disk", (failure) => {
  expect(toErrorShape(failure, silentLog)).toMatchObject({ code: "disk-full" });
});

test("a value that does not fit names its place", () => {
  const { error } = z.object({ scope: z.object({ period: z.string() }) }).safeParse({ scope: {} });
  expect(toErrorShape(error, silentLog)).toMatchObject({
    code: "usage",
    message: expect.stringMatching(/^scope\.period: /),
  });
});
