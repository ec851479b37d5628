import { CurrencyCode } from "../../../../shared/domain/currency.ts";
import { Remembered } from "../cells/remembered.ts";
import { RecordRefused } from "./record-refused.ts";

/** Errors: throws what is none again */
export function asRefused(error: unknown): RecordRefused {
  if (!(error instanceof RecordRefused)) {
    throw error;
  }
  return error;
}

/** Errors: throws RecordRefused */
export function currencyOf(text: string): string {
  const currency = text.trim().toUpperCase();
  if (currency === "") {
    throw RecordRefused.of("BillingCurrency", "currency-missing", "BillingCurrency is empty");
  }
  if (!CURRENCIES.of(currency).success) {
    const reason = `"${currency}" in BillingCurrency is not a currency code`;
    throw RecordRefused.of("BillingCurrency", "currency-unreadable", reason);
  }
  return currency;
}

const CURRENCIES = new Remembered((text) => CurrencyCode.safeParse(text));
