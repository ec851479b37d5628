import type { SeedRow } from "./seed.ts";

export const period = "2026-10";
/** Servers go to Alpha, the rest to nobody; B is a target without a rule. */
export const rules = `
tieout: 1
targets: [{ code: A, name: Alpha }, { code: B }]
rules:
  - id: servers
    take: { where: [{ attribute: service_name, op: equals, value: Servers }] }
    method: direct
    to: A
`;

/** A charge of the month, alike on every basis. */
export const charge = (cost: string, more: SeedRow = {}): SeedRow => ({
  billed_period: period,
  billed_cost: cost,
  effective_cost: cost,
  contracted_cost: cost,
  list_cost: cost,
  ...more,
});
