import { describe, expect, test } from "vitest";
import {
  allocationMessage,
  filteredMessage,
} from "../../../renderer/pages/allocation/allocation-message.ts";
import { largestUnallocated } from "../../../renderer/pages/allocation/largest-unallocated.ts";
import {
  defaultAccount,
  equationOf,
  reconciliationMessage,
} from "../../../renderer/pages/reconciliation/account-words.ts";
import { periodSpan } from "../../../renderer/pages/sources/source-words.ts";
import { pageFor, workbookMessage } from "../../../renderer/pages/workbook/workbook-words.ts";
import type { AllocationResult } from "../../../shared/contract/allocation.ts";
import type {
  AccountStatement,
  ReconciliationResult,
} from "../../../shared/contract/reconciliation.ts";

const ALLOCATION: AllocationResult = {
  runId: "r",
  ruleSetId: "s",
  period: "2026-10",
  basis: "effective",
  currency: "USD",
  totals: { in: "2552600", allocated: "2544200", unallocated: "8400" },
  conservation: [],
  conserved: true,
  targets: [],
  rules: [],
  findings: [],
};

describe("allocation", () => {
  test("says the share, what has no owner and where most of it is", () => {
    expect(allocationMessage(ALLOCATION, "Amazon EC2")).toBe(
      "99.7 % of 2026-10 is allocated; USD 8.4 k has no owner, most of it Amazon EC2",
    );
  });

  test("under a filter, says what passes it and what of that has no owner", () => {
    expect(filteredMessage(ALLOCATION, { total: "1210", unallocated: "12" })).toBe(
      "USD 1,210.00 of 2026-10 passes the filters; USD 12.00 of it has no owner",
    );
    expect(filteredMessage(ALLOCATION, { total: "1210", unallocated: "0" })).toBe(
      "USD 1,210.00 of 2026-10 passes the filters; all of it has an owner",
    );
    expect(filteredMessage(ALLOCATION, { total: "1210", unallocated: null })).toBe(
      "USD 1,210.00 of 2026-10 passes the filters",
    );
  });

  test("names the currencies that are not shown", () => {
    const other = { entity: "E", basis: "effective", allocated: "5", unallocated: "0" } as const;
    const result = {
      ...ALLOCATION,
      totals: { in: "7", allocated: "7", unallocated: "0" },
      conservation: [{ ...other, currency: "EUR", in: "5" }],
    };
    expect(allocationMessage(result, null)).toBe(
      "all of 2026-10 is allocated; every charge has an owner; EUR apart",
    );
  });

  test("finds the innermost row with most of it, and none where all have an owner", () => {
    const row = (path: string[], isSubtotal = false) => ({
      path,
      level: path.length,
      isSubtotal,
      isOthers: false,
    });
    const pivot = {
      currency: "USD",
      measures: ["amount"],
      rows: [row(["Compute"], true), row(["Compute", "EC2"]), row(["Compute", "Lambda"])],
      columns: [
        { path: ["CC1"], measure: "amount" },
        { path: ["unallocated"], measure: "amount" },
      ],
      cells: [
        ["1", "9"],
        ["1", "4"],
        [null, "5"],
      ],
      totals: { rows: [["10"]], columns: ["1", "9"], grand: { amount: "10" } },
    };
    expect(largestUnallocated(pivot)).toBe("Lambda");
    expect(largestUnallocated({ ...pivot, columns: pivot.columns.slice(0, 1) })).toBeNull();
  });
});

describe("reconciliation", () => {
  const statement = (account: string, ties: boolean, certifiable: boolean): AccountStatement => ({
    account,
    name: "Cloud hosting",
    kind: "expense",
    basis: "billed",
    owner: null,
    ledger: "3412800",
    adjustmentPeriod: "0",
    billing: "3287400",
    items: [],
    itemsTotal: ties ? "125400" : "100000",
    unidentified: ties ? "0" : "25400",
    openDifferences: { items: 0, inLedgerOnly: "0", inBillsOnly: "0" },
    matchedLedgerLines: 3,
    ledgerLines: 4,
    matchedBillingLines: 5,
    billingLines: 6,
    ties,
    certifiable,
    openItems: 0,
    openMaterialItems: 0,
  });
  const result = (accounts: AccountStatement[]): ReconciliationResult => ({
    runId: "r",
    period: "2026-10",
    currency: "USD",
    accounts,
    passes: [],
    totals: { ledger: "3412800", billing: "3287400", items: "125400", unidentified: "0" },
    unmapped: [],
    tolerance: "0",
    warnings: [],
    blockedBy: [],
    ties: true,
    certifiable: false,
  });

  test("opens the first account that is open, then one that waits, then all", () => {
    const [open, waiting, done] = [
      statement("1", false, false),
      statement("2", true, false),
      statement("3", true, true),
    ];
    expect(defaultAccount(result([done, waiting, open]))).toBe("1");
    expect(defaultAccount(result([done, waiting]))).toBe("2");
    expect(defaultAccount(result([done]))).toBeNull();
  });

  test("says whether the difference is explained, with its size", () => {
    expect(reconciliationMessage(result([statement("650100", true, false)]), "650100")).toBe(
      "650100 Cloud hosting: USD 125.4 k between ledger and bills " +
        "is explained if you accept its items",
    );
    expect(reconciliationMessage(result([statement("650100", true, true)]), "650100")).toBe(
      "650100 Cloud hosting: USD 125.4 k between ledger and bills is explained and accepted",
    );
    expect(reconciliationMessage(result([statement("650100", false, false)]), "650100")).toBe(
      "650100 Cloud hosting: USD 25.4 k is unidentified, 100.0 k is explained",
    );
    const openDifferences = { items: 2, inLedgerOnly: "5000", inBillsOnly: "300000" };
    const open = { ...statement("650100", false, false), openDifferences };
    expect(reconciliationMessage(result([open]), "650100")).toBe(
      "650100 Cloud hosting: USD 305.0 k stands on one side only, 25.4 k is unidentified",
    );
    expect(reconciliationMessage(result([{ ...open, unidentified: "0" }]), "650100")).toBe(
      "650100 Cloud hosting: USD 305.0 k stands on one side only",
    );
  });

  test("all accounts together count their lines together", () => {
    const both = result([statement("1", true, true), statement("2", true, true)]);
    expect(equationOf(both, null)).toMatchObject({ matchedLines: 16, lines: 20, items: "125400" });
  });
});

test.each([
  [[], "–"],
  [["2026-10"], "2026-10"],
  [["2026-10", "2026-08"], "2026-08–10"],
  [["2026-01", "2025-11"], "2025-11 to 2026-01"],
])("the periods %j read %s", (periods, text) => {
  expect(periodSpan(periods)).toBe(text);
});

describe("workbook", () => {
  const sheets = [{ name: "Cover", holds: "", rows: 1 }];
  const check = { sheet: "Cover", check: "Ties", detail: "", ok: true };

  test("says what fails, what passes or what is missing", () => {
    const ready = { isReady: true, missing: [], sheets, ties: true };
    expect(workbookMessage({ ...ready, checks: [check] }, "2026-10")).toBe(
      "1 sheet for 2026-10; its check passes",
    );
    expect(workbookMessage({ ...ready, checks: [check, { ...check, ok: false }] }, "2026-10")).toBe(
      "1 sheet for 2026-10; 1 of 2 checks fail",
    );
    const missing = { ...ready, isReady: false, missing: ["Run the rules."], checks: [] };
    expect(workbookMessage(missing, "2026-10")).toBe("1 step before 2026-10 can be exported");
  });

  test("leads to the page that mends the first thing missing", () => {
    expect(pageFor(["The rules were not run for 2026-10."])).toBe("allocation");
    expect(pageFor(["The ledger is not matched."])).toBe("reconciliation");
  });
});
