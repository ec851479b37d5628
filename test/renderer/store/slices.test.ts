import { expect, test } from "vitest";
import { jobPercent, jobRate } from "../../../renderer/store/jobs-slice.ts";
import {
  defaultPeriod,
  periodBefore,
  periodBeside,
  scopeOf,
  withFilter,
} from "../../../renderer/store/scope-slice.ts";
import type { JobState } from "../../../shared/contract/jobs.ts";
import type { WorkspaceStatus } from "../../../shared/contract/workspace.ts";

const status = (periods: readonly (readonly [string, number, number])[]): WorkspaceStatus => ({
  name: "Group",
  entity: "Example Group",
  currency: "USD",
  dataVersion: 1,
  appVersion: "0.1.0",
  chainHead: "00",
  currencies: ["USD"],
  sourceCount: 1,
  chargeCount: 1,
  periods: periods.map(([period, charges, ledgerLines]) => ({
    period,
    charges,
    ledgerLines,
    isAllocated: false,
    isReconciled: false,
  })),
});

test("opens the latest period that has bills and ledger", () => {
  expect(
    defaultPeriod(
      status([
        ["2026-11", 5, 0],
        ["2026-10", 5, 3],
        ["2026-09", 5, 3],
      ]),
    ),
  ).toBe("2026-10");
});

test("without a ledger, the latest period with bills; else the latest at all", () => {
  expect(
    defaultPeriod(
      status([
        ["2026-10", 5, 0],
        ["2026-12", 0, 4],
        ["2026-09", 5, 0],
      ]),
    ),
  ).toBe("2026-10");
  expect(defaultPeriod(status([["2026-10", 0, 2]]))).toBe("2026-10");
  expect(defaultPeriod(status([]))).toBeNull();
});

test("compares with the latest period there is before, and steps only to periods there are", () => {
  const known = ["2026-10", "2026-07", "2026-09"];
  expect(periodBefore("2026-10", known)).toBe("2026-09");
  expect(periodBefore("2026-09", known)).toBe("2026-07");
  expect(periodBefore("2026-07", known)).toBeNull();
  expect(periodBeside("2026-07", known, 1)).toBe("2026-09");
  expect(periodBeside("2026-10", known, 1)).toBeNull();
});

test("a second filter on an attribute takes the place of the first", () => {
  const first = withFilter([], { attribute: "service_name", op: "equals", value: "EC2" });
  const second = withFilter(first, { attribute: "service_name", op: "missing" });
  expect(second).toEqual([{ attribute: "service_name", op: "missing" }]);
});

test("a scope names only what is chosen", () => {
  const base = { basis: "effective", filters: [] } as const;
  expect(scopeOf({ ...base, period: null, compare: null, currency: null })).toBeNull();
  expect(scopeOf({ ...base, period: "2026-10", compare: null, currency: null })).toEqual({
    period: "2026-10",
    basis: "effective",
    filters: [],
  });
});

test("a job says its share and its rate, or that it cannot", () => {
  const job: JobState = {
    jobId: "job-1",
    kind: "import",
    state: "running",
    stage: "Reading",
    done: 300,
    total: 400,
    unit: "rows",
    startedMs: 0,
    elapsedMs: 2000,
  };
  expect(jobPercent(job)).toBe(75);
  expect(jobRate(job)).toBe(150);
  expect(jobPercent({ ...job, total: null })).toBeNull();
  expect(jobRate({ ...job, elapsedMs: 10 })).toBeNull();
});
