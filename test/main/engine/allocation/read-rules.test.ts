import { expect, test } from "vitest";
import { readRules } from "../../../../main/engine/allocation/rules/read-rules.ts";

const HEAD = `tieout: 1
targets:
  - { code: A }
  - { code: B }
  - { code: P, isPool: true }
  - { code: Q, isPool: true }
rules:
`;

/** The problems of a text as `line path: message remedy`. */
function problemsOf(text: string): string[] {
  const read = readRules(text);
  return read.ok
    ? []
    : read.problems.map(
        ({ line, path, message, remedy }) => `${line} ${path}: ${message} ${remedy}`,
      );
}

/** The problems of one rule written below the head, whose first line is line 8. */
const ruleProblems = (rule: string): string[] => problemsOf(`${HEAD}${rule}`);

test("codes, shares and values that look like numbers stay as they are written", () => {
  const read = readRules(`tieout: 1
targets: [{ code: 0100 }, { code: 4711 }]
rules:
  - id: split
    take: { where: [{ attribute: sub_account_id, op: in, values: [007, 1e3, true] }] }
    method: fixed-shares
    shares: { 0100: 0.30, 4711: 0.70 }
`);
  expect(read).toMatchObject({
    ok: true,
    ruleSet: {
      targets: [{ code: "0100" }, { code: "4711" }],
      rules: [
        {
          take: { where: [{ values: ["007", "1e3", "true"] }] },
          shares: { "0100": "0.30", "4711": "0.70" },
        },
      ],
    },
  });
});

test("an unknown key names the nearest known one, with its line", () => {
  expect(
    ruleProblems("  - { id: a, take: { where: [] }, metod: even, method: even, targets: [A] }"),
  ).toEqual([
    '8 rules[0]: "metod" is no known key here. The nearest known key is "method". ' +
      "Use one of: id, name, stage, take, validFrom, validTo, treatment, method, targets.",
  ]);
  expect(
    ruleProblems(`  - id: a
    take:
      where:
        - attribute: service_name
          op: equals
          valu: x
    method: even
    targets: [A]`),
  ).toEqual([
    '13 rules[0].take.where[0]: "valu" is no known key here. The nearest known key is "value". ' +
      "Use one of: attribute, op, value, values, ignoreCase.",
  ]);
  expect(problemsOf(`${HEAD.replace("targets:", "target:")}  []`)).toContainEqual(
    '2 : "target" is no known key here. The nearest known key is "targets". ' +
      "Use one of: tieout, dimension, targets, rules.",
  );
});

test.each([
  ["", "null : The rules are empty. Start from docs/allocation-rules.md."],
  ["a: [1", /^1 : This is not YAML: .*Correct the line; see the example\.$/],
  ["tieout: 1\ntieout: 1", /^2 : This is not YAML: Map keys must be unique.*$/],
])("a text that is no rule set is refused: %j", (text, problem) => {
  const [first] = problemsOf(text);
  expect(first).toMatch(problem);
});

test.each([
  ["  - { id: A b, take: { where: [] }, method: even, targets: [A] }", /a rule id is lower-case/],
  ["  - { id: a, take: { where: [] }, method: evn }", /8 rules\[0\].method: The method is "evn"\./],
  ["  - { id: a, take: { where: [] }, method: even }", /"targets" is missing\. Add a list\./],
  ["  - { id: a, method: even, targets: [A] }", /8 rules\[0\].take/],
  ["  - { id: a, stage: two, take: { pool: P }, method: even, targets: [A] }", /whole number/],
  ["  - { id: a, take: { where: [] }, method: even, targets: [C] }", /"C", which "targets" does/],
  [
    "  - { id: a, take: { where: [] }, method: even, targets: [A, A] }",
    /names the target "A" twice/,
  ],
  ["  - { id: a, take: { where: [] }, method: direct }", /has neither of "to" and "toAttribute"/],
  [
    "  - { id: a, take: { where: [] }, method: direct, to: A, toAttribute: 'tag:x' }",
    /has both of "to" and "toAttribute"/,
  ],
  [
    "  - { id: a, take: { where: [] }, method: direct, to: A, map: { x: A } }",
    /maps values but reads no attribute/,
  ],
  [
    "  - { id: a, take: { where: [] }, method: direct, toAttribute: colour }",
    /expected a charge dimension, tag:KEY or custom:COLUMN/,
  ],
  [
    "  - { id: a, take: { where: [] }, method: fixed-shares, shares: { A: 0.7, B: 0.31 } }",
    /total 1\.01\. Lower them to 1 in all/,
  ],
  ["  - { id: a, take: { where: [] }, method: fixed-shares, shares: { A: 0 } }", /are all zero/],
  [
    "  - { id: a, validFrom: 2026-05, validTo: 2026-04, take: { where: [] }, method: even, " +
      "targets: [A] }",
    /ends in 2026-04, before it begins in 2026-05/,
  ],
  [
    "  - { id: a, take: { where: [{ attribute: entity, op: equals }] }, method: even, " +
      "targets: [A] }",
    /"equals" has no value to compare with/,
  ],
  [
    "  - { id: a, take: { where: [{ attribute: entity, op: in }] }, method: even, targets: [A] }",
    /"in" has no values to compare with/,
  ],
  [
    "  - { id: a, take: { where: [{ attribute: entity, op: exists, value: x }] }, method: even, " +
      "targets: [A] }",
    /"exists" does not use "value"/,
  ],
])("a rule is refused with its reason: %s", (rule, problem) => {
  expect(ruleProblems(rule).join("\n")).toMatch(problem);
});

test("targets and rules are named once, and the name of the rest is reserved", () => {
  const rules =
    "rules: [{ id: a, take: { where: [] }, method: even, targets: [A] },\n" +
    "  { id: a, take: { where: [] }, method: even, targets: [A] }]";
  expect(problemsOf(`tieout: 1\ntargets: [{ code: A }, { code: A }]\n${rules}`)).toEqual([
    '2 targets[1].code: The target "A" is declared twice. Remove one of the two.',
    '4 rules[1].id: The rule id "a" is used twice. Give one of them another id.',
  ]);
  expect(problemsOf("tieout: 1\ntargets: [{ code: unallocated }]\nrules: []")).toEqual([
    '2 targets[0].code: "unallocated" is the name of what no rule placed. ' +
      "Give the target another code.",
  ]);
});

const pool = (id: string, stage: number, from: string, to: string): string =>
  `  - { id: ${id}, stage: ${stage}, take: { pool: ${from} }, method: even, targets: [${to}] }\n`;

test.each([
  [pool("a", 1, "P", "A"), /takes the pool "P" in stage 1/],
  [pool("a", 2, "A", "B"), /takes "A", which is not declared as a pool/],
  [
    pool("a", 2, "P", "A") + pool("b", 2, "P", "B"),
    /"P" is taken twice in stage 2: by "a" and by "b"/,
  ],
  [pool("a", 2, "P", "P"), /circle: "P" → "P"/],
  [pool("a", 2, "P", "Q") + pool("b", 3, "Q", "P"), /circle: "P" → "Q" → "P"/],
  [
    pool("a", 3, "P", "Q") + pool("b", 2, "Q", "A"),
    /"a" of stage 3 gives to the pool "Q", which stage 2 has passed on already/,
  ],
  [
    "  - { id: a, stage: 2, take: { where: [] }, method: even, targets: [A] }",
    /takes charges in stage 2/,
  ],
  [
    "  - { id: a, stage: 2, take: { pool: P }, method: direct, toAttribute: 'tag:x' }",
    /takes a pool, whose cost has no "tag:x"/,
  ],
])("pools are passed on forwards and once: %s", (rules, problem) => {
  expect(ruleProblems(rules).join("\n")).toMatch(problem);
});

test("a pool may be passed on again later, and by another rule in another period", () => {
  expect(
    ruleProblems(pool("a", 2, "P", "Q") + pool("b", 3, "Q", "A") + pool("c", 4, "P", "B")),
  ).toEqual([]);
  const old = pool("a", 2, "P", "A").replace("take:", "validTo: 2026-09, take:");
  const now = pool("b", 2, "P", "B").replace("take:", "validFrom: 2026-10, take:");
  expect(ruleProblems(old + now)).toEqual([]);
});
