import { describe, expect, test } from "vitest";
import { gapsOf, withAliases, withSource } from "../../../shared/domain/identifier-edits.ts";
import { completeness } from "../../../shared/domain/identifier-words.ts";
import type { Identifiers } from "../../../shared/domain/identifiers.ts";

const owner = (aliases: Record<string, string[]>): Identifiers => ({
  owner: { sources: [{ attribute: "tag:owner" }], aliases },
});

describe("more ways of writing a name", () => {
  test.each([
    ["a first one", {}, "Ann", ["ann b"], { Ann: ["ann b"] }],
    ["one more", { Ann: ["a"] }, "Ann", ["b"], { Ann: ["a", "b"] }],
    ["one that is there, otherwise written", { Ann: ["A"] }, "Ann", ["a"], { Ann: ["a"] }],
    [
      "a name with its own aliases",
      { Bea: ["b", "bb"] },
      "Ann",
      ["bea"],
      { Ann: ["bea", "b", "bb"] },
    ],
    ["an alias of another name", { Bea: ["b", "a"] }, "Ann", ["a"], { Bea: ["b"], Ann: ["a"] }],
    ["the only alias of another", { Bea: ["a"] }, "Ann", ["A"], { Ann: ["A"] }],
    ["a name that was an alias", { Bea: ["ann", "b"] }, "Ann", ["a"], { Bea: ["b"], Ann: ["a"] }],
    ["the name itself", {}, "Ann", ["Ann", "ann"], { Ann: ["ann"] }],
  ])("%s", (_, before, name, added, after) => {
    expect(withAliases(owner(before), "owner", name, added)).toEqual(owner(after));
  });

  test("of an identifier that is not defined change nothing", () => {
    expect(withAliases(owner({}), "project", "A", ["a"])).toEqual(owner({}));
  });
});

test("a place is added after those there are, and identifiers keep their order", () => {
  const once = withSource(owner({}), "cost_centre", "tag:cc");
  expect(Object.keys(once)).toEqual(["cost_centre", "owner"]);
  expect(withSource(once, "cost_centre", "tag:CC").cost_centre?.sources).toEqual([
    { attribute: "tag:cc" },
    { attribute: "tag:CC" },
  ]);
});

test("months between two entries of a value are named, its beginning and end are not", () => {
  const entry = (is: string, from?: string, to?: string) => ({
    is,
    gives: "X",
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
  });
  const map = [
    entry("A ", "2026-09", "2026-12"),
    entry("a", undefined, "2026-06"),
    entry("a", "2027-02"),
    entry("b", "2026-02", "2026-03"),
    entry("b", "2026-04"),
    entry("c"),
  ];
  const defined: Identifiers = {
    cost_centre: { sources: [{ attribute: "tag:x" }, { attribute: "tag:cc", map }], aliases: {} },
  };
  expect(gapsOf(defined)).toEqual([
    'cost centre: "a" of tag:cc gives nothing from 2026-07 to 2026-08.',
    'cost centre: "A " of tag:cc gives nothing in 2027-01.',
  ]);
});

test.each([
  ["1", "1", "100.0"],
  ["999999999999.999999999999", "1000000000000", "99.9"],
  ["2", "3", "66.6"],
  ["0", "5", "0.0"],
  ["0", "0", "–"],
])("%s of %s is %s percent complete, never rounded up", (part, whole, expected) => {
  expect(completeness(part, whole)).toBe(expected);
});
