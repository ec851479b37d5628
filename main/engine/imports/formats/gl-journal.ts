import covered from "../finance/covered-ledger.sql?raw";
import { type FinanceFormat, field, measured } from "../finance/finance-format.ts";
import { storedAs } from "../finance/finance-relation.ts";
import lines from "../finance/lines-ledger.sql?raw";
import shared from "../finance/shared-ledger.sql?raw";

/**
 * A general-ledger journal or line-item list; one row per ledger line.
 * Sign: debit positive, whatever the source's columns.
 */
export const glJournal: FinanceFormat = {
  id: "gl-journal",
  dataset: "ledger",
  title: "general-ledger journal",
  says:
    "Debit positive, from one signed column, a debit and a credit column, or an amount and side; " +
    "the accounting period, else the month of the posting date.",
  fields: [
    field(
      "ledger_account",
      "text!",
      "ledger account|gl account|g/l account|g/l acct|gl code|account|account code|account no|" +
        "account no.|account number|account id|accountno|main account|nominal code|" +
        "general ledger account|sachkonto|konto|kontonummer|hauptbuchkonto|hkont|racct|comptenum|" +
        "account_code|account_number|ledger_account|gl_account|compte|compte général|" +
        "numéro de compte|cuenta|cuenta contable|conto|grootboekrekening|g/l",
    ),
    field(
      "account_name",
      "text",
      "account name|account description|account title|accounttitle|kontobezeichnung|" +
        "kontenbezeichnung|comptelib|intitulé du compte|nombre de cuenta|account_name|account " +
        "desc|description of account",
    ),
    field(
      "amount",
      "amount!",
      "amount|signed amount|net amount|netamount|amount in local currency|amount in local cur.|" +
        "amount in company code currency|amount in ledger currency|local amount|ledger amount|" +
        "betrag|betrag in hauswährung|betrag hauswährung|dmbtr|hsl|amount (accounting currency)|" +
        "montant|importe|importo|bedrag",
    ),
    field(
      "currency",
      "currency!",
      "currency|currency code|curr|curr.|lcurr|local currency|ledger currency|company currency|" +
        "währung|waehrung|währg|hauswährung|currency_code|base currency|crcy|ccy|hwaer|devise|" +
        "moneda|divisa|currency key",
    ),
    field(
      "posting_date",
      "date",
      "posting date|pstng date|postingdate|posting_date|gl date|accounting date|buchungsdatum|" +
        "buch.dat.|buch.-datum|budat|ecrituredate|date comptable|fecha contable|boekdatum|" +
        "data registrazione||" +
        "effective date|entry date|journal date|transaction date|date|entry_date|journal_date|" +
        "datum|fecha",
    ),
    field(
      "document_date",
      "date",
      "document date|doc. date|doc date|belegdatum|belegdat.|bldat|piecedate|document_date|" +
        "fecha documento|date de pièce|date pièce|data documento||" +
        "invoice date",
    ),
    field(
      "period",
      "period",
      "period|accounting period|posting period|period name|fiscal period|gl period|poper|" +
        "periode|buchungsperiode|period_name|accounting_period|perio|période|periodo|" +
        "ejercicio/periodo",
    ),
    field(
      "fiscal_year",
      "year",
      "fiscal year|fiscalyear|geschäftsjahr|gjahr|fiscal_year|ryear|wirtschaftsjahr",
    ),
    field(
      "entity",
      "text",
      "entity|legal entity|company|company code|cocd|subsidiary|ledger|buchungskreis|bukrs|" +
        "rbukrs|mandant|legal_entity|company_code|business unit",
    ),
    field(
      "cost_centre",
      "text",
      "cost centre|cost center|costcenter|cost_centre|cost_center|cc|kostenstelle|kostl|rcntr|" +
        "department|dept|kost1|kst|kostenst.|centre de coût|centre de coûts|centro de coste|" +
        "centro de costo|" +
        "centro di costo|kostenplaats",
    ),
    field(
      "document_number",
      "text",
      "document number|document no|document no.|documentno|doc no|doc. no.|doc number|journal|" +
        "journal number|journal id|journal no|journal entry|voucher|voucher number|num|entry no|" +
        "belegnr|belegnr.|belegnummer|belnr|ecriturenum|document_number|je number|transaction id",
    ),
    field(
      "line_number",
      "text",
      "line number|line no|line no.|line|line_number|item|buzei|docln|position|pos|je line num",
    ),
    field(
      "document_type",
      "text",
      "document type|doc type|doc. type|type|transaction type|journal source|source|belegart|" +
        "blart|journalcode|voucher type|document_type",
    ),
    field(
      "line_text",
      "text",
      "text|line text|description|line description|memo|line memo|narration|item text|" +
        "buchungstext|positionstext|sgtxt|ecriturelib|bezeichnung|details|particulars|line_text|" +
        "remarks|libellé|descripción|descrizione|omschrijving|concepto",
    ),
    field(
      "reference",
      "text",
      "reference|reference number|reference no|ref|ref.|external document|external reference|" +
        "invoice number|invoice no|referenz|xblnr|pieceref|belegfeld 1|zuordnung|assignment",
    ),
    field(
      "purchase_order",
      "text",
      "purchase order|purchase order number|purchasing document|po|po number|po no|purch. doc|" +
        "purch.doc.|ebeln|" +
        "bestellung|bestellnummer|einkaufsbeleg|purchase_order",
    ),
    field(
      "vendor_name",
      "text",
      "vendor name|supplier name|name of vendor|kreditorname|lieferantenname|vendor_name|" +
        "supplier_name|counterparty|payee|vendor|supplier|kreditor|lieferant",
    ),
    field(
      "vendor_id",
      "text",
      "vendor id|vendor no|vendor number|supplier id|supplier number|" +
        "lieferantennummer|lifnr|vendor_id|supplier_id|vendor|supplier|kreditor|lieferant",
    ),
    field("foreign_amount", "amount", "foreign amount|foreign_amount|fremdwährungsbetrag"),
    field("foreign_currency", "currency", "foreign currency|foreign_currency|fremdwährung"),
    field(
      "project",
      "text",
      "project|project id|projekt|wbs|wbs element|psp-element|auftrag|order",
    ),
    field(
      "tax_code",
      "text",
      "tax code|tx|tax|vat code|steuerkennzeichen|bu-schlüssel|stkz|mwskz|tax_code",
    ),
    field("posted", "flag", "posted|posting|is posted|gebucht"),
  ],
  needs: [["posting_date", "period", "document_date"]],
  exactHeader: null,
  ...storedAs({
    table: "ledger_entry",
    columns: {
      entity: "text",
      ledger_account: "text",
      account_name: "text",
      cost_centre: "text",
      document_number: "text",
      line_number: "text",
      document_type: "text",
      line_text: "text",
      reference: "text",
      purchase_order: "text",
      vendor_id: "text",
      vendor_name: "text",
      posting_date: "date",
      document_date: "date",
      period: "text",
      special_period: "number",
      amount: "amount",
      currency: "text",
      foreign_amount: "amount",
      foreign_currency: "text",
      project: "text",
      tax_code: "text",
      posting_period: "text",
      is_period_dated: "flag",
    },
  }),
  coverage: {
    covered,
    shared,
    lines,
    same: "ledger lines",
    expected: "each ledger line in one file",
    otherwise: "where they belong to two entities, name the entity in each mapping",
  },
  totals: (row) => {
    const currency = row.text("currency");
    const period = row.text("period");
    return [
      measured("amount", row.units("amount"), currency, period),
      measured("debit", row.units("debit"), currency, period),
      measured("credit", row.units("credit"), currency, period),
    ];
  },
};
