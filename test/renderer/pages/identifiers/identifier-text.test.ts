import { expect, test } from "vitest";
import {
  coverageLines,
  firstLine,
  identifiersMessage,
  missingAmount,
} from "../../../../renderer/pages/identifiers/identifier-text.ts";
import type { IdentifierCoverage, PointCoverage } from "../../../../shared/contract/identifiers.ts";

const coverage = (
  identifier: IdentifierCoverage["identifier"],
  currency: string,
  charges: number,
  isDefined = true,
): IdentifierCoverage => ({
  identifier,
  isDefined,
  currency,
  charges,
  found: isDefined ? charges - 1 : 0,
  agreed: 0,
  values: 1,
  amount: "10",
  foundAmount: isDefined ? "12.5" : "0",
  magnitude: "15",
  foundMagnitude: isDefined ? "12.5" : "0",
  agreedMagnitude: "0",
});

const ALL = [
  coverage("cost_centre", "EUR", 2),
  coverage("cost_centre", "USD", 9),
  coverage("owner", "EUR", 2, false),
  coverage("owner", "USD", 9, false),
];
const { isDefined: _, ...book } = coverage("cost_centre", "EUR", 3);
const BOOKS: readonly PointCoverage[] = [{ ...book, point: "ledger" }];

test("the largest currency of the bills comes first, then the books", () => {
  const lines = coverageLines(ALL, BOOKS, null);
  expect(
    lines.map(({ identifier, point, currency }) => `${identifier} ${point} ${currency}`),
  ).toEqual([
    "cost_centre bills USD",
    "cost_centre bills EUR",
    "cost_centre ledger EUR",
    "owner bills USD",
  ]);
  expect(firstLine(lines)).toBe(0);
  expect(coverageLines(ALL, BOOKS, "EUR").map(({ point }) => point)).toEqual([
    "bills",
    "ledger",
    "bills",
  ]);
});

test("what has none adds up with what has one, below zero too", () => {
  const [line] = coverageLines(ALL, [], "EUR");
  expect(line === undefined ? "" : missingAmount(line)).toBe("-2.5");
  expect(identifiersMessage(line, 1, 2)).toBe(
    "Cost centre is on 83.3 % of the cost; EUR −2.50 has none; 2 suggestions",
  );
  const [, owner] = coverageLines(ALL, [], "USD");
  expect(identifiersMessage(owner, 1, 0)).toBe("Owner is not defined yet");
  expect(identifiersMessage(owner, 0, 1)).toBe("no identifier is defined yet; 1 suggestion");
  expect(identifiersMessage(undefined, 0, 0)).toBeNull();
});
