import { open } from "node:fs/promises";
import { digits, seeded } from "./seeded.ts";

export interface FocusFile {
  readonly path: string;
  readonly rows: number;
  readonly seed: number;
  /** Decimals of the cost columns; real exports carry up to 17. */
  readonly decimals: number;
}

export const FOCUS_COLUMNS = [
  "BillingAccountId",
  "SubAccountId",
  "SubAccountName",
  "BillingCurrency",
  "BillingPeriodStart",
  "BillingPeriodEnd",
  "ChargePeriodStart",
  "ChargePeriodEnd",
  "ProviderName",
  "InvoiceId",
  "ChargeCategory",
  "ServiceCategory",
  "ServiceName",
  "SkuId",
  "RegionId",
  "ResourceId",
  "BilledCost",
  "EffectiveCost",
  "ListCost",
  "Tags",
] as const;

const SERVICES = [
  ["Compute", "Virtual Servers"],
  ["Storage", "Object Storage"],
  ["Databases", "Relational Database"],
  ["Networking", "Content Delivery"],
  ["Analytics", "Data Warehouse"],
  ["AI and Machine Learning", "Model Training"],
] as const;
const REGIONS = ["eu-central-1", "eu-west-1", "us-east-1", "us-west-2", "ap-south-1"];
const TEAMS = 60;
const CENTRES = 40;
const ENVIRONMENTS = ["production", "staging", "development"];
const OWNERS = 2;
/** TEAMS × CENTRES × ENVIRONMENTS × OWNERS distinct tag sets. */
export const TAG_SETS = TEAMS * CENTRES * ENVIRONMENTS.length * OWNERS;

function tagSets(): string[] {
  const sets: string[] = [];
  for (let index = 0; index < TAG_SETS; index += 1) {
    const team = `team-${index % TEAMS}`;
    const centre = `cc-${1000 + (Math.floor(index / TEAMS) % CENTRES)}`;
    const environment = ENVIRONMENTS[Math.floor(index / (TEAMS * CENTRES)) % 3];
    const owner = `owner-${Math.floor(index / (TEAMS * CENTRES * 3))}`;
    const tags = { Team: team, CostCentre: centre, Environment: environment, Owner: owner };
    sets.push(`"${JSON.stringify(tags).replaceAll('"', '""')}"`);
  }
  return sets;
}

const BATCH_ROWS = 5_000;

/** Writes a month of invented charges; the same arguments give the same bytes. */
export async function generateFocus({ path, rows, seed, decimals }: FocusFile): Promise<void> {
  const next = seeded(seed);
  const tags = tagSets();
  const file = await open(path, "w");
  try {
    await file.write(`${FOCUS_COLUMNS.join(",")}\n`);
    for (let from = 0; from < rows; from += BATCH_ROWS) {
      let text = "";
      for (let row = from; row < Math.min(rows, from + BATCH_ROWS); row += 1) {
        text += chargeLine(next, tags, decimals);
      }
      await file.write(text);
    }
  } finally {
    await file.close();
  }
}

function chargeLine(next: (below: number) => number, tags: string[], decimals: number): string {
  const [category, service] = SERVICES[next(SERVICES.length)] ?? SERVICES[0];
  const day = String(next(30) + 1).padStart(2, "0");
  const following = String(Math.min(30, Number.parseInt(day, 10) + 1)).padStart(2, "0");
  const region = REGIONS[next(REGIONS.length)];
  const account = 200_000_000_000 + next(400);
  const whole = next(50) === 0 ? next(2_000) : next(4);
  const billed = `${whole}.${digits(next, decimals)}`;
  const list = `${whole + 1}.${digits(next, decimals)}`;
  const kind = next(100);
  const chargeCategory =
    kind < 96 ? "Usage" : kind < 98 ? "Purchase" : kind < 99 ? "Tax" : "Credit";
  const sign = chargeCategory === "Credit" ? "-" : "";
  return (
    `payer-1,${account},account-${account % 400},USD,2026-10-01T00:00:00Z,2026-11-01T00:00:00Z,` +
    `2026-10-${day}T00:00:00Z,2026-10-${following}T23:00:00Z,Example Cloud,INV-2026-10-1,` +
    `${chargeCategory},${category},${service},SKU-${next(3_000)},${region},` +
    `arn:example:${region}:${account}:resource/i-${next(200_000).toString(16)},` +
    `${sign}${billed},${sign}${billed},${sign}${list},${tags[next(tags.length)]}\n`
  );
}
