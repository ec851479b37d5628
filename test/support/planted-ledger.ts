import { fromUnits, toUnits } from "../../shared/domain/amount.ts";
import { Books, Chance, money, type Plant, type PlantedItem } from "./planted-books.ts";
import { ERROR_PLANTS } from "./planted-errors.ts";
import { EUR_RATE, EUR_SPOT, TIMING_PLANTS } from "./planted-timing.ts";
import type { SeedRow } from "./seed.ts";

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
  for (const plant of [...TIMING_PLANTS, ...ERROR_PLANTS]) {
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
    rates: ["average", "closing", "spot"].map((rate_type) => ({
      rate_date: "2026-10-31",
      from_currency: "EUR",
      to_currency: "USD",
      rate: rate_type === "spot" ? EUR_SPOT : EUR_RATE,
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

function shuffled<T>(rows: readonly T[], chance: { below(limit: number): number }): T[] {
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
