import type { DialectQuestion } from "./define.ts";
import { type FileFacts, headerDialect } from "./header-dialect.ts";
import type { OpenedHeader } from "./opened-header.ts";

const SIDE = "soll/haben-kennzeichen|s/h|soll-/haben-kennzeichen";
const VALUE = "umsatz (ohne soll/haben-kz)|umsatz (ohne soll/haben-kennzeichen)|umsatz";
const CONTRA = "gegenkonto (ohne bu-schlüssel)|gegenkonto";
const FISCAL_YEAR = 12;
const FROM = 14;
const TO = 15;
const CURRENCY = 21;

/** A booking batch (Buchungsstapel) with its preamble. */
export const datevBatch = headerDialect({
  name: "datev-batch",
  title: "DATEV booking batch (EXTF Buchungsstapel)",
  dataset: "ledger",
  confidence: "exact",
  reference: "DATEV Developer Portal: DATEV-Format, Buchungsstapel (category 21)",
  says:
    "Amounts have no sign; S debits and H credits the account, and the contra account the other " +
    "way round; days lie in the year of the batch's preamble.",
  signature: [VALUE, SIDE, "konto", CONTRA, "belegdatum"],
  fixed: { decimal: ",", dateFormat: "DDMM" },
  columns: {
    ledger_account: "konto",
    amount: { value: VALUE, indicator: SIDE, debitValues: ["S"], creditValues: ["H"] },
    currency: "wkz umsatz",
    posting_date: "belegdatum",
    reference: "belegfeld 1",
    line_text: "buchungstext",
    cost_centre: "kost1 – kostenstelle|kost1 - kostenstelle|kost1",
    tax_code: "bu-schlüssel",
  },
  facts: (found) => {
    const [first] = found.preamble;
    return /^(?:EXTF|DTVF)$/.test((first?.[0] ?? "").trim())
      ? preambleFacts(found, first ?? [])
      : null;
  },
});

function preambleFacts(found: OpenedHeader, preamble: readonly string[]): FileFacts {
  const cell = (index: number): string => (preamble[index] ?? "").trim();
  const contraAccount = found.name(CONTRA);
  const currency = /^[A-Z]{3}$/.test(cell(CURRENCY)) ? cell(CURRENCY) : null;
  const year = yearOf(cell(FISCAL_YEAR), cell(FROM), cell(TO));
  const questions: DialectQuestion[] =
    year === null ? [{ column: "Belegdatum", question: YEAR_QUESTION, answeredBy: ["year"] }] : [];
  return {
    mapping: {
      ...(contraAccount === null ? {} : { contraAccount }),
      ...(currency === null ? {} : { currency }),
      ...(year === null ? {} : { year: Number.parseInt(year, 10) }),
    },
    questions,
    reasons: year === null ? [] : [`Line 1 says that the batch lies in ${year}.`],
  };
}

const YEAR_QUESTION =
  "In which year do these days lie? The batch spans the turn of a year; export it year by year, " +
  "or state year in a mapping.";

/** The one calendar year of the batch; null where it spans two. */
function yearOf(fiscalYear: string, from: string, to: string): string | null {
  const [first, last] = [from.slice(0, 4), to.slice(0, 4)];
  if (/^\d{4}$/.test(first) && first === last) {
    return first;
  }
  const isCalendar = from === "" && to === "" && /^\d{4}0101$/.test(fiscalYear);
  return isCalendar ? fiscalYear.slice(0, 4) : null;
}
