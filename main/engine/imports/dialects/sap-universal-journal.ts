import type { Mapping } from "../../../../shared/domain/mapping.ts";
import { headerDialect } from "./header-dialect.ts";
import type { OpenedHeader } from "./opened-header.ts";

/** ACDOCA of S/4HANA and FAGLFLEXA of the new general ledger, as tables. */
export const sapUniversalJournal = headerDialect({
  name: "sap-universal-journal",
  title: "SAP journal table (ACDOCA, FAGLFLEXA)",
  dataset: "ledger",
  confidence: "exact",
  reference: "SAP Help Portal: Universal Journal Entry Line Items (ACDOCA); table FAGLFLEXA",
  says:
    "HSL is the amount in company-code currency, signed with credits negative; POPER counts the " +
    "fiscal year's periods, 13 to 16 being special ones; other ledgers than the leading one " +
    "repeat " +
    "the lines.",
  signature: ["rldnr", "racct", "belnr", "hsl", "docln", "rbukrs"],
  columns: {
    entity: "rbukrs",
    ledger_account: "racct",
    cost_centre: "rcntr",
    document_number: "belnr",
    line_number: "docln",
    document_type: "blart",
    line_text: "sgtxt",
    reference: "xblnr|awref",
    vendor_id: "lifnr",
    purchase_order: "ebeln",
    posting_date: "budat",
    document_date: "bldat",
    period: "poper",
    fiscal_year: "gjahr|ryear",
    amount: "hsl",
    currency: "rhcur",
    project: "ps_posid|ps_psp_pnr|aufnr",
    tax_code: "mwskz",
  },
  facts: (found) => {
    const isUnsigned = readsUnsigned(found);
    const question =
      'Is "hsl" signed? Credits (drcrk H) are not negative in it, though SAP stores them so; ' +
      "map amount with its indicator where the extract took the sign away.";
    return {
      mapping: { ...foreign(found), skip: otherLedgers(found) },
      questions: isUnsigned ? [{ column: "hsl", question, answeredBy: [] }] : [],
    };
  },
});

function foreign(found: OpenedHeader): { columns: Mapping["columns"] } {
  const currency = found.name("rwcur|rtcur");
  const amount = found.name(found.has("rwcur") ? "wsl" : "tsl");
  return currency === null || amount === null
    ? { columns: {} }
    : { columns: { foreign_amount: amount, foreign_currency: currency } };
}

/** All credits of the opening are positive beside their indicator. */
function readsUnsigned(found: OpenedHeader): boolean {
  const [side, amount] = [found.position("drcrk"), found.position("hsl")];
  if (side === null || amount === null) {
    return false;
  }
  const credits = found.records
    .filter((cells) => (cells[side - 1] ?? "").trim().toUpperCase() === "H")
    .map((cells) => (cells[amount - 1] ?? "").trim())
    .filter((text) => /[1-9]/.test(text));
  return credits.length > 0 && credits.every((text) => !/^-|-$/.test(text));
}

function otherLedgers(found: OpenedHeader): Mapping["skip"] {
  const ledgers = [...new Set(found.cells("rldnr").map((ledger) => ledger.toUpperCase()))];
  const leading = ledgers.includes("0L") ? "0L" : ledgers.length === 1 ? ledgers[0] : undefined;
  return leading === undefined
    ? []
    : [{ column: "rldnr", notMatches: `(?i)^${leading}$`, reason: "other ledger" }];
}
