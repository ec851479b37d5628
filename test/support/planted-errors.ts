import { money, type Plant } from "./planted-books.ts";

/** Differences by error, tax, credit and one-sided lines, each stating what it adds. */
export const ERROR_PLANTS: readonly Plant[] = [
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
