import { z } from "zod";

export const CurrencyCode = z
  .string()
  .regex(/^[A-Z]{3}$/, "a currency is an ISO 4217 code of three capital letters, for example USD");
export type CurrencyCode = z.infer<typeof CurrencyCode>;

/** Currencies whose minor unit is not 1/100 (ISO 4217, table A.1). */
const MINOR_UNIT_DIGITS: Readonly<Record<string, number>> = {
  BHD: 3,
  BIF: 0,
  CLF: 4,
  CLP: 0,
  DJF: 0,
  GNF: 0,
  IQD: 3,
  ISK: 0,
  JOD: 3,
  JPY: 0,
  KMF: 0,
  KRW: 0,
  KWD: 3,
  LYD: 3,
  OMR: 3,
  PYG: 0,
  RWF: 0,
  TND: 3,
  UGX: 0,
  UYI: 0,
  UYW: 4,
  VND: 0,
  VUV: 0,
  XAF: 0,
  XOF: 0,
  XPF: 0,
};

const TWO_DIGIT_CURRENCIES: ReadonlySet<string> = new Set(
  (
    "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BOV BRL BSD BTN BWP " +
    "BYN BZD CAD CDF CHE CHF CHW CNY COP COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD " +
    "FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD " +
    "KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD " +
    "NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP " +
    "SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED " +
    "VES WST XCD XCG YER ZAR ZMW ZWG"
  ).split(" "),
);

/** Whether a code is one of ISO 4217 today; old bills may hold one that is no more. */
export function isCurrency(code: string): boolean {
  return Object.hasOwn(MINOR_UNIT_DIGITS, code) || TWO_DIGIT_CURRENCIES.has(code);
}

/**
 * Decimals of the currency's minor unit.
 * Errors: RangeError on a code ISO 4217 does not list, because guessing two would lose money.
 */
export function minorUnitDigits(currency: string): number {
  const digits = Object.hasOwn(MINOR_UNIT_DIGITS, currency)
    ? MINOR_UNIT_DIGITS[currency]
    : undefined;
  if (digits !== undefined) {
    return digits;
  }
  if (TWO_DIGIT_CURRENCIES.has(currency)) {
    return 2;
  }
  throw new RangeError(`"${currency}" is not an ISO 4217 currency code`);
}
