import covered from "../finance/covered-fx.sql?raw";
import { type FinanceFormat, field, measured } from "../finance/finance-format.ts";
import { storedAs } from "../finance/finance-relation.ts";
import lines from "../finance/lines-fx.sql?raw";
import shared from "../finance/shared-fx.sql?raw";

const ONE = 10n ** 12n;

/**
 * Exchange rates by day, currency pair and type.
 * Units: to_currency for one from_currency
 */
export const exchangeRates: FinanceFormat = {
  id: "exchange-rates",
  dataset: "fx",
  title: "list of exchange rates",
  says:
    "How much of the second currency one of the first is worth, by day and kind of rate; nothing " +
    "is inverted.",
  fields: [
    field(
      "rate_date",
      "date!",
      "date|rate date|valid from|effective date|datum|kursdatum|gültig ab",
    ),
    field("from_currency", "currency!", "from|from currency|source currency|von|von währung"),
    field(
      "to_currency",
      "currency!",
      "to|to currency|target currency|nach|nach währung|in währung",
    ),
    field("rate", "amount!", "rate|exchange rate|fx rate|conversion rate|kurs|wechselkurs"),
    field("rate_type", "rate-type", "type|rate type|kurstyp|kursart"),
  ],
  needs: [],
  exactHeader: ["date", "from", "to", "rate", "type"],
  ...storedAs({
    table: "exchange_rate",
    columns: {
      rate_date: "date",
      from_currency: "text",
      to_currency: "text",
      rate: "amount",
      rate_type: "text",
    },
  }),
  coverage: {
    covered,
    shared,
    lines,
    same: "rates of the same pair, type and date, with another rate",
    expected: "one rate per currency pair, type and date",
  },
  totals: () => [measured("rates", ONE, "")],
};
