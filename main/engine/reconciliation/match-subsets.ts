import { z } from "zod";
import { toUnits } from "../../../shared/domain/amount.ts";
import type { Writer } from "../database/database.ts";
import { statement } from "../database/sql.ts";
import { findSubset, SUBSET_LINES_MAX } from "./find-subset.ts";
import { type MatchRule, SUBSET_RULES } from "./match-rules.ts";
import closeGroupsSql from "./passes/close-groups.sql?raw";
import confirmGroupsSql from "./passes/confirm-groups.sql?raw";
import subsetCandidatesSql from "./passes/subset-candidates.sql?raw";
import subsetGroupsSql from "./passes/subset-groups.sql?raw";
import { runScript } from "./run-script.ts";

const Candidate = z.object({
  group_key: z.string(),
  side: z.enum(["ledger", "billing"]),
  line_no: z.number(),
  amount: z.string(),
  digits: z.number(),
});
type Candidate = z.infer<typeof Candidate>;

interface SubsetMatch {
  readonly one: Candidate;
  readonly many: readonly Candidate[];
}

/**
 * Confirms one line of a side against several of the other, by invoice and then by vendor, where
 * exactly one smallest set of lines sums to it and no other line claims any of them.
 */
export async function matchSubsets(writer: Writer): Promise<void> {
  for (const by of ["invoice", "vendor"] as const) {
    const candidates = await writer.rows(
      Candidate,
      statement(subsetCandidatesSql, { by, lines_max: SUBSET_LINES_MAX + 1 }),
    );
    const groups = new Map<string, Candidate[]>();
    for (const candidate of candidates) {
      groups.set(candidate.group_key, [...(groups.get(candidate.group_key) ?? []), candidate]);
    }
    const members = [...groups.values()].flatMap(subsetMatches).flatMap(memberRows);
    if (members.length > 0) {
      await runScript(writer, subsetGroupsSql, { members: JSON.stringify(members) });
      await confirmGroups(writer, SUBSET_RULES[by]);
    }
  }
}

/** Takes the groups a rule found out of the open lines. */
export async function confirmGroups(writer: Writer, { rule }: MatchRule): Promise<void> {
  if ((await runScript(writer, confirmGroupsSql, { rule })) > 0) {
    await runScript(writer, closeGroupsSql);
  }
}

/** The matches of one group that share no line with another. */
export function subsetMatches(group: readonly Candidate[]): SubsetMatch[] {
  const ledger = group.filter(({ side }) => side === "ledger");
  const billing = group.filter(({ side }) => side === "billing");
  const found = [...subsetsOf(ledger, billing), ...subsetsOf(billing, ledger)];
  const claims = new Map<string, number>();
  for (const { one, many } of found) {
    for (const line of [one, ...many]) {
      claims.set(lineKey(line), (claims.get(lineKey(line)) ?? 0) + 1);
    }
  }
  return found.filter(({ one, many }) =>
    [one, ...many].every((line) => claims.get(lineKey(line)) === 1),
  );
}

function subsetsOf(ones: readonly Candidate[], others: readonly Candidate[]): SubsetMatch[] {
  if (others.length < 2) {
    return [];
  }
  const amounts = others.map(minorUnits);
  return ones.flatMap((one) => {
    const chosen = findSubset(minorUnits(one), amounts);
    const many = (chosen ?? []).flatMap((index) => others[index] ?? []);
    return many.length < 2 ? [] : [{ one, many }];
  });
}

function minorUnits({ amount, digits }: Candidate): bigint {
  return toUnits(amount) / 10n ** BigInt(12 - digits);
}

function lineKey({ side, line_no }: Candidate): string {
  return `${side}:${line_no}`;
}

function memberRows({ one, many }: SubsetMatch): Record<string, string | number>[] {
  const lines = [one, ...many];
  const ledger = lines.filter(({ side }) => side === "ledger").map(({ line_no }) => line_no);
  const matchNo = Math.min(...ledger);
  return lines.map(({ side, line_no }) => ({ match_no: matchNo, side, line_no }));
}
