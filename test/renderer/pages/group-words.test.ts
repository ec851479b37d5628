import { expect, test } from "vitest";
import {
  groupRemedy,
  leaveOutRules,
  ruleText,
  withoutRule,
} from "../../../renderer/pages/sources/wizard/group-words.ts";
import { stepsAsking } from "../../../renderer/pages/sources/wizard/steps.ts";
import type { RejectGroup } from "../../../shared/contract/jobs.ts";
import { Mapping } from "../../../shared/domain/mapping.ts";

const GROUP: RejectGroup = {
  cause: "not-a-number",
  count: 2,
  atStake: [],
  columns: [],
  values: [{ column: "Cost", found: "n/a", count: 2 }],
  isWhole: true,
  rows: ["a,n/a", "b,n/a"],
  examples: [],
};

test("rows are left out by what stands in their cells, else by their own text", () => {
  const reason = "the amount is not a number";
  expect(leaveOutRules(GROUP)).toEqual([{ column: "Cost", matches: "^(?:n/a)$", reason }]);
  const byRow = [
    { record: "a,n/a", reason },
    { record: "b,n/a", reason },
  ];
  expect(leaveOutRules({ ...GROUP, isWhole: false })).toEqual(byRow);
  const cut = [{ column: "Cost", found: "x".repeat(200), count: 2 }];
  expect(leaveOutRules({ ...GROUP, values: cut })).toEqual(byRow);
  expect(leaveOutRules({ ...GROUP, cause: "record-broken", values: [], rows: ["a"] })).toEqual([
    { record: "a", reason: "the record does not have the columns of the file" },
  ]);
  const { rows: _, ...many } = GROUP;
  expect(leaveOutRules({ ...many, isWhole: false })).toBeNull();
});

test("no pattern is longer than a mapping takes, and together they hold every value", () => {
  const values = Array.from({ length: 50 }, (_, index) => ({
    column: "Cost",
    found: `${index} ${"y".repeat(150)}`,
    count: 1,
  }));
  const rules = leaveOutRules({ ...GROUP, values }) ?? [];
  expect(rules.every(({ matches = "" }) => matches.length <= 300)).toBe(true);
  for (const { found } of values) {
    expect(rules.filter(({ matches = "" }) => new RegExp(matches).test(found))).toHaveLength(1);
  }
});

test("leaving out is offered in words only where it can be chosen", () => {
  expect(groupRemedy(GROUP, true)).toContain("Leave the rows out");
  expect(groupRemedy(GROUP, false)).not.toMatch(/leave/i);
});

test("a rule is told and taken back", () => {
  const rule = { record: "a,n/a", reason: "broken" };
  const mapping = Mapping.parse({ tieout: 1, dataset: "charge", skip: [rule] });
  expect(ruleText(rule)).toBe("the row a,n/a: broken");
  const values = { column: "Cost", matches: "^(?:n/a|U\\$)$", reason: "no amount" };
  const stars = { column: "Cost", matches: "^\\*", reason: "subtotal" };
  expect(ruleText(stars)).toBe('rows with a text that begins with "*" in Cost: subtotal');
  expect(ruleText(values)).toBe('rows with "n/a" or "U$" in Cost: no amount');
  expect(withoutRule(mapping, 0).skip).toEqual([]);
});

test("a step that still asks something is not ticked", () => {
  const asking = stepsAsking([
    { kind: "ready" },
    { kind: "open", questions: [{ about: "Currency", text: "Which?" }] },
  ]);
  expect([...asking]).toEqual(["columns"]);
});
