import type { FocusRow } from "./focus-row.ts";

/** One invoice of a bill and what the ledger should carry for it. */
export interface Invoice {
  readonly id: string;
  readonly vendor: string;
  readonly month: string;
  readonly kind:
    | "hosting"
    | "support"
    | "marketplace"
    | "commitment"
    | "credit"
    | "correction"
    | "tax"
    | "subscription"
    | "add-ons"
    | "usage";
  readonly currency: string;
  readonly description: string;
  readonly lines: readonly InvoiceLine[];
}

export interface InvoiceLine {
  readonly description: string;
  readonly costCentre: string;
  readonly amount: string;
}

/** A month of one vendor: the file's rows and the invoices they add up to. */
export interface Bill {
  readonly rows: readonly FocusRow[];
  readonly invoices: readonly Invoice[];
  /** Effective cost that carries no usable cost-centre tag and no other rule takes. */
  readonly untagged: string;
}
