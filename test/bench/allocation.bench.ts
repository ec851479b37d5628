import { raw } from "../../main/engine/database/sql.ts";
import { createEngine, type Engine, unwrap } from "../../main/engine/engine.ts";
import type { AllocationResult } from "../../shared/contract/allocation.ts";
import { seedTable } from "../support/seed.ts";
import { seedMonth } from "./seed-month.ts";

const PERIOD = "2026-10";
const CENTRES = Array.from({ length: 40 }, (_, index) => `cc-${1000 + index}`);
const PRODUCTS = Array.from({ length: 20 }, (_, index) => `product-${index}`);

export interface PairMeasurement {
  readonly name: string;
  readonly rows: number;
  readonly target: number;
  /** Milliseconds of each A B A B … run. */
  readonly measuredMs: readonly number[];
  readonly againstMs: readonly number[];
  /** Median measured over median against. */
  readonly ratio: number;
}

/**
 * 20 rules over 60 targets with one driver stage, against one grouping of the same charges by
 * every column the rules read.
 */
export async function benchAllocation(rows: number, rounds = 3): Promise<PairMeasurement> {
  const engine = await createEngine();
  try {
    await seedMonth(engine.context, rows);
    await seedTable(
      engine.context,
      "driver_quantity",
      [...CENTRES, ...PRODUCTS].map((target, index) => ({
        driver: "requests",
        target,
        period: PERIOD,
        quantity: String(1_000_000 + index * 7919),
      })),
    );
    const measuredMs: number[] = [];
    const againstMs: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      measuredMs.push(await timed(() => allocateOnce(engine, round)));
      againstMs.push(await timed(() => groupOnce(engine)));
    }
    const ratio = median(measuredMs) / median(againstMs);
    return { name: "allocation", rows, target: 5, measuredMs, againstMs, ratio };
  } finally {
    await engine.close();
  }
}

/** A different rule name gives a different run, so that no round finds the one before it. */
async function allocateOnce(engine: Engine, round: number): Promise<AllocationResult> {
  const rules = rulesText(round);
  return unwrap(await engine.runJob("allocate", { period: PERIOD, rules }));
}

/** The columns the rules below read, and the four costs a run carries. */
async function groupOnce({ context }: Engine): Promise<void> {
  await context.change("bench", async ({ writer }) => {
    await writer.run(
      raw(`create or replace temp table bench_group as
        select tags, service_name, charge_category, region_id, sub_account_id, sum(billed_cost),
          sum(effective_cost), sum(contracted_cost), sum(list_cost)
        from charge
        where billed_period = '${PERIOD}' or effective_period = '${PERIOD}'
        group by all`),
    );
  });
}

export function rulesText(round: number): string {
  const condition = (attribute: string, op: string, value: string): string =>
    `{ attribute: "${attribute}", op: ${op}, value: ${value} }`;
  const product = (index: number): string => `
  - id: product-${index}
    take:
      where:
        - ${condition("service_name", "equals", "Model Training")}
        - ${condition("tag:Team", "matches", `"team-${index}[0-9]?"`)}
    method: direct
    to: product-${index}`;
  return `
tieout: 1
targets:
${[...CENTRES, ...PRODUCTS].map((code) => `  - { code: ${code} }`).join("\n")}
  - { code: platform, isPool: true }
  - { code: network, isPool: true }
rules:
  - id: tax
    name: Tax ${round}
    take: { where: [${condition("charge_category", "equals", "Tax")}] }
    method: direct
    to: platform
  - id: delivery
    take:
      where:
        - ${condition("service_name", "equals", "Content Delivery")}
        - ${condition("tag:Environment", "not-equals", "production")}
        - ${condition("region_id", "starts-with", "us-")}
    method: direct
    to: network
  - id: sandbox
    take: { where: [${condition("sub_account_id", "equals", '"200000000007"')}] }
    method: even
    targets: [${PRODUCTS.slice(0, 8).join(", ")}]
  - id: credits
    take: { where: [${condition("charge_category", "equals", "Credit")}] }
    method: fixed-shares
    shares: { ${CENTRES.slice(0, 10)
      .map((code) => `${code}: 0.09`)
      .join(", ")} }
${[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11].map(product).join("")}
  - id: centre
    take: { where: [${condition("tag:Environment", "equals", "production")}] }
    method: direct
    toAttribute: tag:CostCentre
  - id: centre-test
    take: { where: [{ attribute: "tag:CostCentre", op: exists }] }
    method: direct
    toAttribute: tag:CostCentre
  - { id: network, stage: 2, take: { pool: network }, method: by-driver, driver: requests }
  - { id: platform, stage: 3, take: { pool: platform }, method: proportional }
`;
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
