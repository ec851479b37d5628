import type { Dataset } from "../../../shared/domain/mapping.ts";
import type { FinanceFormat } from "./finance-format.ts";
import { drivers } from "./formats/drivers.ts";
import { exchangeRates } from "./formats/exchange-rates.ts";
import { glJournal } from "./formats/gl-journal.ts";
import { purchaseOrders } from "./formats/purchase-orders.ts";
import { supplierInvoices } from "./formats/supplier-invoices.ts";

/** The kinds of finance files, in the order in which recognition tries them. */
export const financeFormats: readonly FinanceFormat[] = [
  drivers,
  exchangeRates,
  supplierInvoices,
  purchaseOrders,
  glJournal,
];

export function financeFormatOf(dataset: Dataset): FinanceFormat | undefined {
  return financeFormats.find((format) => format.dataset === dataset);
}
