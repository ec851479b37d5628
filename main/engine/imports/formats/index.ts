import type { BillHeader } from "../bills/bill-header.ts";
import type { BillRecognition, NativeBill } from "../bills/define-bill.ts";
import type { Coverage, FinanceFormat } from "../finance/finance-format.ts";
import { anthropicCost } from "./anthropic-cost.ts";
import { atlasInvoice } from "./atlas-invoice.ts";
import { awsCur } from "./aws-cur/aws-cur.ts";
import { azureUsage } from "./azure-usage/azure-usage.ts";
import { budgets } from "./budgets.ts";
import { businessEvents } from "./business-events.ts";
import { cbfCost } from "./cbf-cost.ts";
import { chartOfAccounts } from "./chart-of-accounts.ts";
import { contracts } from "./contracts.ts";
import { costCentres } from "./cost-centres.ts";
import { costSource } from "./cost-source.ts";
import { datadogCost } from "./datadog-cost.ts";
import type { ImportFormat, Recognition } from "./define.ts";
import { drivers } from "./drivers.ts";
import { exchangeRates } from "./exchange-rates.ts";
import { fiscalCalendars } from "./fiscal-calendars.ts";
import { focus1 } from "./focus-1.ts";
import { focusBillingPeriod } from "./focus-billing-period.ts";
import { focusContractCommitment } from "./focus-contract-commitment.ts";
import { focusInvoiceDetail } from "./focus-invoice-detail.ts";
import { gcpBilling } from "./gcp-billing/gcp-billing.ts";
import { githubUsage } from "./github-usage.ts";
import { glJournal } from "./gl-journal.ts";
import { goodsReceipts } from "./goods-receipts.ts";
import { legalEntities } from "./legal-entities.ts";
import { ociCost } from "./oci-cost.ts";
import { openaiCost } from "./openai-cost.ts";
import { purchaseOrders } from "./purchase-orders.ts";
import { snowflakeUsage } from "./snowflake-usage.ts";
import { supplierInvoices } from "./supplier-invoices.ts";
import { trialBalance } from "./trial-balance.ts";

/** Every billing format; the first that recognises a header reads the file. */
export const chargeFormats: readonly ImportFormat[] = [focus1];

/** Every provider's own bill that is rewritten as charges, tried after the billing formats. */
export const nativeBills: readonly NativeBill[] = [
  awsCur,
  azureUsage,
  gcpBilling,
  ociCost,
  anthropicCost,
  openaiCost,
  snowflakeUsage,
  datadogCost,
  githubUsage,
  atlasInvoice,
  cbfCost,
  costSource,
];

/** Every kind of finance file, in the order in which recognition tries them. */
export const financeFormats: readonly FinanceFormat[] = [
  drivers,
  exchangeRates,
  supplierInvoices,
  purchaseOrders,
  glJournal,
  focusContractCommitment,
  focusBillingPeriod,
  focusInvoiceDetail,
  trialBalance,
  chartOfAccounts,
  costCentres,
  legalEntities,
  goodsReceipts,
  contracts,
  budgets,
  fiscalCalendars,
  businessEvents,
];

/** How files of a dataset are compared. */
export function coverageOf(dataset: FinanceFormat["dataset"]): Coverage {
  const format = financeFormats.find((one) => one.dataset === dataset);
  if (format === undefined) {
    throw new RangeError(`no format reads ${dataset}`);
  }
  return format.coverage;
}

export function recogniseCharges(header: readonly string[]): Recognition | null {
  for (const format of chargeFormats) {
    const recognition = format.recognise(header);
    if (recognition !== null) {
      return recognition;
    }
  }
  return null;
}

export function recogniseBill(
  header: BillHeader,
): { readonly bill: NativeBill; readonly recognition: BillRecognition } | null {
  for (const bill of nativeBills) {
    const recognition = bill.recognise(header);
    if (recognition !== null) {
      return { bill, recognition };
    }
  }
  return null;
}
