import { z } from "zod";
import type { Explanation } from "../../../../shared/contract/allocation.ts";
import { type AllocationRule, UNALLOCATED } from "../../../../shared/domain/allocation-rule.ts";
import { addAmounts, canonicalAmount, toUnits } from "../../../../shared/domain/amount.ts";
import { CostTreatment } from "../../../../shared/domain/treatment.ts";
import type { Reader } from "../../database/database.ts";
import {
  amountQuery,
  type Cell,
  filesQuery,
  type Moves,
  movesInto,
  movesOfCell,
  movesOfWay,
  partsQuery,
  treatmentsQuery,
  type Way,
  waysQuery,
} from "../compile-cell.ts";
import { takenPool } from "../rules/rule-targets.ts";
import { readDriverRow } from "./driver-row.ts";
import { chargesStep, type DriverRow, roundingStep, type Step, splitStep } from "./step-text.ts";

export interface ExplainedRun {
  readonly period: string;
  readonly rules: readonly AllocationRule[];
  readonly ruleSetId: string;
  readonly version: number;
}

const WayRow = z.object({
  stage: z.number(),
  rule_id: z.string().nullable(),
  pool: z.string().nullable(),
  charges: z.number(),
  amount: z.string(),
});

const Part = z.object({
  weight: z.string(),
  weight_total: z.string(),
  amount: z.string(),
  amount_in: z.string(),
});

/** What the walk from a cell back to its charges has found so far. */
interface Walk {
  readonly reader: Reader;
  readonly cell: Cell;
  readonly run: ExplainedRun;
  readonly steps: Step[];
  roundingUnits: bigint;
  isSplit: boolean;
}

/**
 * Explains a cell as a waterfall: the charges behind it, what each rule passed elsewhere, and
 * the rounding.
 * Law:     Σ steps = cell, and Σ files = cell (test/laws/allocation-explanation.test.ts)
 * Rounding: one unit of the last stored decimal each, on its own line
 */
export async function explainCell(
  reader: Reader,
  cell: Cell,
  run: ExplainedRun,
  names: ReadonlyMap<string, string>,
): Promise<Explanation> {
  const moves = movesOfCell(cell);
  const { amount } = await reader.one(z.object({ amount: z.string() }), amountQuery(moves));
  const walk: Walk = { reader, cell, run, steps: [], roundingUnits: 0n, isSplit: false };
  await explainMoves(walk, moves, cell.target);
  if (walk.isSplit) {
    walk.steps.push(roundingStep(walk.roundingUnits));
  }
  const files = await explainFiles(reader, moves);
  const treatments = await explainTreatments(reader, moves, run);
  const stepTotal = addAmounts(walk.steps.flatMap((step) => step.amount ?? []));
  const fileTotal = addAmounts(files.map((file) => file.amount));
  const exact = canonicalAmount(amount);
  return {
    title: titleOf(cell, run, names),
    amount: exact,
    currency: cell.currency,
    steps: walk.steps,
    files,
    ruleSet: { ruleSetId: run.ruleSetId, version: run.version },
    treatments,
    ties: stepTotal === exact && fileTotal === exact,
  };
}

async function explainMoves(walk: Walk, moves: Moves, target: string | null): Promise<void> {
  const rows = await walk.reader.rows(WayRow, waysQuery(moves));
  for (const row of rows) {
    await explainWay(walk, moves, row, target);
  }
}

async function explainWay(
  walk: Walk,
  moves: Moves,
  row: z.infer<typeof WayRow>,
  target: string | null,
): Promise<void> {
  const way: Way = { stage: row.stage, ruleId: row.rule_id, pool: row.pool };
  const mine = movesOfWay(moves, way);
  const rule = walk.run.rules.find(({ id }) => id === way.ruleId) ?? null;
  const parts = await readParts(walk, mine, way);
  if (way.pool === null) {
    walk.steps.push(chargesStep(row.charges, parts.amountInUnits, rule));
  } else {
    const since = earlierTaking(walk.run.rules, way.pool, way.stage);
    await explainMoves(walk, movesInto(walk.cell, way.pool, since, way.stage, mine), way.pool);
  }
  walk.roundingUnits += parts.roundingUnits;
  walk.isSplit ||= parts.isSplit;
  walk.steps.push(
    splitStep({
      rule,
      way,
      target,
      amountInUnits: parts.amountInUnits,
      shareUnits: parts.shareUnits,
      share: parts.share,
      driver: await driverOf(walk, rule, target),
    }),
  );
}

/** The last stage before `stage` that passed the pool on; 0 where none did. */
function earlierTaking(rules: readonly AllocationRule[], pool: string, stage: number): number {
  const stages = rules
    .filter((rule) => takenPool(rule) === pool && rule.stage < stage)
    .map((rule) => rule.stage);
  return Math.max(0, ...stages);
}

interface Parts {
  /** What was split, all targets together. */
  readonly amountInUnits: bigint;
  /** The shares before rounding, each cut off at the last stored decimal. */
  readonly shareUnits: bigint;
  readonly roundingUnits: bigint;
  /** Numerator and denominator, where all parts share them. */
  readonly share: readonly [bigint, bigint] | null;
  readonly isSplit: boolean;
}

async function readParts({ reader, cell }: Walk, moves: Moves, way: Way): Promise<Parts> {
  let amountInUnits = 0n;
  let shareUnits = 0n;
  let roundingUnits = 0n;
  let isSplit = false;
  const shares = new Set<string>();
  const counted = new Set<unknown>();
  for await (const rows of reader.stream(partsQuery(cell, moves, way))) {
    for (const [segment, ...values] of rows) {
      const [weight, weight_total, amount, amount_in] = values;
      const part = Part.parse({ weight, weight_total, amount, amount_in });
      const [numerator, denominator] = [BigInt(part.weight), BigInt(part.weight_total)];
      const inUnits = toUnits(part.amount_in);
      const share = (inUnits * numerator) / denominator;
      // A total over all targets has several parts of one amount, which came in once.
      amountInUnits += counted.has(segment) ? 0n : inUnits;
      counted.add(segment);
      shareUnits += share;
      roundingUnits += toUnits(part.amount) - share;
      shares.add(`${part.weight}/${part.weight_total}`);
      isSplit ||= numerator !== denominator;
    }
  }
  const [only] = shares;
  const [numerator = "0", denominator = "1"] = (only ?? "").split("/");
  const share = shares.size === 1 ? ([BigInt(numerator), BigInt(denominator)] as const) : null;
  return { amountInUnits, shareUnits, roundingUnits, share, isSplit };
}

async function driverOf(
  { reader, run }: Walk,
  rule: AllocationRule | null,
  target: string | null,
): Promise<DriverRow | null> {
  return rule?.method === "by-driver" && target !== null
    ? readDriverRow(reader, rule.driver, target, run.period)
    : null;
}

async function explainFiles(reader: Reader, moves: Moves): Promise<Explanation["files"]> {
  const Row = z.object({
    source_file_id: z.string(),
    file_name: z.string(),
    charges: z.number(),
    amount: z.string(),
    row_first: z.number(),
    row_last: z.number(),
  });
  const rows = await reader.rows(Row, filesQuery(moves));
  return rows.map((row) => ({
    sourceFileId: row.source_file_id,
    file: row.file_name,
    rows: row.row_first === row.row_last ? `${row.row_first}` : `${row.row_first}–${row.row_last}`,
    charges: row.charges,
    amount: canonicalAmount(row.amount),
  }));
}

/** Empty where neither a rule nor an account says how any of it is treated. */
async function explainTreatments(
  reader: Reader,
  moves: Moves,
  { rules }: ExplainedRun,
): Promise<NonNullable<Explanation["treatments"]>> {
  const Row = z.object({
    treatment: CostTreatment.nullable(),
    rule_id: z.string().nullable(),
    account: z.string().nullable(),
    amount: z.string(),
  });
  const rows = await reader.rows(Row, treatmentsQuery(moves));
  const nameOf = (id: string): string => rules.find((rule) => rule.id === id)?.name ?? id;
  return rows.every(({ treatment }) => treatment === null)
    ? []
    : rows.map(({ treatment, rule_id, account, amount }) => ({
        treatment,
        statedBy: treatment === null ? null : rule_id === null ? "account" : "rule",
        name: rule_id === null ? account : nameOf(rule_id),
        amount: canonicalAmount(amount),
      }));
}

function titleOf(cell: Cell, run: ExplainedRun, names: ReadonlyMap<string, string>): string {
  const row = cell.where
    .filter(({ attribute }) => !attribute.startsWith("target"))
    .map(({ value }) => value ?? "none")
    .join(", ");
  const { target } = cell;
  const to = target === null ? "all targets" : target === UNALLOCATED ? target : names.get(target);
  const from = row === "" ? "All charges" : row;
  return `${from} → ${to ?? target}, ${cell.basis} cost, ${run.period}`;
}
