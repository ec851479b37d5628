import { readFileSync } from "node:fs";
import { join } from "node:path";

export interface HeaderSet {
  readonly dataset: string;
  readonly header: string;
}

/**
 * Headers as systems and people write them, each column with the field it fills: `name > field`,
 * `-` where it fills none, `amount+` and `amount-` for the sides of an amount.
 */
export const headerSets: readonly HeaderSet[] = readFileSync(
  join(import.meta.dirname, "header-sets.txt"),
  "utf8",
)
  .trim()
  .split("\n")
  .map((line) => {
    const [dataset = "", header = ""] = line.split(": ");
    return { dataset, header };
  });

/** Headers of which nobody can say what the amount or the date is. */
export const doubtfulHeaders: readonly HeaderSet[] = [
  { dataset: "ledger", header: "Account|Date|Transaction Date|Amount|Currency" },
  { dataset: "ledger", header: "Account|Posting Date|Amount|Net Amount|Currency" },
  { dataset: "ledger", header: "Account|Posting Date|Amount|Debit/Credit|Currency" },
  { dataset: "ledger", header: "Account|Posting Date|Buchungsdatum|Amount|Currency" },
  { dataset: "ledger", header: "Account|Postng Dat|Amount|Currency|Text" },
  { dataset: "ledger", header: "Account|Posting Date|Amuont|Currency|Text" },
  { dataset: "ledger", header: "Account|Posting Date|Debit Amnt|Credit Amnt|Currency" },
  { dataset: "purchase", header: "PO Number|Vendor|Amount|Total|Currency" },
  { dataset: "purchase", header: "PO Number|Order Date|PO Date|Vendor|Amount|Currency" },
  { dataset: "purchase", header: "PO Number|Vendor|Net Amuont|Currency|Description" },
  { dataset: "invoice", header: "Invoice Number|Date|Document Date|Vendor|Net Amount|Currency" },
  {
    dataset: "invoice",
    header: "Invoice Number|Invoice Date|Vendor|Net Value|Net Amount|Currency",
  },
];
