import { expect, test } from "vitest";
import { nearestKey, readConfig } from "../../../../main/engine/reconciliation/read-config.ts";
import { BASIC_CONFIG } from "../../../support/reconcile-case.ts";

const ONE_ACCOUNT = "tieout: 1\naccounts:\n  - account: a";

const cases: readonly (readonly [string, string, number | null, string, string])[] = [
  [
    "an unknown key",
    "tieout: 1\ntolerence: 1\naccounts: [{account: a}]",
    2,
    "tolerence",
    "tolerance",
  ],
  [
    "an unknown key of an account",
    "tieout: 1\naccounts:\n  - account: a\n    bases: billed",
    4,
    "bases",
    "basis",
  ],
  ["no accounts", "tieout: 1", 1, "accounts: is missing", "docs/reconciliation.md"],
  [
    "a basis that is none",
    "tieout: 1\naccounts:\n  - account: a\n    basis: cash",
    4,
    "accounts[1].basis",
    "docs",
  ],
  [
    "an account mapped twice",
    "tieout: 1\naccounts:\n  - account: a\n  - account: a",
    4,
    "mapped twice",
    "entity",
  ],
  [
    "a condition without a value",
    `${ONE_ACCOUNT}\n    charges:\n      - {attribute: service_name, op: equals}`,
    5,
    "names no value",
    "Complete",
  ],
  [
    "a condition without values",
    `${ONE_ACCOUNT}\n    charges:\n      - {attribute: service_name, op: in}`,
    5,
    "lists no values",
    "Complete",
  ],
  [
    "a pattern that cannot be read",
    `${ONE_ACCOUNT}\n    charges:\n      - {attribute: service_name, op: matches, value: "("}`,
    5,
    "not a pattern",
    "Complete",
  ],
  [
    "a pass set twice",
    "tieout: 1\naccounts: [{account: a}]\npasses:\n  - {pass: 1}\n  - {pass: 1}",
    5,
    "set twice",
    "Keep one",
  ],
  [
    "an alias of two vendors",
    `${ONE_ACCOUNT}\nvendors:\n  - {vendor: A, aliases: [x]}\n  - {vendor: B, aliases: [X]}`,
    6,
    "names both A and B",
    "one vendor",
  ],
  [
    "an opening balance of an expense account",
    'tieout: 1\naccounts:\n  - account: a\n    openingBalance: "1"',
    4,
    "no opening balance",
    "kind",
  ],
  ["broken YAML", "tieout: 1\naccounts: [", 2, "cannot be read", "Mend"],
];

test.each(cases)("%s is named with its line and remedy", (_name, text, line, message, remedy) => {
  const { config, problems } = readConfig(text);
  expect(config).toBeNull();
  const [problem] = problems;
  expect(problem?.message).toContain(message);
  expect(problem?.remedy).toContain(remedy);
  expect(problem?.line).toBe(line);
});

test("a configuration without problems is read with its defaults", () => {
  const { config, problems } = readConfig(BASIC_CONFIG);
  expect(problems).toEqual([]);
  expect(config).toMatchObject({ tolerance: "0", costCentre: "tag:cost_centre" });
  expect(config?.passes.map(({ pass }) => pass)).toEqual([1, 2, 3, 4, 5]);
});

test("a key far from every known one suggests none", () => {
  expect(nearestKey("zzzzzzzzzzzzzzzz", ["tolerance", "accounts"])).toBeNull();
  expect(nearestKey("Tolerance", ["tolerance", "accounts"])).toBe("tolerance");
});
