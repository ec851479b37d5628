import { expect, test } from "vitest";
import { statementText } from "../../../../../main/hosts/cli/text/statement-text.ts";
import {
  AccountStatement,
  ReconciliationResult,
} from "../../../../../shared/contract/reconciliation.ts";

const account = AccountStatement.parse({
  account: "61100",
  name: "Cloud hosting",
  kind: "expense",
  basis: "effective",
  owner: "IT Finance",
  ledger: "101250.5",
  billing: "100059.77370489216",
  items: [
    { type: "accrual", amount: "1250", lines: 1, proposed: true },
    { type: "duplicate-in-bills", amount: "-59.27370489216", lines: 2, proposed: true },
  ],
  itemsTotal: "1190.72629510784",
  unidentified: "0",
  matchedLedgerLines: 1,
  ledgerLines: 2,
  matchedBillingLines: 1,
  billingLines: 2,
  ties: true,
  certifiable: false,
});

const result = ReconciliationResult.parse({
  runId: "run",
  period: "2026-10",
  currency: "USD",
  accounts: [account],
  passes: [],
  totals: {
    ledger: "101250.5",
    billing: "100059.77370489216",
    items: "1190.72629510784",
    unidentified: "0",
  },
  tolerance: "0",
  ties: true,
  certifiable: false,
});

const plain = { hasColour: false };

test("a statement goes from the ledger over its items to the bills", () => {
  const lines = statementText(result, plain)
    .split("\n")
    .map((line) => line.trimEnd());
  expect(lines.slice(0, 12)).toEqual([
    "Ledger to bills, October 2026, in USD",
    "",
    "61100  Cloud hosting  (effective cost, IT Finance)",
    "  Ledger                                                     101,250.50",
    "    less Accruals posted                                       1,250.00",
    "    less Repeated in the bills (2 lines)                         (59.27)",
    "                                                      ──────────────────",
    "  Adjusted ledger                                            100,059.77",
    "  Bills                                                      100,059.77",
    "                                                      ──────────────────",
    "  Unidentified                                                     0.00   ties",
    "",
  ]);
});

test("a difference nobody explained is said to be one", () => {
  const open = { ...account, ties: false, unidentified: "-12.5" };
  const text = statementText({ ...result, accounts: [open], ties: false }, plain);
  expect(text).toContain("(12.50)  does not tie");
  expect(text).toContain("1 of 1 accounts do not tie.");
});

test("accepted items make an account certifiable", () => {
  const signed = { ...account, certifiable: true };
  const text = statementText({ ...result, accounts: [signed], certifiable: true }, plain);
  expect(text).toContain("ties, certifiable");
  expect(text).toContain("Every account ties and can be certified.");
});

test("what no account takes stands below the accounts, ledger accounts in one line", () => {
  const ledger = { side: "ledger" as const, name: "", currency: "USD", records: 2 };
  const unmapped = [
    {
      side: "billing" as const,
      code: "Example Cloud",
      name: "Usage",
      currency: "USD",
      records: 3,
      amount: "1210.5",
    },
    { ...ledger, code: "700000", amount: "900" },
    { ...ledger, code: "710000", amount: "50" },
  ];
  expect(statementText(result, plain)).not.toContain("no account");
  const lines = statementText({ ...result, unmapped }, plain).split("\n");
  const start = lines.indexOf("In no account of the map");
  expect(lines.slice(start, start + 4)).toEqual([
    "In no account of the map",
    "  Bills, Example Cloud, Usage (3), USD                         1,210.50",
    "  Ledger, 2 other accounts (4), USD                              950.00",
    "",
  ]);
});

test("open items are counted, and how many of them are material where not all are", () => {
  const counted = (openMaterialItems: number) =>
    statementText(
      { ...result, accounts: [{ ...account, openItems: 3, openMaterialItems }] },
      plain,
    );
  expect(counted(3)).toContain("Accept the 3 proposed items to certify them.");
  expect(counted(1)).toContain("Accept the 3 proposed items (1 above materiality) to certify");
});
