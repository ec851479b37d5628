import { describe, expect, test } from "vitest";
import { z } from "zod";
import { nearestKey } from "../../../../main/engine/documents/nearest-key.ts";
import { readDocument } from "../../../../main/engine/documents/read-document.ts";
import { AllocationRuleSet } from "../../../../shared/domain/allocation-rule.ts";
import { Mapping } from "../../../../shared/domain/mapping.ts";
import { AcceptedItems, Recipe } from "../../../../shared/domain/recipe.ts";
import { ReconciliationConfig } from "../../../../shared/domain/reconciliation-config.ts";

const Sheet = z.strictObject({
  tieout: z.literal(1),
  stage: z.number().optional(),
  isPool: z.boolean().optional(),
  code: z.string().optional(),
  shares: z.record(z.string(), z.string()).optional(),
  list: z.array(z.string()).optional(),
});

function contentOf(text: string, schema: z.ZodType = Sheet): unknown {
  const read = readDocument(text, schema);
  expect(read).toMatchObject({ ok: true });
  return read.ok ? read.content : null;
}

describe("a scalar", () => {
  test.each([
    ["code: 0100", { code: "0100" }],
    ["code: 12345e67", { code: "12345e67" }],
    ["code: 12345678901234567890.10", { code: "12345678901234567890.10" }],
    ["code: true", { code: "true" }],
    ["shares: { 0100: 0.30, 1e2: 1.0 }", { shares: { "0100": "0.30", "1e2": "1.0" } }],
    ["list: [007, 1.50, yes, null]", { list: ["007", "1.50", "yes", null] }],
    ["{ stage: 2, isPool: true }", { stage: 2, isPool: true }],
    ['{ stage: "2", isPool: "true" }', { stage: "2", isPool: "true" }],
    ["{ stage: true, isPool: 1 }", { stage: "true", isPool: "1" }],
    ['code: "a\\ud800b"', { code: "a\ufffdb" }],
    ['shares: { "\\udfff": 1 }', { shares: { "\ufffd": "1" } }],
  ])("is what its key says: %s", (text, content) => {
    expect(contentOf(text)).toEqual(content);
  });
});

test.each([
  ["accept: [{ item: 12345678e9 }]", AcceptedItems, { accept: [{ item: "12345678e9" }] }],
  ["entity: 0012\nperiod: 2026-10", Recipe, { entity: "0012", period: "2026-10" }],
  [
    "tolerance: 0.50\npasses: [{ pass: 4, toleranceAbsolute: 1.00 }]\n" +
      "accounts: [{ account: 0650 }]",
    ReconciliationConfig,
    {
      tolerance: "0.50",
      passes: [{ pass: 4, toleranceAbsolute: "1.00" }],
      accounts: [{ account: "0650" }],
    },
  ],
  [
    "headerRow: 3\nconstants: { ledger_account: 0400 }\nskip: [{ empty: true, matches: 12 }]",
    Mapping,
    {
      headerRow: 3,
      constants: { ledger_account: "0400" },
      skip: [{ empty: true, matches: "12" }],
    },
  ],
  [
    "rules: [{ stage: 2, shares: { 1: 0.5 } }]",
    AllocationRuleSet,
    { rules: [{ stage: 2, shares: { "1": "0.5" } }] },
  ],
])("of the product's own files: %s", (text, schema, content) => {
  expect(contentOf(text, schema)).toEqual(content);
});

test("a place is that of the value, of a key in it, or of what holds it", () => {
  const read = readDocument("tieout: 1\nshares:\n  a: 0.5\n  bb: 0.6\n", Sheet);
  const placeOf = read.ok ? read.placeOf : () => null;
  expect(placeOf(["shares", "bb"])).toEqual({ line: 4, column: 7 });
  expect(placeOf(["shares"], "bb")).toEqual({ line: 4, column: 3 });
  expect(placeOf(["shares", "none"])).toEqual({ line: 3, column: 3 });
  expect(placeOf(["code"])).toEqual({ line: 1, column: 1 });
});

test("a text that is no YAML, or that grows by its aliases, is refused with its place", () => {
  expect(readDocument("tieout: 1\ntieout: 1", Sheet)).toEqual({
    ok: false,
    message: "Map keys must be unique",
    place: { line: 2, column: 1 },
  });
  const bomb = Array.from({ length: 9 }, (_, level) => {
    const above = level === 0 ? "x" : Array.from({ length: 9 }, () => `*a${level - 1}`).join(", ");
    return `a${level}: &a${level} [${above}]`;
  });
  expect(readDocument(bomb.join("\n"), Sheet)).toMatchObject({
    ok: false,
    message: expect.stringContaining("aliases"),
  });
});

test.each([
  ["perid", "period"],
  ["Source", "sources"],
  ["acount", "account"],
  ["foo", null],
  ["xy", null],
  ["banana", null],
])("the nearest key to %s is %s", (key, nearest) => {
  expect(nearestKey(key, ["tieout", "period", "sources", "account", "to"])).toBe(nearest);
});
