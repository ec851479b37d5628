import { headerDialect } from "./header-dialect.ts";

const COMBINATION =
  "account_combination|account combination|concatenated_segments|concatenated segments|" +
  "code_combination|accounting flexfield|accounting_flexfield|account";
const NATURAL = "natural_account|natural account|natural account segment|account_segment";

/** Journal lines of Oracle E-Business Suite (GL_JE_LINES) and Fusion Cloud. */
export const oracleJournals = headerDialect({
  name: "oracle-journals",
  title: "Oracle general-ledger journal lines",
  dataset: "ledger",
  confidence: "exact",
  reference: "Oracle Help Center: Tables and Views for Financials, GL_JE_LINES",
  says:
    "Accounted debits less accounted credits are the amount in ledger currency; the entered ones " +
    "are in the currency of the journal; the period is PERIOD_NAME, Adj being the thirteenth.",
  signature: [
    "accounted_dr|accounted debit|accounted dr",
    "accounted_cr|accounted credit|accounted cr",
    "period_name|period name|accounting period|effective_date|accounting_date|accounting date|" +
      "effective date",
    "je_batch_name|journal batch|je_header_id|header_name|journal name|je_line_num|" +
      "journal batch name|batch name|je_category",
  ],
  columns: {
    entity: "ledger_name|ledger name|ledger",
    ledger_account: [NATURAL, COMBINATION],
    account_name: "account_description|account description|natural account description",
    cost_centre: "cost_center|cost center|cost center segment|cost_centre",
    document_number:
      "je_batch_name|journal batch|journal batch name|batch name|header_name|" +
      "journal name|je_header_id",
    line_number: "je_line_num|journal line|line number|line",
    document_type: "je_category|journal category|category|user_je_category_name",
    posting_date:
      "effective_date|accounting_date|accounting date|effective date|gl date|" +
      "default_effective_date",
    period: "period_name|period name|accounting period",
    amount: {
      debit: "accounted_dr|accounted debit|accounted dr",
      credit: "accounted_cr|accounted credit|accounted cr",
    },
    currency: "ledger_currency|ledger currency|ledger_currency_code|functional currency",
    foreign_amount: {
      debit: "entered_dr|entered debit|entered dr",
      credit: "entered_cr|entered credit|entered cr",
    },
    foreign_currency: "currency_code|currency|entered currency|currency code",
    line_text: "line_description|line description|description|journal line description",
    reference: "reference_1|reference1|reference|invoice number",
    vendor_name: "vendor_name|supplier|supplier name|party name",
    posted: "status|posting status|je_status|journal status|batch status",
  },
  skip: [
    {
      column: "actual_flag|balance type|balance_type",
      notMatches: "(?i)^(?:A|Actual)$",
      reason: "budget or encumbrance, not actual",
    },
  ],
  facts: (found) => {
    if (found.name(NATURAL) !== null || found.name(COMBINATION) !== null) {
      const isWhole = found.name(NATURAL) === null;
      const says =
        "Its ledger account is the whole account combination, because which segment is the " +
        "account differs from one chart of accounts to the next.";
      return { reasons: isWhole ? [says] : [] };
    }
    const segments = found.header.names.filter((name) => /^segment\s?\d+$/i.test(name.trim()));
    const question = `Which of ${segments.join(", ")} is the account? Name it in a mapping.`;
    const asks = segments.length > 0;
    return {
      questions: asks
        ? [{ column: "ledger_account", question, answeredBy: ["ledger_account"] }]
        : [],
    };
  },
});
