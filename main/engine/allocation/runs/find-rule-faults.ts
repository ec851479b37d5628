import { z } from "zod";
import { type AllocationRule, conditionsOf } from "../../../../shared/domain/allocation-rule.ts";
import { addAmounts, canonicalAmount } from "../../../../shared/domain/amount.ts";
import type { Reader } from "../../database/database.ts";
import { statement } from "../../database/sql.ts";
import { takenPool } from "../rules/rule-targets.ts";
import type { Note } from "../stages/weigh-rules.ts";
import keptOnPool from "./kept-on-pool.sql?raw";
import matchCount from "./match-count.sql?raw";
import poolRuleUsed from "./pool-rule-used.sql?raw";
import unnamedTarget from "./unnamed-target.sql?raw";

const UNNAMED_MAX = 5;

const Matched = z.object({
  matches: z.string(),
  currency: z.string(),
  charges: z.number(),
  amount: z.string(),
});
type Matched = z.infer<typeof Matched>;

/** What a user should know after a run: overlaps, dead rules, names nobody declared. */
export async function findRuleFaults(
  reader: Reader,
  rules: readonly AllocationRule[],
): Promise<Note[]> {
  const matched = await reader.rows(Matched, statement(matchCount));
  return [
    ...findOverlaps(rules, matched),
    ...findUnused(rules, matched, await poolRulesUsed(reader)),
    ...(await findUnnamed(reader)),
    ...(await findKept(reader)),
  ];
}

const numbersOf = ({ matches }: Matched): number[] =>
  matches
    .split(",")
    .filter((text) => text !== "")
    .map((text) => Number.parseInt(text, 10));

/** Pairs of rules that match the same charges; a rule without conditions means to take the rest. */
function findOverlaps(rules: readonly AllocationRule[], matched: readonly Matched[]): Note[] {
  const pairs = new Map<string, { first: number; other: number; rows: Matched[] }>();
  for (const row of matched) {
    const [first, ...others] = numbersOf(row);
    for (const other of others) {
      const key = `${first},${other}`;
      const pair = pairs.get(key) ?? { first: first ?? 0, other, rows: [] };
      pair.rows.push(row);
      pairs.set(key, pair);
    }
  }
  return [...pairs.values()].flatMap(({ first, other, rows }): Note[] => {
    const winner = rules[first - 1];
    const loser = rules[other - 1];
    if (winner === undefined || loser === undefined || takesTheRest(loser)) {
      return [];
    }
    const message =
      `"${winner.id}" takes ${describe(rows)} that "${loser.id}" also matches; ` +
      "the first rule takes them.";
    return [{ code: "rule-overlap", message }];
  });
}

function takesTheRest(rule: AllocationRule): boolean {
  const isNamed = rule.method === "direct" && rule.toAttribute !== undefined;
  return conditionsOf(rule).length === 0 && !isNamed;
}

function findUnused(
  rules: readonly AllocationRule[],
  matched: readonly Matched[],
  poolRules: ReadonlySet<number>,
): Note[] {
  const matching = new Set(matched.flatMap(numbersOf));
  const taking = new Set(matched.map((row) => numbersOf(row)[0]));
  return rules.flatMap((rule, index): Note[] => {
    const number = index + 1;
    const pool = takenPool(rule);
    if (pool !== null) {
      const message = `"${rule.id}" had nothing to pass on: the pool "${pool}" was empty.`;
      return poolRules.has(number) ? [] : [{ code: "rule-unused", message }];
    }
    if (taking.has(number)) {
      return [];
    }
    return matching.has(number)
      ? [
          {
            code: "rule-dead",
            message: `"${rule.id}" took nothing: earlier rules take every charge it matches.`,
          },
        ]
      : [{ code: "rule-unused", message: `"${rule.id}" matches no charge of the period.` }];
  });
}

async function poolRulesUsed(reader: Reader): Promise<ReadonlySet<number>> {
  const rows = await reader.rows(z.object({ rule_number: z.number() }), statement(poolRuleUsed));
  return new Set(rows.map(({ rule_number }) => rule_number));
}

async function findUnnamed(reader: Reader): Promise<Note[]> {
  const Row = Matched.omit({ matches: true }).extend({ attribute_values: z.string() });
  const rows = await reader.rows(Row, statement(unnamedTarget));
  const named = rows.flatMap((row) => {
    const values = z
      .record(z.string(), z.string().nullable())
      .parse(JSON.parse(row.attribute_values));
    const present = Object.entries(values).filter(([, value]) => value !== null);
    const text = present.map(([name, value]) => `${name} = "${value}"`).join(" and ");
    return text === "" ? [] : [{ ...row, text }];
  });
  const notes = named.slice(0, UNNAMED_MAX).map((row) => ({
    code: "target-unnamed",
    message: `${describe([row])} with ${row.text} name no declared target and stay unallocated.`,
  }));
  const others = named.slice(UNNAMED_MAX);
  return others.length === 0
    ? notes
    : [
        ...notes,
        {
          code: "target-unnamed",
          message: `${describe(others)} with ${others.length} other values name no target.`,
        },
      ];
}

async function findKept(reader: Reader): Promise<Note[]> {
  const Row = z.object({ pool: z.string(), currency: z.string(), amount: z.string() });
  const rows = await reader.rows(Row, statement(keptOnPool));
  return rows.map(({ pool, currency, amount }) => ({
    code: "pool-kept",
    message:
      `The pool "${pool}" kept ${canonicalAmount(amount)} ${currency} (effective) that no later ` +
      "rule passes on; it is unallocated.",
  }));
}

/** Charges and their effective cost, for example `12 charges (34.50 EUR)`. */
function describe(rows: readonly Omit<Matched, "matches">[]): string {
  const charges = rows.reduce((sum, row) => sum + row.charges, 0);
  const currencies = [...new Set(rows.map(({ currency }) => currency))].sort();
  const amounts = currencies.map((currency) => {
    const mine = rows.filter((row) => row.currency === currency);
    return `${addAmounts(mine.map(({ amount }) => amount))} ${currency}`;
  });
  return `${charges} ${charges === 1 ? "charge" : "charges"} (${amounts.join(", ")})`;
}
