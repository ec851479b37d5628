import { z } from "zod";
import type { VarianceResult } from "../../../shared/contract/variance.ts";
import { addAmounts, canonicalAmount, subtractAmounts } from "../../../shared/domain/amount.ts";
import { EFFECTS, Effect } from "../../../shared/domain/variance-effect.ts";
import type { Reader } from "../database/database.ts";
import { statement } from "../database/sql.ts";
import { readPeriods } from "../relations/calendar/workspace-calendar.ts";
import resultEffects from "./result-effects.sql?raw";
import resultRows from "./result-rows.sql?raw";
import resultTotals from "./result-totals.sql?raw";
import runById from "./run-by-id.sql?raw";
import { RunParameters } from "./run-key.ts";
import { varianceMessage } from "./variance-message.ts";

/** Paths shown one by one; the rest is one row, so that the rows still add up. */
const ROWS_MAX = 1000;

const RunRow = z.object({
  run_id: z.string(),
  parameters: z.string(),
  opening: z.string(),
  closing: z.string(),
  leaves: z.number(),
  fallbacks: z.string(),
});

const PathRow = z.object({
  place: z.number(),
  path_1: z.string().nullable(),
  path_2: z.string().nullable(),
  path_3: z.string().nullable(),
  paths: z.number(),
  opening: z.string(),
  closing: z.string(),
});

const TotalRow = z.object({ effect: Effect, amount: z.string() });
const EffectRow = TotalRow.extend({ place: z.number() });

const Fallbacks = z.array(z.object({ fallback: z.string(), amount: z.string() }));

/** A stored run as it was computed, or null where there is none of that key. */
export async function readResult(reader: Reader, runId: string): Promise<VarianceResult | null> {
  const [run] = await reader.rows(RunRow, statement(runById, { run_id: runId }));
  if (run === undefined) {
    return null;
  }
  const { mix: _mix, ...parameters } = RunParameters.parse(JSON.parse(run.parameters));
  const limits = { run_id: runId, rows_max: ROWS_MAX };
  const paths = await reader.rows(PathRow, statement(resultRows, limits));
  const ofRows = await reader.rows(EffectRow, statement(resultEffects, limits));
  const totals = await reader.rows(TotalRow, statement(resultTotals, { run_id: runId }));
  const effects = EFFECTS.flatMap((code) => totals.filter(({ effect }) => effect === code)).map(
    ({ effect, amount }) => ({ effect, amount: canonicalAmount(amount) }),
  );
  const { opening, closing } = run;
  const periods = await readPeriods(reader);
  const explained = addAmounts(effects.map(({ amount }) => amount));
  return {
    ...parameters,
    runId,
    opening,
    closing,
    effects,
    residual: subtractAmounts(subtractAmounts(closing, opening), explained),
    rows: paths.map((path) => resultRow(path, parameters.by.length, ofRows, effects)),
    leaves: run.leaves,
    fallbacks: Fallbacks.parse(JSON.parse(run.fallbacks)),
    message: varianceMessage({ ...parameters, opening, closing, effects }, periods),
  };
}

function resultRow(
  { place, paths, opening, closing, ...path }: z.infer<typeof PathRow>,
  depth: number,
  effects: readonly z.infer<typeof EffectRow>[],
  totals: readonly z.infer<typeof TotalRow>[],
): VarianceResult["rows"][number] {
  if (place > ROWS_MAX) {
    const name = paths === 1 ? "1 other" : `${paths} others`;
    return { path: [name], opening, closing, effects: rest(totals, effects), isOthers: true };
  }
  const own = effects.filter((effect) => effect.place === place);
  return {
    path: [path.path_1, path.path_2, path.path_3].slice(0, depth),
    opening,
    closing,
    effects: Object.fromEntries(own.map(({ effect, amount }) => [effect, amount])),
  };
}

/** What the rows that are shown leave of each effect. */
function rest(
  totals: readonly z.infer<typeof TotalRow>[],
  shown: readonly z.infer<typeof EffectRow>[],
): Record<string, string> {
  const left = totals.map(({ effect, amount }): [string, string] => {
    const taken = shown.filter((row) => row.effect === effect).map((row) => row.amount);
    return [effect, subtractAmounts(amount, addAmounts(taken))];
  });
  return Object.fromEntries(left.filter(([, amount]) => amount !== "0"));
}
