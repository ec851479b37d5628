import type { Mapping } from "../../../../shared/domain/mapping.ts";
import type { DialectQuestion } from "./define.ts";
import { type FileFacts, type HeaderDialect, headerDialect } from "./header-dialect.ts";
import type { OpenedHeader } from "./opened-header.ts";

const DOCUMENT =
  "documentno|document no.|document number|docno|doc. no.|belegnr|belegnr.|belegnummer|beleg";
const LOCAL_AMOUNT =
  "amount in local cur.|amount in local currency|amount in lc|amt in loc.cur.|" +
  "amount in company code currency|betrag in hauswährung|betrag in hausw.|betrag in hw|" +
  "betrag in buchungskreiswährung|montant en devise interne";
const DOCUMENT_AMOUNT =
  "amount in doc. curr.|amount in document currency|amount in dc|amount in transaction currency|" +
  "betrag in belegwährung|betrag in belegw.|betrag in bw|betrag in transaktionswährung|" +
  "montant en devise de la pièce";
const LOCAL_CURRENCY =
  "lcurr|local currency|lcur|company code currency|loc.curr.|hwähr|hwährg|hausw|hauswährung|" +
  "währung buchungskreis|devise interne";
const DOCUMENT_CURRENCY =
  "curr.|curr|currency|document currency|doc. currency|währg|währung|belegwährung|währ|devise";
const ACCOUNT =
  "g/l account|g/l acct|g/l|account|gl account|sachkonto|konto|hauptbuchkonto|hauptbuch|" +
  "compte général";
const ENTITY = "cocd|company code|comp. code|bukr|bukrs|buchungskreis|bukr.|société";
const ACCOUNT_HEADING = "(?:G/L [Aa]ccount|Account|Sachkonto|Konto|Compte général)[:.\\s]+(\\d+)";
const ENTITY_HEADING = "(?:Company [Cc]ode|Buchungskreis|Société)[:.\\s]+(\\w+)";
const CURRENT_ROW = "subtotal, without a document number";

/** Line-item lists of FBL1N, FBL3N, FAGLL03 and FAGLL03H, as text with bars, tab or CSV. */
const layout: HeaderDialect = {
  name: "sap-line-items",
  title: "SAP line-item list",
  dataset: "ledger",
  confidence: "exact",
  reference:
    "SAP Help Portal: Financial Accounting, G/L Account Line Item Display (FBL3N, FAGLL03)",
  says:
    "Debits are positive and credits carry a minus behind the number; the period is the one of " +
    "the " +
    "posting date unless the list shows the posting period.",
  signature: [
    DOCUMENT,
    `${LOCAL_AMOUNT}|${DOCUMENT_AMOUNT}`,
    "type|document type|doc. type|belegart|art|blart|type de pièce|assignment|zuordnung|" +
      "pk|posting key|bs|buchungsschlüssel|doc. date|document date|belegdatum",
  ],
  columns: {
    ledger_account: ACCOUNT,
    account_name:
      "g/l account name|g/l acct long text|account name|g/l long text|sachkontobezeichnung|" +
      "kontobezeichnung|langtext",
    amount: [LOCAL_AMOUNT, DOCUMENT_AMOUNT],
    entity: ENTITY,
    cost_centre: "cost center|cost ctr|cost centre|kostenstelle|kostenst.|kostst.|kst",
    document_number: DOCUMENT,
    line_number: "itm|item|line item|pos|pos.|position|buchungszeile",
    document_type: "type|document type|doc. type|belegart|art|blart|type de pièce",
    line_text: "text|item text|positionstext|buchungstext|texte",
    reference: "reference|ref.|referenz|référence",
    purchase_order: "purch.doc.|purch. doc|purchasing document|einkaufsbeleg|bestellung",
    vendor_id: "vendor|supplier|kreditor|lieferant|fournisseur",
    posting_date:
      "pstng date|posting date|pstg date|post. date|buch.dat.|buchungsdatum|buchdatum|" +
      "buch.datum|buchungsdat|date comptable",
    document_date: "doc. date|document date|belegdatum|belegdat.|date de la pièce",
    period: "period|posting period|per|periode|buchungsperiode|période",
    fiscal_year: "year|fiscal year|geschäftsjahr|jahr|gjahr|exercice",
    project: "wbs element|wbs elem.|psp-element|order|auftrag",
    tax_code: "tx|tax code|stkz|steuerkennzeichen|mwskz",
  },
  skip: [
    { column: DOCUMENT, empty: true, reason: CURRENT_ROW },
    { column: DOCUMENT, matches: "^\\*", reason: CURRENT_ROW },
  ],
  facts: listFacts,
};

export const sapLineItems = headerDialect(layout);

function listFacts(found: OpenedHeader): FileFacts {
  const local = found.name(LOCAL_AMOUNT);
  const localCurrency = found.name(LOCAL_CURRENCY);
  const documentAmount = found.name(DOCUMENT_AMOUNT);
  const documentCurrency = found.name(DOCUMENT_CURRENCY);
  const columns: Mapping["columns"] = {};
  const questions: DialectQuestion[] = [];
  if (local === null && documentCurrency !== null) {
    columns["currency"] = documentCurrency;
  }
  if (local !== null && localCurrency !== null) {
    columns["currency"] = localCurrency;
  }
  if (local !== null && localCurrency === null && documentCurrency !== null) {
    const question =
      `Which currency is "${local}" in? "${documentCurrency}" is the currency of the document; ` +
      "state currency in a mapping, or show the local currency in the list.";
    questions.push({ column: documentCurrency, question, answeredBy: ["currency"] });
  }
  if (local !== null && documentAmount !== null && documentCurrency !== null) {
    columns["foreign_amount"] = documentAmount;
    columns["foreign_currency"] = documentCurrency;
  }
  const headings = pageHeadings(found);
  const mapping: Partial<Mapping> = {
    // Lists with bars know no quotation: a quotation mark in them is a character of the text.
    ...(found.isBarred ? { quote: "none" as const } : {}),
    fillDown: [...headings.fillDown],
    columns: { ...columns, ...headings.columns },
  };
  return { mapping, questions };
}

/** Lists name the account and the company code of a page in front of its table. */
function pageHeadings(found: OpenedHeader): {
  columns: Mapping["columns"];
  fillDown: readonly string[];
} {
  const firsts = [...found.preamble, ...found.records].map(([first = ""]) => first);
  const columns: Mapping["columns"] = {};
  const isApart = found.header.names[0] === "";
  const headings: readonly (readonly [string, string, string])[] = [
    ["ledger_account", ACCOUNT, ACCOUNT_HEADING],
    ["entity", ENTITY, ENTITY_HEADING],
  ];
  for (const [field, names, pattern] of headings) {
    const expression = new RegExp(pattern);
    if (isApart && found.name(names) === null && firsts.some((text) => expression.test(text))) {
      columns[field] = { position: 1, pattern };
    }
  }
  return { columns, fillDown: Object.keys(columns) };
}
