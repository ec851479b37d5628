import { fromUnits, toUnits } from "../../shared/domain/amount.ts";
import { convertAmounts } from "../../shared/domain/convert.ts";
import { money, type Plant } from "./planted-books.ts";

export const EUR_RATE = "1.0794";
/** The rate of a day, at which some invoices are booked. */
export const EUR_SPOT = "1.0821";

/** Differences of timing, recognition and rate, each stating what it adds. */
export const TIMING_PLANTS: readonly Plant[] = [
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
    const booked = money((cents * toUnits(EUR_SPOT)) / 10n ** 12n);
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
];
