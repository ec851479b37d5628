import { headerDialect } from "./header-dialect.ts";

const SIDES = { debitValues: ["D", "+1", "1"], creditValues: ["C", "-1"] };

/** The French file of accounting entries, with debit and credit or with amount and side. */
export const fec = headerDialect({
  name: "fec",
  title: "FEC (fichier des écritures comptables)",
  dataset: "ledger",
  confidence: "exact",
  reference: "Livre des procédures fiscales, article A47 A-1",
  says:
    "Debit less credit, or the amount with D or C beside it, is the amount in euro; the period " +
    "is " +
    "the one of the entry's date.",
  signature: ["journalcode", "ecriturenum", "ecrituredate", "comptenum", "debit|montant"],
  fixed: { currency: "EUR", dateFormat: "YYYYMMDD" },
  columns: {
    ledger_account: "comptenum",
    account_name: "comptelib",
    document_type: "journalcode",
    document_number: "ecriturenum",
    posting_date: "ecrituredate",
    document_date: "piecedate",
    reference: "pieceref",
    line_text: "ecriturelib",
    vendor_id: "compauxnum",
    vendor_name: "compauxlib",
    amount: [
      { debit: "debit", credit: "credit" },
      { value: "montant", indicator: "sens", ...SIDES },
    ],
    foreign_amount: "montantdevise",
    foreign_currency: "idevise",
  },
  facts: (found) => {
    const amounts = found.cells(found.name("debit|montant"));
    // The law prescribes a comma; what a file itself shows goes first.
    const hasPoint = amounts.some((text) => text.includes("."));
    return { mapping: { quote: found.isQuoted ? '"' : "none", ...(hasPoint ? {} : COMMA) } };
  },
});

const COMMA = { decimal: "," } as const;
