import { expect, test } from "vitest";
import {
  literalPairs,
  literalText,
  readLiteral,
} from "../../../../main/engine/imports/bills/literal-cell.ts";

/** The amounts of a list of objects, as their cell writes them. */
function amountsOf(text: string): readonly string[] | null {
  const value = readLiteral(text);
  return value?.kind === "list"
    ? value.items.map((item) =>
        item.kind === "map" ? literalText(item.entries.get("amount")) : item.kind,
      )
    : null;
}

test.each([
  ["JSON", '[{"amount":-0.10},{"amount":"1e-7"}]', ["-0.10", "1e-7"]],
  ["Python", "[{'amount': -5e-06, 'name': None}]", ["-5e-06"]],
  ["a decimal of Python", "[{'amount': Decimal('-0.1000')}]", ["-0.1000"]],
  [
    "more digits than a number holds",
    "[{'amount': 0.12345678901234567890}]",
    ["0.12345678901234567890"],
  ],
  ["both quotation marks", `[{"amount": 1, 'name': "O'Brien"}]`, ["1"]],
  ["an escaped quotation mark", "[{'amount': 1, 'name': 'O\\'Brien'}]", ["1"]],
  ["a comma at the end", "[{'amount': 1,},]", ["1"]],
  ["nothing in it", "[ ]", []],
])("%s: numbers keep their text", (_how, text, amounts) => {
  expect(amountsOf(text)).toEqual(amounts);
});

test.each(["", "[", "[{'amount': }]", "[1] 2", "nan", "{1 2}", "['\\u12']", "[".repeat(50)])(
  "%j is no value",
  (text) => {
    expect(readLiteral(text)).toBeNull();
  },
);

test("labels are an object, or a list of keys and values", () => {
  const pairs = [...literalPairs(readLiteral('{"team":"a","n":1}'))];
  expect(pairs).toEqual([
    ["team", "a"],
    ["n", "1"],
  ]);
  expect([...literalPairs(readLiteral("[{'key': 'team', 'value': 'b'}]"))]).toEqual([
    ["team", "b"],
  ]);
  expect([...literalPairs(readLiteral("None"))]).toEqual([]);
});
