import { headerDialect } from "./header-dialect.ts";

/** BSEG and the index tables made of it (BSIS, BSAS, BSIK, BSAK), as tables. */
export const sapDocumentItems = headerDialect({
  name: "sap-document-items",
  title: "SAP accounting document items (BSEG, BSIS, BSIK, BSAK)",
  dataset: "ledger",
  confidence: "exact",
  reference: "SAP Help Portal: Accounting Document Segment (BSEG)",
  says:
    "DMBTR is the amount in company-code currency without a sign, SHKZG says S for debit and H " +
    "for " +
    "credit; MONAT counts the periods of GJAHR.",
  signature: ["belnr", "bukrs", "buzei", "shkzg", "dmbtr", "hkont"],
  columns: {
    entity: "bukrs",
    ledger_account: "hkont",
    cost_centre: "kostl",
    document_number: "belnr",
    line_number: "buzei",
    document_type: "h_blart|blart",
    line_text: "sgtxt",
    reference: "xblnr",
    vendor_id: "lifnr",
    purchase_order: "ebeln",
    posting_date: "h_budat|budat",
    document_date: "h_bldat|bldat",
    period: "h_monat|monat",
    fiscal_year: "gjahr",
    amount: { value: "dmbtr", indicator: "shkzg", debitValues: ["S"], creditValues: ["H"] },
    currency: "h_hwaer|hwaer",
    project: "projk|aufnr",
    tax_code: "mwskz",
  },
  facts: (found) => {
    const amount = found.name("wrbtr");
    const currency = found.name("h_waers|waers");
    const isCustomer = !found.has("lifnr") && found.has("kunnr");
    return isCustomer
      ? null
      : {
          mapping:
            amount === null || currency === null
              ? {}
              : {
                  columns: {
                    foreign_amount: {
                      value: amount,
                      indicator: found.name("shkzg") ?? "shkzg",
                      debitValues: ["S"],
                      creditValues: ["H"],
                    },
                    foreign_currency: currency,
                  },
                },
        };
  },
});
