import { expect, test } from "vitest";
import { toCsv } from "../../renderer/csv.ts";

test("quotes what a comma, a quote or a line break would break", () => {
  expect(
    toCsv([
      ["a", 'say "no"'],
      ["1,5", "two\nlines"],
    ]),
  ).toBe('\uFEFFa,"say ""no"""\r\n"1,5","two\nlines"\r\n');
});
