import fc from "fast-check";
import { expect, test } from "vitest";
import type { Writer } from "../../main/engine/database/database.ts";
import { statement } from "../../main/engine/database/sql.ts";
import { findSubset } from "../../main/engine/reconciliation/find-subset.ts";
import settingsSql from "../../main/engine/reconciliation/lines/settings.sql?raw";
import { matchLines } from "../../main/engine/reconciliation/match-lines.ts";
import { runScript } from "../../main/engine/reconciliation/run-script.ts";
import {
  type PassConfig,
  ReconciliationConfig,
} from "../../shared/domain/reconciliation-config.ts";
import { agreesWithin } from "../../shared/domain/tolerance.ts";
import { lawRuns } from "../support/law-runs.ts";
import { openEngine } from "../support/open-engine.ts";
import { type OpenLine, placeOpenLines } from "../support/open-lines.ts";

/** Cases that one pass over the database tries at once, each on accounts of its own. */
const CASES = 10;
const runs = Math.ceil(lawRuns / CASES);
const maybe = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | null> =>
  fc.option(value, { freq: 4, nil: null });
const day = fc.integer({ min: 1, max: 28 }).map((n) => `2026-10-${String(n).padStart(2, "0")}`);
const amount = fc.constantFrom("100", "100", "100", "100.01", "100.5", "101", "-40");
const line = fc.record({
  account_order: fc.integer({ min: 1, max: 2 }),
  document_key: maybe(fc.constantFrom("A1", "B2", "C3")),
  order_key: maybe(fc.constantFrom("P1", "P2")),
  vendor_key: maybe(fc.constantFrom("v", "w")),
  cost_centre: maybe(fc.constantFrom("c1", "c2")),
  line_date: maybe(day),
  currency: fc.constantFrom("USD", "USD", "USD", "EUR"),
  amount,
});
const side = fc
  .array(line, { maxLength: 14 })
  .map((lines): OpenLine[] => lines.map((of, index) => ({ ...of, line_no: index + 1 })));

interface Case {
  readonly ledger: readonly OpenLine[];
  readonly billing: readonly OpenLine[];
}

/** Several cases in one, with accounts and line numbers that never meet. */
const cases: fc.Arbitrary<Case> = fc
  .array(fc.record({ ledger: side, billing: side }), {
    minLength: 1,
    maxLength: CASES,
    size: "max",
  })
  .map((list) => ({
    ledger: list.flatMap((of, index) => apart(of.ledger, index)),
    billing: list.flatMap((of, index) => apart(of.billing, index)),
  }));

function apart(lines: readonly OpenLine[], index: number): OpenLine[] {
  return lines.map((of) => ({
    ...of,
    account_order: of.account_order + 2 * index,
    line_no: of.line_no + 100 * index,
  }));
}

const PARAMETERS = { currency: "USD", period: "2026-10", period_before: "2026-09" };

type Edge = (a: OpenLine, b: OpenLine) => boolean;
const same = (a: unknown, b: unknown): boolean => a !== null && a === b;
const money = (a: OpenLine, b: OpenLine): boolean =>
  a.account_order === b.account_order && a.currency === b.currency;
const daysApart = (a: OpenLine, b: OpenLine): number =>
  a.line_date === null || b.line_date === null
    ? 999
    : Math.abs(dayOf(a.line_date) - dayOf(b.line_date));
const dayOf = (date: string): number => Number.parseInt(date.slice(8), 10);

const EDGES: Readonly<Record<number, Edge>> = {
  1: (a, b) => money(a, b) && same(a.document_key, b.document_key) && a.amount === b.amount,
  2: (a, b) => money(a, b) && same(a.order_key, b.order_key) && a.amount === b.amount,
  3: (a, b) =>
    money(a, b) &&
    same(a.vendor_key, b.vendor_key) &&
    a.amount === b.amount &&
    daysApart(a, b) <= 5,
  4: (a, b) =>
    money(a, b) &&
    same(a.vendor_key, b.vendor_key) &&
    daysApart(a, b) <= 5 &&
    agreesWithin(a.amount, b.amount, { absolute: "0.6", percent: "0.5" }),
};

/** Every candidate edge, and of them the ones that stand alone on both sides. */
function mutuallyUnique(ledger: readonly OpenLine[], billing: readonly OpenLine[], edge: Edge) {
  const edges = ledger.flatMap((a) =>
    billing.filter((b) => edge(a, b)).map((b) => ({ ledger: a.line_no, billing: b.line_no })),
  );
  return edges
    .filter(
      (of) =>
        edges.filter(({ ledger: other }) => other === of.ledger).length === 1 &&
        edges.filter(({ billing: other }) => other === of.billing).length === 1,
    )
    .map((of) => `${of.ledger}-${of.billing}`)
    .sort();
}

function configOf(pass: Partial<PassConfig> & { pass: number }): ReconciliationConfig {
  return ReconciliationConfig.parse({
    tieout: 1,
    accounts: [{ account: "1" }],
    passes: [{ dateWindowDays: 5, toleranceAbsolute: "0.6", tolerancePercent: "0.5", ...pass }],
  });
}

async function confirmed(
  writer: Writer,
  config: ReconciliationConfig,
  ledger: readonly OpenLine[],
  billing: readonly OpenLine[],
): Promise<Map<number, { ledger: number[]; billing: number[] }>> {
  await runScript(writer, settingsSql, { accounts: "[]", aliases: "[]", currencies: "[]" });
  await placeOpenLines(writer, ledger, billing);
  await matchLines(writer, config, PARAMETERS, () => undefined);
  const { rows } = await writer.table(
    statement("select match_no, side, line_no from recon_member order by all"),
  );
  const matches = new Map<number, { ledger: number[]; billing: number[] }>();
  for (const [match, of, lineNo] of rows) {
    const found = matches.get(Number(match)) ?? { ledger: [], billing: [] };
    found[of === "ledger" ? "ledger" : "billing"].push(Number(lineNo));
    matches.set(Number(match), found);
  }
  return matches;
}

test.each([1, 2, 3, 4])("pass %i confirms exactly the mutually unique edges", async (pass) => {
  const { context } = await openEngine();
  const edge = EDGES[pass] ?? (() => false);
  await fc.assert(
    fc.asyncProperty(cases, async ({ ledger, billing }) => {
      const matches = await context.change("law", ({ writer }) =>
        confirmed(writer, configOf({ pass }), ledger, billing),
      );
      const pairs = [...matches.values()].map((of) => `${of.ledger.join()}-${of.billing.join()}`);
      expect(pairs.sort()).toEqual(mutuallyUnique(ledger, billing, edge));
    }),
    { numRuns: runs },
  );
});

test("a confirmed group has equal sums, one key and no line of another group", async () => {
  const { context } = await openEngine();
  // Two currencies of one invoice may meet at another exchange rate; here sums must be equal.
  const inDollars = (lines: readonly OpenLine[]): OpenLine[] =>
    lines.map((of) => ({ ...of, currency: "USD" }));
  const dollars = cases.map((of) => ({
    ledger: inDollars(of.ledger),
    billing: inDollars(of.billing),
  }));
  await fc.assert(
    fc.asyncProperty(dollars, async ({ ledger, billing }) => {
      const config = configOf({ pass: 5, groupBy: ["invoice"] });
      const matches = await context.change("law", ({ writer }) =>
        confirmed(writer, config, ledger, billing),
      );
      const seen = new Set<string>();
      for (const match of matches.values()) {
        const left = match.ledger.map((no) => lineOf(ledger, no));
        const right = match.billing.map((no) => lineOf(billing, no));
        expect(sum(left)).toBe(sum(right));
        expect(new Set([...left, ...right].map((of) => of.document_key)).size).toBe(1);
        const keys = [...match.ledger.map((n) => `l${n}`), ...match.billing.map((n) => `b${n}`)];
        for (const key of keys) {
          expect(seen.has(key)).toBe(false);
          seen.add(key);
        }
      }
    }),
    { numRuns: runs },
  );
});

function lineOf(lines: readonly OpenLine[], no: number): OpenLine {
  const found = lines.find(({ line_no }) => line_no === no);
  if (found === undefined) {
    throw new RangeError(`no line ${no}`);
  }
  return found;
}

function sum(lines: readonly OpenLine[]): number {
  return lines.reduce((total, of) => total + Math.round(Number.parseFloat(of.amount) * 100), 0);
}

const wideAmount = fc.bigInt({ min: -(10n ** 9n), max: 10n ** 9n }).filter((n) => n !== 0n);

test("a subset found is the one smallest, chosen or left out, that exhaustive search finds", () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(wideAmount, fc.constantFrom(5n, 7n, 12n, -5n)), {
        minLength: 1,
        maxLength: 9,
      }),
      fc.integer({ min: 0, max: 511 }),
      (amounts, mask) => {
        const target = subsetSum(amounts, mask & ((1 << amounts.length) - 1));
        const found = findSubset(target, amounts);
        if (found === null) {
          return;
        }
        const foundMask = found.reduce((bits, index) => bits | (1 << index), 0);
        expect(subsetSum(amounts, foundMask)).toBe(target);
        const rank = (bits: number): number =>
          Math.min(popCount(bits), amounts.length - popCount(bits));
        const hits = Array.from({ length: 1 << amounts.length }, (_, bits) => bits).filter(
          (bits) => subsetSum(amounts, bits) === target,
        );
        expect(Math.min(...hits.map(rank))).toBe(rank(foundMask));
        const alike = hits.filter((bits) => popCount(bits) === popCount(foundMask));
        expect(alike).toEqual([foundMask]);
      },
    ),
    { numRuns: lawRuns },
  );
});

test("a planted subset of large amounts is found; one that chance could give is not", () => {
  const amounts = Array.from({ length: 24 }, (_, index) =>
    BigInt(index * index * 7919 + 1_000_003),
  );
  expect(findSubset(subsetSum(amounts, 0b101), amounts)).toEqual([0, 2]);
  expect(findSubset(subsetSum(amounts, 0xffffff), amounts)).toHaveLength(24);
  expect(findSubset(subsetSum(amounts, 0xfffffe), amounts)).toHaveLength(23);
  expect(findSubset(14n, [1n, 2n, 3n, 4n, 10n, 20n])).toBeNull();
  expect(findSubset(5n, [5n, 5n])).toBeNull();
  expect(findSubset(5n, [])).toBeNull();
});

function subsetSum(amounts: readonly bigint[], mask: number): bigint {
  return amounts.reduce((total, of, index) => ((mask >> index) & 1 ? total + of : total), 0n);
}

function popCount(mask: number): number {
  return mask === 0 ? 0 : (mask & 1) + popCount(mask >> 1);
}
