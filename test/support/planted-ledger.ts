import { fromUnits, toUnits } from "../../shared/domain/amount.ts";
import { convertAmounts } from "../../shared/domain/convert.ts";
import type { ReconcilingItemType } from "../../shared/domain/reconciliation-config.ts";
import type { SeedRow } from "./seed.ts";

/** A difference the generator put in, as the engine should state it. */
export interface PlantedItem {
  readonly account: string;
  readonly type: ReconcilingItemType;
  readonly amount: string;
}

/** Bills and a ledger of one period with known differences, and the truth about them. */
export interface PlantedLedger {
  readonly config: string;
  readonly charges: readonly SeedRow[];
  readonly ledger: readonly SeedRow[];
  readonly procurement: readonly SeedRow[];
  readonly rates: readonly SeedRow[];
  readonly items: readonly PlantedItem[];
  /** What no item explains, per account. */
  readonly unidentified: Readonly<Record<string, string>>;
}

export const PLANTED_CONFIG = `
tieout: 1
costCentre: "tag:cc"
accounts:
  - account: "650100"
    name: Cloud hosting
    charges:
      - { attribute: service_name, op: equals, value: Hosting }
  - account: "650200"
    name: Software
    charges:
      - { attribute: service_name, op: equals, value: Software }
  - account: "650300"
    name: Commitments expensed
    basis: effective
    charges:
      - { attribute: service_name, op: equals, value: Reserved }
  - account: "650400"
    name: Commitments amortised
    basis: effective
    recognition: amortised
    charges:
      - { attribute: service_name, op: equals, value: Saved }
  - account: "131500"
    name: Prepaid technology
    kind: prepaid
    charges:
      - { attribute: service_name, op: equals, value: Saved }
  - account: "231000"
    name: Accrued technology
    kind: accrued
vendors:
  - vendor: Vendor 1
    aliases: [V-0001, Vendor One Ltd]
passes:
  - { pass: 1 }
  - { pass: 2 }
  - { pass: 3, dateWindowDays: 5 }
  - { pass: 4, dateWindowDays: 5, toleranceAbsolute: "0.60", tolerancePercent: "1" }
  - { pass: 5 }
`;

const PERIOD = "2026-10";
const EUR_RATE = "1.0794";

/** A seeded choice of numbers (xorshift), so that a failing case can be run again. */
class Chance {
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

class Books {
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

function money(cents: bigint): string {
  return fromUnits(cents * 10n ** 10n);
}

type Plant = (books: Books) => void;

/** Invoices that agree, one per way of agreeing. */
const CLEAN: readonly Plant[] = [
  (books) => {
    const invoice = books.invoice();
    const cents = books.chance.cents();
    const vendor = books.vendor();
    books.charge({ invoice_id: invoice, billed_cost: money(cents), invoice_issuer_name: vendor });
    const written = invoice.toLowerCase().replace("-0", "/ 0");
    books.post({ reference: written, amount: money(cents), vendor_name: vendor });
  },
  (books) => {
    const invoice = books.invoice();
    const order = `PO-${books.next()}`;
    const cents = books.chance.cents();
    books.charge({ invoice_id: invoice, billed_cost: money(cents) });
    books.procurement.push({
      kind: "invoice",
      entity: "Example Group",
      document_number: invoice,
      purchase_order: order,
      vendor_name: "Vendor One Ltd",
      amount: money(cents),
      currency: "USD",
    });
    books.post({ purchase_order: order, amount: money(cents), vendor_name: null });
  },
  (books) => {
    const cents = books.chance.cents();
    books.charge({ invoice_id: books.invoice(), billed_cost: money(cents) });
    books.post({ amount: money(cents), vendor_id: "V-0001", vendor_name: null });
  },
  (books) => splitInvoice(books, 1),
  (books) => splitInvoice(books, 3),
];

/** Three charges of one invoice against one ledger line, or as many by cost centre. */
function splitInvoice(books: Books, ledgerLines: 1 | 3): void {
  const invoice = books.invoice();
  const parts = [books.chance.cents(), books.chance.cents(), books.chance.cents()];
  for (const [index, cents] of parts.entries()) {
    const tags = JSON.stringify({ cc: `CC-${index}` });
    books.charge({ invoice_id: invoice, billed_cost: money(cents), tags });
    if (ledgerLines === 3) {
      books.post({ reference: invoice, amount: money(cents), cost_centre: `CC-${index}` });
    }
  }
  if (ledgerLines === 1) {
    const total = parts.reduce((sum, cents) => sum + cents, 0n);
    books.post({ reference: invoice, amount: money(total) });
  }
}

/** One plant of every type of item, each stating what it adds. */
const PLANTS: readonly Plant[] = [
  function accrued(books) {
    const vendor = `Accruer ${books.next()}`;
    const charged = books.chance.cents();
    const accrual = charged - 2_000n;
    const bill = { invoice_id: books.invoice(), invoice_issuer_name: vendor };
    books.charge({ ...bill, billed_cost: money(charged) });
    const text = { line_text: "Accrual 10/26", vendor_name: vendor };
    books.post({ ...text, amount: money(accrual) });
    books.post({ ...text, amount: money(-accrual), ledger_account: "231000" });
    books.expect("650100", "accrual", accrual);
    books.expect("650100", "cut-off", -charged);
    books.expect("231000", "accrual", charged - accrual);
  },
  function reversed(books) {
    const vendor = `Reverser ${books.next()}`;
    const charged = books.chance.cents();
    const invoice = books.invoice();
    books.charge({
      billed_period: "2026-09",
      invoice_id: invoice,
      invoice_issuer_name: vendor,
      billed_cost: money(charged),
    });
    const text = { line_text: "Reversal of accrual 09/26", vendor_name: vendor };
    books.post({ ...text, amount: money(1_000n - charged) });
    books.post({ reference: invoice, vendor_name: vendor, amount: money(charged) });
    books.expect("650100", "accrual-reversal", 1_000n - charged);
    books.expect("650100", "cut-off", charged);
  },
  function postedLater(books) {
    const cents = books.chance.cents();
    const invoice = books.invoice();
    books.charge({ invoice_id: invoice, billed_cost: money(cents) });
    books.post({ period: "2026-11", reference: invoice, amount: money(cents) });
    books.expect("650100", "cut-off", -cents);
  },
  function commitmentExpensed(books) {
    const invoice = books.invoice();
    const commitment = { service_name: "Reserved", commitment_discount_id: `ri-${books.next()}` };
    const price = books.chance.cents();
    books.charge({
      ...commitment,
      invoice_id: invoice,
      charge_category: "Purchase",
      billed_cost: money(price),
      effective_cost: "0",
    });
    books.charge({ ...commitment, billed_cost: "0", effective_cost: money(price - 90_000n) });
    books.post({ reference: invoice, amount: money(price), ledger_account: "650300" });
    books.expect("650300", "billed-vs-effective", 90_000n);
  },
  function commitmentAmortised(books) {
    const invoice = books.invoice();
    const vendor = `Saver ${books.next()}`;
    const plan = {
      service_name: "Saved",
      commitment_discount_id: `sp-${books.next()}`,
      invoice_issuer_name: vendor,
    };
    const price = books.chance.cents();
    books.charge({
      ...plan,
      invoice_id: invoice,
      charge_category: "Purchase",
      billed_cost: money(price),
      effective_cost: "0",
    });
    books.charge({ ...plan, billed_cost: "0", effective_cost: money(7_200n) });
    const text = { line_text: "Amortisation of savings plan", vendor_name: vendor };
    const prepaid = { ledger_account: "131500" };
    books.post({ ...prepaid, reference: invoice, vendor_name: vendor, amount: money(price) });
    books.post({ ...prepaid, ...text, amount: money(-7_300n) });
    books.post({ ...text, ledger_account: "650400", amount: money(7_300n) });
    books.expect("650400", "amortisation-method", 100n);
    books.expect("131500", "prepaid", -100n);
  },
  function otherRate(books) {
    const invoice = books.invoice();
    const cents = books.chance.cents();
    const foreign = money(cents);
    const vendor = "Euro Vendor";
    const booked = money((cents * 10_821n) / 10_000n);
    books.charge({
      invoice_id: invoice,
      billed_cost: foreign,
      billing_currency: "EUR",
      invoice_issuer_name: vendor,
    });
    const [atAverage = 0n] = convertAmounts(
      [{ code: "a", units: toUnits(foreign) }],
      toUnits(EUR_RATE),
    );
    const isWithForeign = books.chance.below(2) === 0;
    books.post({
      reference: invoice,
      vendor_name: vendor,
      amount: booked,
      ...(isWithForeign ? { foreign_amount: foreign, foreign_currency: "EUR" } : {}),
    });
    const amount = fromUnits(toUnits(booked) - atAverage);
    books.items.push({ account: "650100", type: "fx", amount });
  },
  function taxInLedger(books) {
    const invoice = books.invoice();
    const cents = books.chance.cents();
    const tax = (cents * 19n) / 100n;
    books.charge({ invoice_id: invoice, billed_cost: money(cents) });
    books.post({ reference: invoice, amount: money(cents) });
    books.post({ reference: invoice, amount: money(tax), line_text: "VAT 19 %" });
    books.expect("650100", "tax", tax);
  },
  function taxInBills(books) {
    const invoice = books.invoice();
    const cents = books.chance.cents();
    const tax = (cents * 7n) / 100n;
    books.charge({ invoice_id: invoice, billed_cost: money(cents) });
    books.charge({ invoice_id: invoice, billed_cost: money(tax), charge_category: "Tax" });
    books.post({ reference: invoice, amount: money(cents) });
    books.expect("650100", "tax", -tax);
  },
  function creditInBills(books) {
    const invoice = books.invoice();
    const cents = books.chance.cents();
    books.charge({ invoice_id: invoice, billed_cost: money(cents) });
    books.charge({ invoice_id: invoice, billed_cost: "-77.31", charge_category: "Credit" });
    books.post({ reference: invoice, amount: money(cents) });
    books.expect("650100", "credit", 7_731n);
  },
  function creditInLedger(books) {
    books.post({ reference: books.invoice(), amount: "-641.17", line_text: "Goodwill" });
    books.expect("650100", "credit", -64_117n);
  },
  function missingInLedger(books) {
    const cents = books.chance.cents();
    books.charge({
      invoice_id: books.invoice(),
      billed_cost: money(cents),
      publisher_name: "Market Seller",
      charge_category: "Purchase",
    });
    books.expect("650100", "missing-in-ledger", -cents);
  },
  function missingInBills(books) {
    const cents = books.chance.cents();
    books.post({ amount: money(cents), line_text: "Top-side journal", vendor_name: null });
    books.expect("650100", "missing-in-bills", cents);
  },
  function repeatedRow(books) {
    const invoice = books.invoice();
    const row = { invoice_id: invoice, resource_id: `r-${books.next()}` };
    const cents = books.chance.cents();
    const rest = books.chance.cents();
    books.charge({ ...row, billed_cost: money(cents) });
    books.charge({ ...row, billed_cost: money(cents) });
    books.charge({ invoice_id: invoice, billed_cost: money(rest) });
    books.post({ reference: invoice, amount: money(cents + rest) });
    books.expect("650100", "duplicate-in-bills", -cents);
  },
  function postedTwice(books) {
    const invoice = books.invoice();
    const cents = books.chance.cents();
    books.charge({ invoice_id: invoice, billed_cost: money(cents) });
    books.post({ reference: invoice, amount: money(cents) });
    books.post({ reference: invoice, amount: money(cents) });
    books.expect("650100", "duplicate-in-ledger", cents);
  },
  function postedAgain(books) {
    const invoice = books.invoice();
    const cents = books.chance.cents();
    books.charge({ billed_period: "2026-09", invoice_id: invoice, billed_cost: money(cents) });
    books.post({ period: "2026-09", reference: invoice, amount: money(cents) });
    books.post({ reference: invoice, amount: money(cents) });
    books.expect("650100", "duplicate-in-ledger", cents);
  },
  function wrongAccount(books) {
    const invoice = books.invoice();
    const cents = books.chance.cents();
    books.charge({ invoice_id: invoice, billed_cost: money(cents), service_name: "Software" });
    books.post({ reference: invoice, amount: money(cents) });
    books.expect("650100", "mis-posting", cents);
    books.expect("650200", "mis-posting", -cents);
  },
  function wrongCostCentre(books) {
    const invoice = books.invoice();
    const parts = [books.chance.cents(), books.chance.cents(), books.chance.cents()];
    const moved = [50_000n, -50_000n, 0n];
    for (const [index, cents] of parts.entries()) {
      const centre = `CC-${index}`;
      const tags = JSON.stringify({ cc: centre });
      books.charge({ invoice_id: invoice, billed_cost: money(cents), tags });
      const posted = cents + (moved[index] ?? 0n);
      books.post({ reference: invoice, amount: money(posted), cost_centre: centre });
    }
    books.expect("650100", "mis-posting", 50_000n);
    books.expect("650100", "mis-posting", -50_000n);
  },
  function lateCorrection(books) {
    const invoice = books.invoice();
    const cents = books.chance.cents();
    books.charge({ invoice_id: invoice, billed_cost: money(cents) });
    books.charge({
      invoice_id: invoice,
      billed_cost: "33.19",
      charge_class: "Correction",
      charge_period_start: "2026-09-12 00:00:00",
    });
    books.post({ reference: invoice, amount: money(cents) });
    books.expect("650100", "late-correction", -3_319n);
  },
  function withinTolerance(books) {
    const cents = books.chance.cents();
    const vendor = `Near ${books.next()}`;
    const bill = { invoice_id: books.invoice(), invoice_issuer_name: vendor };
    books.charge({ ...bill, billed_cost: money(cents) });
    books.post({ amount: money(cents + 37n), vendor_name: vendor });
    books.expect("650100", "tolerance-residue", 37n);
  },
  function wrongAmount(books) {
    const invoice = books.invoice();
    const cents = books.chance.cents();
    const gap = BigInt(1_000 + books.chance.below(9_000));
    books.charge({ invoice_id: invoice, billed_cost: money(cents) });
    books.post({ reference: invoice, amount: money(cents + gap) });
    books.unidentified["650100"] = (books.unidentified["650100"] ?? 0n) + gap;
  },
];

/**
 * Bills and a ledger made from a seed, with differences of every type whose truth is returned.
 * The rows come in a shuffled order; equal seeds give equal books.
 */
export function plantLedger(seed: number): PlantedLedger {
  const chance = new Chance(seed);
  const books = new Books(chance);
  for (const plant of [...CLEAN, ...CLEAN]) {
    plant(books);
  }
  for (const plant of PLANTS) {
    if (chance.below(5) > 0) {
      plant(books);
    }
  }
  plantRounding(books);
  return {
    config: PLANTED_CONFIG,
    charges: shuffled(books.charges, chance),
    ledger: shuffled(books.ledger, chance),
    procurement: books.procurement,
    rates: ["average", "closing"].map((rate_type) => ({
      rate_date: "2026-10-31",
      from_currency: "EUR",
      to_currency: "USD",
      rate: EUR_RATE,
      rate_type,
    })),
    items: books.items,
    unidentified: Object.fromEntries(
      Object.entries(books.unidentified).map(([account, cents]) => [account, money(cents)]),
    ),
  };
}

/** Three charges of a third of a cent more than a ledger can hold. */
function plantRounding(books: Books): void {
  const invoice = books.invoice();
  for (const cents of [books.chance.cents(), books.chance.cents(), books.chance.cents()]) {
    books.charge({
      invoice_id: invoice,
      billed_cost: fromUnits(toUnits(money(cents)) - 5n * 10n ** 9n),
    });
    books.post({ reference: invoice, amount: money(cents) });
  }
  books.items.push({ account: "650100", type: "rounding", amount: "0.015" });
}

export function shuffled<T>(rows: readonly T[], chance: { below(limit: number): number }): T[] {
  const order = [...rows];
  for (let place = order.length - 1; place > 0; place -= 1) {
    const other = chance.below(place + 1);
    const [a, b] = [order[place], order[other]];
    if (a !== undefined && b !== undefined) {
      order[place] = b;
      order[other] = a;
    }
  }
  return order;
}
