import { z } from "zod";
import type { Handlers } from "../../../shared/contract/define.ts";
import type { Contract } from "../../../shared/contract/index.ts";
import { ReconcilingItem } from "../../../shared/contract/reconciliation.ts";
import { isOneSided } from "../../../shared/domain/reconciliation-config.ts";
import { isMaterial } from "../../../shared/domain/tolerance.ts";
import { fail } from "../../../shared/errors.ts";
import type { EngineContext } from "../context.ts";
import type { Reader } from "../database/database.ts";
import { statement } from "../database/sql.ts";
import { latestRunOf, type StoredRun } from "../runs/runs-of-scope.ts";
import { acceptItems, unacceptItems } from "./accept-items.ts";
import { currentConfig, storeConfig } from "./config-store.ts";
import { hashInputs } from "./input-hash.ts";
import { linePage } from "./line-page.ts";
import { readConfig } from "./read-config.ts";
import { readResult } from "./read-result.ts";
import itemsSql from "./stored/items.sql?raw";
import matchesSql from "./stored/matches.sql?raw";
import { accountTreatments } from "./treatments.ts";

function latestRun(reader: Reader, period: string): Promise<StoredRun | null> {
  return latestRunOf(reader, { kind: "reconciliation", period });
}

/** Whether files, rates, entities or the account map changed since the run. */
async function isStale(reader: Reader, period: string, run: StoredRun): Promise<boolean> {
  const current = await currentConfig(reader);
  const config = current === null ? null : readConfig(current.text).config;
  if (current === null || config === null) {
    return true;
  }
  const scope = { configId: current.configId, config, period, currency: run.currency ?? "" };
  return (await hashInputs(reader, scope)).hash !== run.input_hash;
}

async function requiredRun(reader: Reader, period: string): Promise<string> {
  const run = await latestRun(reader, period);
  return (
    run?.run_id ??
    fail(
      "run-not-found",
      `The period ${period} was not reconciled yet.`,
      "Reconcile the period first.",
      { period },
    )
  );
}

const StoredItem = z.object({
  item_key: z.string(),
  account: z.string(),
  type: ReconcilingItem.shape.type,
  description: z.string(),
  amount: z.string(),
  currency: z.string(),
  lines: z.number(),
  clears_period: z.string().nullable(),
  first_period: z.string(),
  is_accepted: z.boolean(),
  comment: z.string().nullable(),
  reason: z.string(),
  base: z.string(),
  materiality_absolute: z.string(),
  materiality_percent: z.string(),
});

const StoredMatch = z.object({
  match_id: z.string(),
  pass: z.number(),
  account: z.string(),
  reason: z.string(),
  ledger_amount: z.string(),
  billing_amount: z.string(),
  difference: z.string(),
  ledger_lines: z.array(z.string()),
  billing_lines: z.array(z.string()),
  total: z.number(),
});

export const reconciliationHandlers: Omit<
  Handlers<Contract, EngineContext>["reconciliation"],
  "schedules" | "schedule"
> = {
  config: async ({ database }) =>
    database.read(async (reader) => {
      const text = (await currentConfig(reader))?.text ?? "";
      return { text, config: text === "" ? null : readConfig(text).config };
    }),
  check: async (_context, { text }) => {
    const { config, problems } = readConfig(text);
    return { ok: config !== null, problems: [...problems] };
  },
  save: async (context, { text }) =>
    context.change("reconciliation-config", async (change) => ({
      configId: await storeConfig(change, text),
    })),
  result: async ({ database }, { period }) =>
    database.read(async (reader) => {
      const run = await latestRun(reader, period);
      return run === null
        ? { result: null, isStale: false }
        : {
            result: await readResult(reader, run.run_id),
            isStale: await isStale(reader, period, run),
          };
    }),
  items: async ({ database }, { period, account }) =>
    database.read(async (reader) => {
      const runId = (await latestRun(reader, period))?.run_id ?? "";
      const stored = await reader.rows(
        StoredItem,
        statement(itemsSql, { run_id: runId, period, account: account ?? null }),
      );
      return {
        items: stored.map((item) => ({
          itemKey: item.item_key,
          account: item.account,
          type: item.type,
          description: item.description,
          amount: item.amount,
          currency: item.currency,
          lines: item.lines,
          clearsPeriod: item.clears_period,
          firstPeriod: item.first_period,
          isProposed: !item.is_accepted,
          isAccepted: item.is_accepted,
          isOpenDifference: !item.is_accepted && isOneSided(item.type),
          isMaterial: isMaterial(item.amount, item.base, {
            absolute: item.materiality_absolute,
            percent: item.materiality_percent,
          }),
          comment: item.comment,
          reason: item.reason,
        })),
      };
    }),
  treatments: async ({ database }, { period }) =>
    database.read((reader) => accountTreatments(reader, period)),
  evidence: async ({ database }, { period, itemKey, offset, limit }) =>
    database.read(async (reader) =>
      linePage(reader, {
        runId: await requiredRun(reader, period),
        itemKey,
        account: null,
        side: null,
        offset,
        limit,
      }),
    ),
  unmatched: async ({ database }, { period, account, side, offset, limit }) =>
    database.read(async (reader) =>
      linePage(reader, {
        runId: (await latestRun(reader, period))?.run_id ?? "",
        itemKey: null,
        account: account ?? null,
        side,
        offset,
        limit,
      }),
    ),
  matches: async ({ database }, { period, account, offset, limit }) =>
    database.read(async (reader) => {
      const runId = (await latestRun(reader, period))?.run_id ?? "";
      const stored = await reader.rows(
        StoredMatch,
        statement(matchesSql, { run_id: runId, account: account ?? null, offset, limit }),
      );
      return {
        total: stored[0]?.total ?? 0,
        matches: stored.map((match) => ({
          matchId: match.match_id,
          pass: match.pass,
          account: match.account,
          reason: match.reason,
          ledgerAmount: match.ledger_amount,
          billingAmount: match.billing_amount,
          difference: match.difference,
          ledgerLines: match.ledger_lines,
          billingLines: match.billing_lines,
        })),
      };
    }),
  accept: async (context, input) =>
    context.change("accept-items", async (change) =>
      acceptItems(change, context.actor, await requiredRun(change.writer, input.period), input),
    ),
  unaccept: async (context, input) =>
    context.change("unaccept-items", async (change) => unacceptItems(change, input)),
};
