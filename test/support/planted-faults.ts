import fc from "fast-check";
import { addAmounts, fromUnits } from "../../shared/domain/amount.ts";
import {
  type Books,
  cleanInvoices,
  cleanLedger,
  dayOfUsage,
  invoiceLine,
  ledgerLine,
} from "./quality-estate.ts";
import type { SeedRow } from "./seed.ts";

/** Books of one account, entity and vendor, and what is wrong with them; null is nothing. */
export interface FaultyBooks {
  /** Cost of a usual day in cents, and how far each day is from it in percent. */
  readonly cents: number;
  readonly percents: readonly number[];
  readonly repeated: boolean;
  readonly reversed: boolean;
  readonly gap: { readonly day: number; readonly days: number } | null;
  /** Days missing at the end of the month. */
  readonly tail: number;
  readonly spike: number | null;
  readonly lineTwice: number | null;
  readonly hole: number | null;
  readonly invoiceTwice: boolean;
  readonly invoiceReversed: boolean;
}

const maybe = <T>(one: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(one, { freq: 2 });

export const faultyBooks: fc.Arbitrary<FaultyBooks> = fc.record({
  cents: fc.integer({ min: 100, max: 99_999_999 }),
  percents: fc.array(fc.integer({ min: 85, max: 115 }), { minLength: 31, maxLength: 31 }),
  repeated: fc.boolean(),
  reversed: fc.boolean(),
  gap: maybe(
    fc.record({ day: fc.integer({ min: 10, max: 15 }), days: fc.integer({ min: 1, max: 2 }) }),
  ),
  tail: fc.integer({ min: 0, max: 3 }),
  spike: maybe(fc.integer({ min: 22, max: 26 })),
  lineTwice: maybe(fc.integer({ min: 0, max: 4 })),
  hole: maybe(fc.integer({ min: 8, max: 16 })),
  invoiceTwice: fc.boolean(),
  invoiceReversed: fc.boolean(),
});

/** What a test should say: its id and subject, how often, and what is at stake. */
export interface Fault {
  readonly test: string;
  readonly subject: string;
  readonly rows: number;
  readonly currency: string;
  readonly amounts: readonly string[];
}

const DAYS = 31;
const SPIKE = 10;

/** The rows of such books under names no other books have, and the faults planted in them. */
export function plantFaults(of: FaultyBooks, index: number): Books & { faults: Fault[] } {
  const names = { account: `payer-${index}`, entity: `entity-${index}`, vendor: `vendor-${index}` };
  const currency = `C${index}`;
  const bill = usageOf(of).map((row) => ({
    ...row,
    billing_account_id: names.account,
    sub_account_id: `team-${index}`,
    billing_currency: currency,
  }));
  const own = { entity: names.entity, currency };
  const ledger = cleanLedger().filter((_, place) => place !== of.hole);
  const invoices = [...cleanInvoices()];
  if (of.lineTwice !== null) {
    ledger.push(ledgerLine(of.lineTwice));
  }
  if (of.invoiceTwice) {
    invoices.push(invoiceLine(2));
  }
  if (of.invoiceReversed) {
    invoices.push(invoiceLine(9, { period_start: "2026-10-31", period_end: "2026-10-01" }));
  }
  return {
    bill,
    ledger: ledger.map((row) => ({ ...row, ...own })),
    invoices: invoices.map((row) => ({ ...row, ...own, vendor_name: names.vendor })),
    faults: [
      ...billFaults(of, index),
      ...bookFaults(of, names.entity, names.vendor).map((fault) => ({ ...fault, currency })),
    ],
  };
}

const isMissing = ({ gap, tail }: FaultyBooks, day: number): boolean =>
  day > DAYS - tail || (gap !== null && day >= gap.day && day < gap.day + gap.days);

const money = (cents: number, part = 1): string => fromUnits(BigInt(cents * part), 4);

/** Cost of a service on a day; storage costs a quarter of the servers. */
function costOf({ cents, percents, spike }: FaultyBooks, day: number, isStorage: boolean): string {
  const percent = percents[day - 1] ?? 100;
  const usual = cents * percent;
  const times = day === spike && !isStorage ? SPIKE : 1;
  return isStorage ? fromUnits(BigInt(usual), 5) : money(usual, times);
}

const EXTRA_DAY = 5;
const REVERSED_DAY = 18;

function usageOf(of: FaultyBooks): SeedRow[] {
  const days = Array.from({ length: DAYS }, (_, index) => index + 1);
  const rows = days
    .filter((day) => !isMissing(of, day))
    .flatMap((day) => [
      dayOfUsage(day, "Servers", costOf(of, day, false)),
      dayOfUsage(day, "Storage", costOf(of, day, true)),
    ]);
  const extra: SeedRow = {
    ...dayOfUsage(EXTRA_DAY, "Servers", money(of.cents, 5)),
    resource_id: "extra",
  };
  const reversed: SeedRow = {
    ...dayOfUsage(REVERSED_DAY, "Servers", money(of.cents, 5)),
    resource_id: "reversed",
    charge_period_end: "2026-10-02 00:00:00",
  };
  return [...rows, extra, ...(of.repeated ? [extra] : []), ...(of.reversed ? [reversed] : [])];
}

function billFaults(of: FaultyBooks, index: number): Fault[] {
  const { cents, gap, tail, spike } = of;
  const account = `Example Cloud payer-${index}`;
  const fault = (test: string, subject: string, amounts: readonly string[], rows?: number) => ({
    test,
    subject,
    rows: rows ?? amounts.length,
    currency: `C${index}`,
    amounts,
  });
  const gapDays = Array.from({ length: gap?.days ?? 0 }, () => (gap?.day ?? 1) - 1);
  const servers = gapDays.map((day) => costOf(of, day, false));
  const storage = gapDays.map((day) => costOf(of, day, true));
  const lastDay = DAYS - tail;
  const last = [costOf(of, lastDay, false), costOf(of, lastDay, true)];
  return [
    ...(of.repeated ? [fault("repeated-charges", account, [money(cents, 5)])] : []),
    ...(of.reversed
      ? [fault("charge-dates", "charge period that ends before it begins", [money(cents, 5)])]
      : []),
    ...(gap === null
      ? []
      : [
          fault("missing-days", account, [...servers, ...storage], gap.days),
          fault("service-days", `${account} team-${index} Servers`, servers),
          fault("service-days", `${account} team-${index} Storage`, storage),
        ]),
    ...(tail === 0
      ? []
      : [fault("month-covered", account, Array.from({ length: tail }, () => last).flat(), 1)]),
    ...(spike === null
      ? []
      : [
          fault("daily-outliers", `Example Cloud team-${index} Servers`, [
            costOf(of, spike, false),
          ]),
        ]),
  ];
}

function bookFaults(
  { lineTwice, hole, invoiceTwice, invoiceReversed }: FaultyBooks,
  entity: string,
  vendor: string,
): Omit<Fault, "currency">[] {
  const fault = (test: string, subject: string, amounts: readonly string[]) => ({
    test,
    subject,
    rows: 1,
    amounts,
  });
  return [
    ...(lineTwice === null
      ? []
      : [fault("repeated-ledger-lines", `${entity} 650100`, [String(100 + lineTwice)])]),
    ...(hole === null ? [] : [fault("document-numbers", `ledger ${entity} KR`, [])]),
    ...(invoiceTwice ? [fault("repeated-invoices", vendor, ["52"])] : []),
    ...(invoiceReversed ? [fault("reversed-periods", "supplier invoices", ["59"])] : []),
  ];
}

/** Faults of one test and subject together, as a report tells them. */
export function told(faults: readonly Fault[]): Record<string, unknown> {
  const groups = new Map<string, Fault[]>();
  for (const fault of faults) {
    const key = `${fault.test} | ${fault.subject}`;
    groups.set(key, [...(groups.get(key) ?? []), fault]);
  }
  return Object.fromEntries(
    [...groups].map(([key, group]) => [
      key,
      {
        rows: group.reduce((sum, { rows }) => sum + rows, 0),
        amounts: Object.fromEntries(
          group
            .filter(({ amounts }) => amounts.length > 0)
            .map(({ currency, amounts }) => [currency, addAmounts(amounts)]),
        ),
      },
    ]),
  );
}
