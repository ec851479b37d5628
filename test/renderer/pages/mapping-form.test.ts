import { describe, expect, test } from "vitest";
import {
  emptyMapping,
  plainBill,
  withColumn,
  withConstant,
  withDataset,
} from "../../../renderer/pages/sources/mapping-draft.ts";
import { openQuestions } from "../../../renderer/pages/sources/open-questions.ts";
import { lineOf, NEW_LINE, ruleOf, withSkip } from "../../../renderer/pages/sources/skip-rules.ts";
import {
  amountForm,
  withAmountForm,
  withoutHalves,
} from "../../../renderer/pages/sources/wizard/amount-parts.ts";
import type { SkipRule } from "../../../shared/domain/mapping.ts";

describe("rows to leave out", () => {
  test.each<[SkipRule, string, string]>([
    [{ matches: "^Total", reason: "subtotal" }, "begins", "Total"],
    [{ matches: "^Total \\(EUR\\)$", reason: "" }, "equals", "Total (EUR)"],
    [{ matches: "Summe", column: "Text", reason: "" }, "contains", "Summe"],
    [
      { matches: "^(Accrual|Cash) Basis", andBelow: true, reason: "" },
      "pattern",
      "^(Accrual|Cash) Basis",
    ],
    [{ matches: "Total$", reason: "" }, "pattern", "Total$"],
    [{ notMatches: "^Posted$", column: "Status", reason: "" }, "unlike", "^Posted$"],
    [{ empty: true, column: "Date", reason: "" }, "empty", ""],
    [{ empty: false, column: "Date", reason: "" }, "filled", ""],
  ])("%j reads as a line, and back as the same rule", (rule, testName, text) => {
    const line = lineOf(rule);
    expect(line).toMatchObject({ test: testName, text, column: rule.column ?? null });
    const { reason: _, ...condition } = rule;
    expect(line === null ? null : ruleOf(line)).toMatchObject(condition);
  });

  test("a rule of two conditions is left as it is written", () => {
    expect(lineOf({ column: "A", empty: false, matches: "x", reason: "both" })).toBeNull();
  });

  test("a rule that says nothing yet is not asked about", () => {
    const open = withSkip(emptyMapping("ledger"), 0, ruleOf(NEW_LINE));
    expect(withoutHalves(open).skip).toEqual([]);
    const column = ruleOf({ ...NEW_LINE, test: "empty" });
    expect(withoutHalves(withSkip(open, 0, column)).skip).toEqual([]);
    const whole = ruleOf({ ...NEW_LINE, text: "Total" });
    expect(withoutHalves(withSkip(open, 0, whole)).skip).toEqual([
      { matches: "^Total", reason: 'a cell begins with "Total"' },
    ]);
    expect(withSkip(withSkip(open, 0, whole), 0, null).skip).toEqual([]);
  });
});

describe("a bill of an unknown layout", () => {
  const bill = withDataset(withConstant(emptyMapping("ledger"), "entity", "Group"), "charge");

  test("drops the constants of a ledger", () => {
    expect(bill.constants).toEqual({});
  });

  test("a proposed mapping is told in the form's words", () => {
    const proposed = {
      ...bill,
      columns: { BillingPeriodStart: "ChargePeriodStart" },
      constants: { BillingCurrency: "EUR", ProviderName: "Example" },
    };
    expect(plainBill(proposed)).toMatchObject({
      columns: { billing_period_start: "ChargePeriodStart" },
      constants: { provider_name: "Example" },
      currency: "EUR",
    });
  });
});

describe("open questions", () => {
  const looked = {
    ambiguous: [
      { column: "posting_date", question: "Which column is the posting date? Name it." },
      { column: "Datum", question: "Is 03/05/2026 in March or May? State dateFormat." },
    ],
    columns: [],
    dataset: "ledger" as const,
    format: "gl-journal",
    sample: { header: ["Datum"], rows: [] },
  };

  test("what the mapping has named since is no longer asked, how a column is written is", () => {
    const mapping = withColumn(emptyMapping("ledger"), "document_date", "Datum");
    expect(openQuestions(looked, null).map(({ text }) => text)).toEqual([
      "Which column is the posting date?",
      "Is 03/05/2026 in March or May?",
    ]);
    expect(openQuestions(looked, mapping).map(({ about }) => about)).toEqual(["Datum"]);
  });

  test("a bill without a cost asks for one", () => {
    const bill = { ...looked, ambiguous: [], dataset: "charge" as const };
    expect(openQuestions(bill, null)).toHaveLength(1);
    const column = { source: "Cost", target: "list_cost", how: "mapping" };
    expect(openQuestions({ ...bill, columns: [column] }, null)).toEqual([]);
  });
});

describe("the amount of a ledger", () => {
  const signed = withColumn(emptyMapping("ledger"), "amount", "Betrag");

  test("keeps its column when it is written in another form", () => {
    const sides = withAmountForm(signed, "sides");
    expect(sides.columns["amount"]).toEqual({ debit: "Betrag", credit: "" });
    expect(amountForm(sides)).toBe("sides");
    expect(withAmountForm(withAmountForm(sides, "marked"), "signed")).toEqual(signed);
  });

  test("waits until both of its columns are named", () => {
    expect(withoutHalves(withAmountForm(signed, "sides")).columns).toEqual({});
    const whole = { ...signed, columns: { amount: { debit: "Soll", credit: "Haben" } } };
    expect(withoutHalves(whole)).toEqual(whole);
  });
});
