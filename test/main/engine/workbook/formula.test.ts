import { describe, expect, test } from "vitest";
import {
  type ColumnRange,
  constant,
  equal,
  minus,
  plus,
  ratio,
  rounded,
  share,
  sum,
  sumIf,
  textConstant,
  within,
} from "../../../../main/engine/workbook/formula.ts";

const one = 10n ** 12n;
const amounts: ColumnRange = { names: ["A_1", "A_1_2"], values: [one, 2n * one, null, -one] };
const keysOf = (...keys: string[]): ColumnRange => ({ names: ["K", "K_2"], values: keys });

describe("a formula and its value", () => {
  test.each([
    [sum(amounts), "SUM(A_1,A_1_2)", 2n * one],
    [rounded(constant(one / 8n), 2), "ROUND(0.125,2)", (13n * one) / 100n],
    [rounded(constant(-one / 8n), 2), "ROUND(-0.125,2)", (-13n * one) / 100n],
    [minus(constant(one), constant(one), constant(one)), "1-1-1", -one],
    [plus(), "0", 0n],
    [ratio(constant(one), constant(0n), 4), "IF(0=0,0,ROUND(1/0,4))", 0n],
    [ratio(constant(one), constant(3n * one), 4), "IF(3=0,0,ROUND(1/3,4))", 333_300_000_000n],
    [
      share(constant(one / 100n), constant(one), constant(2n * one), 2),
      "IF(2=0,0,ROUND(0.01*1/2,2))",
      one / 100n,
    ],
    [equal(constant(one), constant(one)), "1=1", true],
    [within(constant(-one), constant(0n)), "ABS(-1)<=0", false],
  ])("%#", (operand, text, value) => {
    expect(operand).toEqual({ text, value });
  });
});

describe("sums by key", () => {
  test("add the rows of the key over every part", () => {
    const keys = keysOf("a", "b", "a", "a");
    expect(sumIf(amounts, [keys, textConstant("a")])).toEqual({
      text: 'SUMIFS(A_1,K,"a")+SUMIFS(A_1_2,K_2,"a")',
      value: 0n,
    });
  });

  test.each([
    ["leading zeros", ["061100", "61100"], "61100"],
    ["case", ["abc", "ABC"], "abc"],
    ["a pattern", ["a*", "ab"], "a*"],
    ["a comparison", [">5", "6"], ">5"],
    ["a date", ["2026-10", "b"], "2026-10"],
    ["an exponent", ["1e5", "100000"], "100000"],
    ["nothing", ["", "b"], ""],
  ])("compare exactly where %s could join two keys", (_, keys, key) => {
    const { text, value } = sumIf(amounts, [keysOf(...keys), textConstant(key)]);
    expect(text).toMatch(/^SUMPRODUCT\(\(EXACT\(K,/);
    expect(value).toBe(keys[0] === key ? one : 2n * one);
  });

  test("stay plain sums for account codes", () => {
    const { text } = sumIf(amounts, [keysOf("61100", "61200"), textConstant("61200")]);
    expect(text).toMatch(/^SUMIFS\(/);
  });
});
