import { expect, test } from "vitest";
import { dialectOf } from "../../../../../main/engine/imports/readers/detect-dialect.ts";

// prettier-ignore: an aligned table
const CASES: readonly [string, string, string, string, string][] = [
  ["comma", "a,b\n1,2\n", ",", "\n", "exact"],
  ["semicolon with decimal commas", "a;b\r\n1,5;2,5\r\n1,25;2\r\n", ";", "\r\n", "exact"],
  ["tab", "a\tb\n1\t2", "\t", "\n", "exact"],
  ["vertical bar", "a|b|c\r1|2|3\r", "|", "\r", "exact"],
  ["commas in quotes", 'a;b\n"1,2,3";4\n"5,6,7";8\n', ";", "\n", "exact"],
  ["doubled quotes", 'a,b\n"say ""x;y;z""",2\n', ",", "\n", "exact"],
  ["breaks in quotes", 'a,b\n"one\ntwo;three",2\n', ",", "\n", "exact"],
  ["a title above the table", "Report of October\n\na;b;c\n1;2;3\n4;5;6\n", ";", "\n", "guess"],
  ["mixed breaks", "a,b\r\n1,2\n3,4\r\n", ",", "mixed", "exact"],
  ["one column", "a\n1\n2\n", ",", "\n", "guess"],
];

test.each(CASES)("%s", (_what, text, delimiter, newline, confidence) => {
  expect(dialectOf(text, true)).toMatchObject({ delimiter, newline, confidence, quote: '"' });
});

test("a record cut off by the sample does not count", () => {
  expect(dialectOf("a,b,c\n1,2,3\n4", false).reason).toContain("in 2 of the first 2 records");
});
