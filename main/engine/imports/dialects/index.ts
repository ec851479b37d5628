import { anthropicUsage } from "./anthropic-usage.ts";
import { aribaOrders } from "./ariba-orders.ts";
import { coupaInvoices } from "./coupa-invoices.ts";
import { coupaOrders } from "./coupa-orders.ts";
import { datevAccountLabels } from "./datev-account-labels.ts";
import { datevBatch } from "./datev-batch.ts";
import type { Dialect } from "./define.ts";
import { dynamicsVouchers } from "./dynamics-vouchers.ts";
import { erpnextLedger } from "./erpnext-ledger.ts";
import { fec } from "./fec.ts";
import { icalendar } from "./icalendar.ts";
import { netsuiteLines } from "./netsuite-lines.ts";
import { netsuiteSearch } from "./netsuite-search.ts";
import { odooItems } from "./odoo-items.ts";
import { openaiUsage } from "./openai-usage.ts";
import { opencostAllocation } from "./opencost-allocation.ts";
import { oracleJournals } from "./oracle-journals.ts";
import { quickbooksBillLines } from "./quickbooks-bill-lines.ts";
import { quickbooksCreditLines } from "./quickbooks-credit-lines.ts";
import { quickbooksJournalLines } from "./quickbooks-journal-lines.ts";
import { quickbooksOrderLines } from "./quickbooks-order-lines.ts";
import { quickbooksReport } from "./quickbooks-report.ts";
import { safT } from "./saf-t.ts";
import { sageIntacctBills } from "./sage-intacct-bills.ts";
import { sageIntacctLedger } from "./sage-intacct-ledger.ts";
import { sapCostItems } from "./sap-cost-items.ts";
import { sapDocumentItems } from "./sap-document-items.ts";
import { sapLineItems } from "./sap-line-items.ts";
import { sapOrderHistory } from "./sap-order-history.ts";
import { sapPurchaseItems } from "./sap-purchase-items.ts";
import { sapPurchasingList } from "./sap-purchasing-list.ts";
import { sapUniversalJournal } from "./sap-universal-journal.ts";
import { workdayJournals } from "./workday-journals.ts";
import { xeroJournals } from "./xero-journals.ts";

/** Every layout of a named system; each has a fixture in test/formats/. */
export const dialects: readonly Dialect[] = [
  sapLineItems,
  sapUniversalJournal,
  sapDocumentItems,
  sapCostItems,
  oracleJournals,
  netsuiteSearch,
  netsuiteLines,
  workdayJournals,
  dynamicsVouchers,
  quickbooksReport,
  quickbooksJournalLines,
  xeroJournals,
  sageIntacctLedger,
  datevBatch,
  datevAccountLabels,
  fec,
  safT,
  erpnextLedger,
  odooItems,
  sapPurchasingList,
  sapPurchaseItems,
  sapOrderHistory,
  coupaOrders,
  coupaInvoices,
  aribaOrders,
  quickbooksOrderLines,
  quickbooksBillLines,
  quickbooksCreditLines,
  sageIntacctBills,
  opencostAllocation,
  openaiUsage,
  anthropicUsage,
  icalendar,
];
