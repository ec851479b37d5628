import { z } from "zod";
import { type AllocationRuleSet, conditionsOf } from "../../../../shared/domain/allocation-rule.ts";
import type { Condition } from "../../../../shared/domain/condition.ts";
import { fail } from "../../../../shared/errors.ts";
import type { ChangeContext, EngineContext } from "../../context.ts";
import type { Reader } from "../../database/database.ts";
import { statement } from "../../database/sql.ts";
import { sha256 } from "../runs/run-key.ts";
import currentRuleSet from "./current-rule-set.sql?raw";
import nextVersion from "./next-version.sql?raw";
import patternMatch from "./pattern-match.sql?raw";
import { type Problem, type ReadRules, readRules } from "./read-rules.ts";
import ruleSetById from "./rule-set-by-id.sql?raw";
import storeRuleSet from "./store-rule-set.sql?raw";

export interface StoredRuleSet {
  readonly ruleSetId: string;
  readonly version: number;
  readonly text: string;
  readonly ruleSet: AllocationRuleSet;
}

const Row = z.object({ rule_set_id: z.string(), version: z.number(), text: z.string() });

/** Reads rules and tries their patterns, which only the engine's own matcher can judge. */
export async function checkRules(
  { database }: Pick<EngineContext, "database">,
  text: string,
): Promise<ReadRules> {
  const read = readRules(text);
  if (!read.ok) {
    return read;
  }
  const problems: Problem[] = [];
  for (const [index, rule] of read.ruleSet.rules.entries()) {
    for (const [position, condition] of conditionsOf(rule).entries()) {
      const pattern = condition.op === "matches" ? (condition.value ?? "") : null;
      const fault = pattern === null ? null : await database.read((r) => faultOf(r, pattern));
      if (fault !== null) {
        problems.push(
          read.locate({
            path: ["rules", index, "take", "where", position, "value"],
            message: `The pattern "${pattern}" of the rule "${rule.id}" cannot be read: ${fault}.`,
            remedy: "Write a regular expression (RE2) over the whole value, for example prod-.*",
          }),
        );
      }
    }
  }
  return problems.length === 0 ? read : { ok: false, problems };
}

/** Refuses a filter whose pattern the engine's own matcher cannot read. Errors: usage. */
export async function assertPatterns(
  reader: Reader,
  conditions: readonly Condition[],
): Promise<void> {
  for (const { attribute, op, value = "" } of conditions) {
    const fault = op === "matches" ? await faultOf(reader, value) : null;
    if (fault !== null) {
      fail(
        "usage",
        `The pattern "${value}" of the filter on "${attribute}" cannot be read: ${fault}.`,
        "Correct the pattern, for example close every bracket, or filter by a part of the text.",
      );
    }
  }
}

async function faultOf(reader: Reader, pattern: string): Promise<string | null> {
  try {
    await reader.table(statement(patternMatch, { pattern }));
    return null;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return message.replace(/^Invalid Input Error: /, "").split("\n")[0] ?? "";
  }
}

/** The rules, or the error that names the first problem and how many there are. */
export function rulesOrFail(read: ReadRules): AllocationRuleSet {
  if (read.ok) {
    return read.ruleSet;
  }
  const [first] = read.problems;
  const place = first?.line == null ? "" : `Line ${first.line}: `;
  const others = read.problems.length > 1 ? ` (${read.problems.length} problems in all)` : "";
  return fail(
    "rules-invalid",
    `${place}${first?.message ?? "The rules cannot be read."}${others}`,
    first?.remedy ?? "Correct the rules.",
    {
      path: first?.path ?? "",
      line: first?.line ?? null,
      column: first?.column ?? null,
      problems: read.problems.length,
    },
  );
}

/** Stores rules as a version by their canonical hash and makes them the current ones. */
export async function saveRules(
  { writer, sequence, audit }: ChangeContext,
  text: string,
  ruleSet: AllocationRuleSet,
): Promise<StoredRuleSet> {
  const ruleSetId = sha256(ruleSet).slice(0, 24);
  const known = await ruleSetOf(writer, ruleSetId);
  const { version } =
    known ?? (await writer.one(z.object({ version: z.number() }), statement(nextVersion)));
  await writer.run(statement(storeRuleSet, { rule_set_id: ruleSetId, version, text, sequence }));
  await audit({
    action: "allocation-rules-saved",
    subject: ruleSetId,
    detail: { version, rules: ruleSet.rules.length, targets: ruleSet.targets.length },
  });
  return { ruleSetId, version, text, ruleSet };
}

export async function currentRules(reader: Reader): Promise<StoredRuleSet | null> {
  const [row] = await reader.rows(Row, statement(currentRuleSet));
  return row === undefined ? null : stored(row);
}

export async function ruleSetOf(reader: Reader, ruleSetId: string): Promise<StoredRuleSet | null> {
  const found = statement(ruleSetById, { rule_set_id: ruleSetId });
  const [row] = await reader.rows(Row, found);
  return row === undefined ? null : stored(row);
}

function stored(row: z.infer<typeof Row>): StoredRuleSet {
  const ruleSet = rulesOrFail(readRules(row.text));
  return { ruleSetId: row.rule_set_id, version: row.version, text: row.text, ruleSet };
}
