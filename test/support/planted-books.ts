import { fromUnits } from "../../shared/domain/amount.ts";
import type { ReconcilingItemType } from "../../shared/domain/reconciliation-config.ts";
import type { SeedRow } from "./seed.ts";

/** A difference the generator put in, as the engine should state it. */
export interface PlantedItem {
  readonly account: string;
  readonly type: ReconcilingItemType;
  readonly amount: string;
}

export const PERIOD = "2026-10";

/** A seeded choice of numbers (xorshift), so that a failing case can be run again. */
export class Chance {
  private state: number;
  private readonly used = new Set<number>();

  constructor(seed: number) {
    this.state = (seed * 2_654_435_761) >>> 0 || 1;
  }

  below(limit: number): number {
    this.state ^= this.state << 13;
    this.state ^= this.state >>> 17;
    this.state ^= this.state << 5;
    this.state >>>= 0;
    return this.state % limit;
  }

  /** An amount in minor units that no other call gives, far from every other. */
  cents(): bigint {
    for (;;) {
      const step = this.below(90_000);
      if (!this.used.has(step)) {
        this.used.add(step);
        return BigInt(step) * 1000n + 100_000n + BigInt(this.below(800));
      }
    }
  }
}

export class Books {
  readonly charges: SeedRow[] = [];
  readonly ledger: SeedRow[] = [];
  readonly procurement: SeedRow[] = [];
  readonly items: PlantedItem[] = [];
  readonly unidentified: Record<string, bigint> = {};
  private serial = 0;

  readonly chance: Chance;

  constructor(chance: Chance) {
    this.chance = chance;
  }

  next(): number {
    this.serial += 1;
    return this.serial;
  }

  invoice(): string {
    return `INV-${String(this.next()).padStart(5, "0")}`;
  }

  vendor(): string {
    return `Vendor ${1 + this.chance.below(4)}`;
  }

  charge(row: SeedRow): void {
    const issuer = row["invoice_issuer_name"] ?? "Vendor 1";
    this.charges.push({
      billed_period: PERIOD,
      service_name: "Hosting",
      provider_name: issuer,
      invoice_issuer_name: issuer,
      publisher_name: issuer,
      billing_period_end: "2026-11-01 00:00:00",
      resource_id: `r-${this.next()}`,
      ...row,
      effective_cost: row["effective_cost"] ?? row["billed_cost"] ?? "0",
    });
  }

  post(row: SeedRow): void {
    this.ledger.push({
      period: PERIOD,
      posting_date: `${row["period"] ?? PERIOD}-29`,
      document_number: `51${String(this.next()).padStart(6, "0")}`,
      ...row,
    });
  }

  expect(account: string, type: ReconcilingItemType, cents: bigint): void {
    this.items.push({ account, type, amount: money(cents) });
  }
}

export function money(cents: bigint): string {
  return fromUnits(cents * 10n ** 10n);
}

/** Adds rows to both sides, and what the engine should say about them. */
export type Plant = (books: Books) => void;
