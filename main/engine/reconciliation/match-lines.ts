import type {
  PassConfig,
  ReconciliationConfig,
} from "../../../shared/domain/reconciliation-config.ts";
import type { Writer } from "../database/database.ts";
import { statement } from "../database/sql.ts";
import convertSql from "../money/convert.sql?raw";
import { EXCHANGE_RULE, GROUP_RULES, MATCH_RULES, PAIR_RULES } from "./match-rules.ts";
import { confirmGroups, matchSubsets } from "./match-subsets.ts";
import closePairsSql from "./passes/close-pairs.sql?raw";
import confirmPairsSql from "./passes/confirm-pairs.sql?raw";
import datedPairsSql from "./passes/dated-pairs.sql?raw";
import documentPairsSql from "./passes/document-pairs.sql?raw";
import exchangeCandidatesSql from "./passes/exchange-candidates.sql?raw";
import exchangeSumsSql from "./passes/exchange-sums.sql?raw";
import groupSumsSql from "./passes/group-sums.sql?raw";
import kindsSql from "./passes/kinds.sql?raw";
import matchedSql from "./passes/matched.sql?raw";
import orderPairsSql from "./passes/order-pairs.sql?raw";
import partSumsSql from "./passes/part-sums.sql?raw";
import severalCurrenciesSql from "./passes/several-currencies.sql?raw";
import tolerantPairsSql from "./passes/tolerant-pairs.sql?raw";
import type { RunParameters } from "./prepare-lines.ts";
import { runScript } from "./run-script.ts";

/**
 * Passes 1 to 5: confirms what stands alone on both sides and leaves the rest open.
 * Law: each pass confirms exactly the mutually unique candidates (test/laws/matching.test.ts)
 */
export async function matchLines(
  writer: Writer,
  config: ReconciliationConfig,
  parameters: RunParameters,
  progress: (stage: string) => void,
): Promise<void> {
  await runScript(writer, matchedSql, { rules: JSON.stringify(MATCH_RULES) });
  const passes = config.passes.filter(({ enabled }) => enabled);
  for (const pass of [...passes].sort((a, b) => a.pass - b.pass)) {
    progress(`Pass ${pass.pass}`);
    await (pass.pass === 5 ? matchGroups(writer, pass, parameters) : matchPairs(writer, pass));
  }
}

const PAIRS: Readonly<Record<number, string>> = {
  1: documentPairsSql,
  2: orderPairsSql,
  3: datedPairsSql,
  4: tolerantPairsSql,
};

async function matchPairs(writer: Writer, pass: PassConfig): Promise<void> {
  await runScript(writer, PAIRS[pass.pass] ?? documentPairsSql, {
    days: pass.dateWindowDays,
    tolerance_absolute: pass.toleranceAbsolute,
    tolerance_percent: pass.tolerancePercent,
  });
  const rule = PAIR_RULES.find((of) => of.pass === pass.pass)?.rule ?? 0;
  const confirmed = await runScript(writer, confirmPairsSql, { rule });
  if (confirmed > 0) {
    await runScript(writer, closePairsSql);
  }
}

/** Whether amounts of two currencies can stand against each other at all. */
async function hasCurrencies(writer: Writer): Promise<boolean> {
  const { rows } = await writer.table(statement(severalCurrenciesSql));
  return rows.length > 0;
}

/** Whether any open line is of a kind that a sum may leave out; where none is, none will be. */
async function hasKinds(writer: Writer): Promise<boolean> {
  const { rows } = await writer.table(statement(kindsSql));
  return rows.length > 0;
}

async function matchGroups(
  writer: Writer,
  pass: PassConfig,
  parameters: RunParameters,
): Promise<void> {
  const keys = pass.groupBy.flatMap((key) =>
    key === "invoice" ? (["invoice-cost-centre", "invoice"] as const) : [key],
  );
  let isKindLeft = true;
  for (const key of keys) {
    await runScript(writer, groupSumsSql, { group_by: key });
    await confirmGroups(writer, GROUP_RULES[key]);
    isKindLeft = isKindLeft && (key === "invoice-cost-centre" || (await hasKinds(writer)));
    if (key !== "invoice-cost-centre" && isKindLeft) {
      await runScript(writer, partSumsSql, { group_by: key });
      await confirmGroups(writer, GROUP_RULES[key]);
    }
  }
  if (await hasCurrencies(writer)) {
    await runScript(writer, exchangeCandidatesSql, parameters);
    await runScript(writer, convertSql);
    await runScript(writer, exchangeSumsSql);
    await confirmGroups(writer, EXCHANGE_RULE);
  }
  await matchSubsets(writer);
}
