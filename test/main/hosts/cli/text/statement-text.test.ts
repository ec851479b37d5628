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
  openItems: 2,
  openMaterialItems: 2,
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
    `  Unidentified${" ".repeat(53)}0.00   explained if you accept the 2 items`,
    "",
  ]);
});

test("a difference nobody explained is said to be one", () => {
  const open = { ...account, ties: false, unidentified: "-12.5" };
  const text = statementText({ ...result, accounts: [open], ties: false }, plain);
  expect(text).toContain("(12.50)  does not tie");
  expect(text).toContain("1 of 1 accounts do not tie.");
});

test("what stands on one side only is shown as open, and why nothing explains it", () => {
  const openDifferences = { items: 2, inLedgerOnly: "5", inBillsOnly: "352747.12" };
  const open = { ...account, openDifferences, ties: false };
  const text = statementText({ ...result, accounts: [open], ties: false }, plain);
  expect(text.split("\n")).toEqual(
    expect.arrayContaining([
      "  Unidentified                                                     0.00   does not tie",
      "  Open: only in the ledger                                         5.00",
      "  Open: only in the bills                                    352,747.12",
    ]),
  );
  expect(text).toContain(
    "1 of 1 accounts do not tie. 2 items stand on one side only, which explains nothing:",
  );
  const single = { ...open, openDifferences: { ...openDifferences, items: 1, inBillsOnly: "0" } };
  const one = statementText({ ...result, accounts: [single], ties: false }, plain);
  expect(one).toContain("1 item stands on one side only");
  expect(one).not.toContain("only in the bills");
});

test("warnings stand before the verdict", () => {
  const warnings = ["The ledger holds no line of October 2026."];
  const text = statementText({ ...result, warnings }, plain);
  expect(text).toContain("Warning: The ledger holds no line of October 2026.\n\nEvery difference");
});

test.each([
  ["-137.57", "Accrued more than is owed"],
  ["137.57", "Accrued less than is owed"],
])("an accrued balance off by %s says in which direction", (amount, label) => {
  const items = [{ type: "accrual" as const, amount, lines: 1, proposed: true }];
  const owed = { ...account, kind: "accrued", items };
  const text = statementText({ ...result, accounts: [owed] }, plain);
  expect(text).toContain(`less ${label} `);
});

test("accepted items make an account certifiable", () => {
  const signed = { ...account, openItems: 0, certifiable: true };
  const text = statementText({ ...result, accounts: [signed], certifiable: true }, plain);
  expect(text).toContain("0.00   ties\n");
  expect(text).toContain("Every account ties and can be certified.");
});

test("what no account takes stands below the accounts, many ledger accounts in one line", () => {
  const ledger = { side: "ledger" as const, name: "", currency: "USD", records: 2 };
  const unmapped = [
    {
      side: "billing" as const,
      code: "Example Cloud",
      name: "Usage",
      currency: "USD",
      records: 3,
      amount: "1210.5",
      effectiveAmount: "1210.5",
    },
    { ...ledger, code: "700000", amount: "900", effectiveAmount: "900" },
    { ...ledger, code: "710000", amount: "50", effectiveAmount: "50" },
  ];
  expect(statementText(result, plain)).not.toContain("no account");
  const lines = statementText({ ...result, unmapped, ties: false }, plain).split("\n");
  expect(lines).toContain("No account is open, but charges are in no account of the map.");
  const start = lines.indexOf("In no account of the map");
  expect(lines.slice(start, start + 4)).toEqual([
    "In no account of the map",
    "  Bills, Example Cloud, Usage (3), USD                         1,210.50",
    "  Ledger, 700000 (2), USD                                        900.00",
    "  Ledger, 710000 (2), USD                                         50.00",
  ]);
  const many = Array.from({ length: 11 }, (_, index) => ({
    ...ledger,
    code: `${index}`,
    amount: "10",
    effectiveAmount: "10",
  }));
  expect(statementText({ ...result, unmapped: many }, plain)).toContain(
    "  Ledger, 11 accounts (22), USD                                  110.00",
  );
});

test("open items are counted, and how many of them are material where not all are", () => {
  const counted = (openMaterialItems: number) =>
    statementText(
      { ...result, accounts: [{ ...account, openItems: 3, openMaterialItems }] },
      plain,
    );
  const says = "Every difference is explained if you accept the 3 proposed items";
  expect(counted(3)).toContain(`${says}.`);
  expect(counted(1)).toContain(`${says} (1 above materiality).`);
});
