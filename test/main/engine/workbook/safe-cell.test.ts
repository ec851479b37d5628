import { describe, expect, test } from "vitest";
import { CELL_TEXT_MAX, safeCell, safeText } from "../../../../main/engine/workbook/safe-cell.ts";

describe("text of a cell", () => {
  test.each([
    ["=1+1", "=1+1"],
    ["@SUM(A1)", "@SUM(A1)"],
    ["a\u0000b\u0007", "a\ufffdb\ufffd"],
    ["lone \ud800 half", "lone \ufffd half"],
    ["pair \ud83d\ude00", "pair \ud83d\ude00"],
    ["non\uffffcharacter", "non\ufffdcharacter"],
    ["kept\ttab\nline", "kept\ttab\nline"],
    ["carriage\r\nreturn", "carriage\nreturn"],
  ])("%j becomes %j", (given, expected) => {
    expect(safeText(given)).toBe(expected);
  });

  test("is cut at the limit, and says so", () => {
    const atLimit = "x".repeat(CELL_TEXT_MAX);
    expect(safeText(atLimit)).toBe(atLimit);
    const cut = safeText(`${atLimit}x`);
    expect(cut.length).toBe(CELL_TEXT_MAX);
    expect(cut).toMatch(/shortened: Excel keeps 32,767 characters/);
  });

  test("never holds half a character where it is cut", () => {
    expect(safeText("\ud83d\ude00".repeat(CELL_TEXT_MAX))).not.toMatch(/\p{Surrogate}/u);
  });

  test("keeps no more than 253 line feeds", () => {
    expect(safeText("a\n".repeat(400)).match(/\n/g)).toHaveLength(253);
  });
});

describe("an amount of a cell", () => {
  const one = 10n ** 12n;

  test.each([
    [0n, 0],
    [12_340_000_000n, 0.01234],
    [-1234n * one, -1234],
    [999_999_999_999_990n * one, 999_999_999_999_990],
    [(123_456_789_012_345n * one) / 100n, 1_234_567_890_123.45],
  ])("%s units is the number %s", (units, expected) => {
    expect(safeCell(units)).toEqual({ kind: "value", value: expected });
  });

  test("beyond 15 digits is text that says so", () => {
    const cell = safeCell((1_234_567_890_123_456n * one) / 100n);
    expect(cell.value).toBe("12345678901234.56 (text: Excel keeps 15 digits of a number)");
  });
});
