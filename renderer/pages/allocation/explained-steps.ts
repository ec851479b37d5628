import type { Explanation } from "../../../shared/contract/allocation.ts";
import { fromUnits, toUnits } from "../../../shared/domain/amount.ts";

type Step = Explanation["steps"][number];

/** Last decimals of many shares; anything larger is no rounding. */
const ROUNDING_MOST = toUnits("0.00001");

/** One way cost came: what was taken, what of it reached the cell, and what went elsewhere. */
export interface Way {
  readonly label: string;
  /** "282 charges", or null for a pool: its own ways say it. */
  readonly charges: string | null;
  readonly taken: string;
  readonly reached: string;
  readonly passedOn: string;
  /** Whom it reached; null where the step does not say. */
  readonly to: string | null;
  /** The quantity the share was taken from, with its file and row. */
  readonly driver: string | null;
  /** What filled the pool. */
  readonly from: readonly Way[];
}

export interface Explained {
  /** The largest first; they add up to the cell together with the rounding. */
  readonly ways: readonly Way[];
  readonly rounding: string;
}

/**
 * The steps of an explanation as ways into the cell; null where they do not fold into ways that
 * add up to it.
 * Law: Σ reached + rounding = cell
 */
export function explainedSteps({ steps, amount }: Explanation): Explained | null {
  const ways: Way[] = [];
  let charges: Step | null = null;
  for (const step of steps) {
    if (step.kind === "charges") {
      charges = step;
    } else if (step.kind === "stage") {
      ways.push(poolWay(step, ways));
    } else if (charges !== null && step.kind !== "rounding") {
      ways.push(wayOf(step, { charges: charges.label, taken: charges.amount ?? "0" }));
      charges = null;
    } else if (step.kind !== "rounding") {
      return null;
    }
  }
  // Pools pass on what they hold, rounding included, so their ways leave other last decimals over.
  const sum = ways.reduce((total, { reached }) => total + toUnits(reached), 0n);
  const rounding = toUnits(amount) - sum;
  return rounding > ROUNDING_MOST || -rounding > ROUNDING_MOST
    ? null
    : { ways: ways.toSorted(byReached), rounding: fromUnits(rounding) };
}

/** What filled a pool stands right before it, and names the pool as what it reached. */
function poolWay(step: Step, ways: Way[]): Way {
  const pool = /^Pool "(.+?)"/.exec(step.label)?.[1] ?? null;
  const start = ways.findLastIndex(({ to }) => to !== pool) + 1;
  const from = pool === null ? [] : ways.splice(start).toSorted(byReached);
  const filled = from.reduce((total, { reached }) => total + toUnits(reached), 0n);
  const taken = /: -?[\d.]+ of (-?[\d.]+)$/.exec(step.detail)?.[1] ?? fromUnits(filled);
  return { ...wayOf(step, { charges: null, taken }), from };
}

function wayOf(step: Step, { charges, taken }: Pick<Way, "charges" | "taken">): Way {
  const passedOn = -toUnits(step.amount ?? "0");
  const says = step.detail.slice(step.detail.lastIndexOf("; ") + 1).trim();
  return {
    label: step.label,
    charges,
    taken,
    reached: fromUnits(toUnits(taken) - passedOn),
    passedOn: fromUnits(passedOn),
    to: /^everything goes to (.+)$/.exec(says)?.[1] ?? /^(.+?) has /.exec(says)?.[1] ?? null,
    driver: /\), (.+ of ".+" in .+ row \d+): [^:]+$/.exec(says)?.[1] ?? null,
    from: [],
  };
}

function byReached(a: Way, b: Way): number {
  const difference = size(b.reached) - size(a.reached);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

function size(amount: string): bigint {
  const units = toUnits(amount);
  return units < 0n ? -units : units;
}
