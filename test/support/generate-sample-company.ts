import { gzipSync } from "node:zlib";
import iconv from "iconv-lite";
import { awsBill } from "./sample-company/aws-bill.ts";
import { azureBill } from "./sample-company/azure-bill.ts";
import type { Bill } from "./sample-company/bill.ts";
import { MONTHS } from "./sample-company/calendar.ts";
import { deskBill } from "./sample-company/desk-bill.ts";
import { driversFile } from "./sample-company/drivers.ts";
import { euLedger } from "./sample-company/eu-ledger.ts";
import { csvText, FOCUS_1_2, FOCUS_1_3 } from "./sample-company/focus-row.ts";
import { incWorkbook } from "./sample-company/inc-workbook.ts";
import type { LedgerLine } from "./sample-company/ledger-line.ts";
import { type Planted, plantedDifferences } from "./sample-company/planted.ts";
import { purchaseOrdersFile, supplierInvoicesFile } from "./sample-company/procurement.ts";
import { ratesFile } from "./sample-company/rates.ts";
import { sapList } from "./sample-company/sap-list.ts";
import { usLedger } from "./sample-company/us-ledger.ts";

export interface SampleCompany {
  /** Path below the company's folder → bytes. */
  readonly files: ReadonlyMap<string, Buffer>;
  readonly planted: Planted;
  readonly months: readonly MonthOfBooks[];
}

/** The bills of a month and what the two ledgers post in it. */
export interface MonthOfBooks {
  readonly month: string;
  readonly aws: Bill;
  readonly azure: Bill;
  readonly desk: Bill;
  readonly ledger: readonly LedgerLine[];
}

/**
 * Example Group: three months of bills, ledger, procurement, drivers and rates. Without the
 * plants the ledger equals the bills to the cent on every account.
 */
export function generateSampleCompany({ isPlanted }: { isPlanted: boolean }): SampleCompany {
  const files = new Map<string, Buffer>();
  const put = (path: string, text: string): void => {
    files.set(path, Buffer.from(text, "utf8"));
  };
  const bills = MONTHS.map((month) => ({
    month,
    aws: awsBill(month, isPlanted),
    azure: azureBill(month),
    desk: deskBill(month),
  }));
  const us = bills.flatMap(({ aws, desk }) => [...aws.invoices, ...desk.invoices]);
  const eu = bills.flatMap(({ azure }) => azure.invoices);
  const months = bills.map((of): MonthOfBooks => {
    const inc = usLedger(of.month, us, isPlanted);
    const gmbh = euLedger(of.month, eu, isPlanted);
    files.set(`billing/aws-${of.month}.csv.gz`, zipped(csvText(FOCUS_1_2, of.aws.rows)));
    put(`billing/azure-${of.month}.csv`, csvText(FOCUS_1_3, of.azure.rows));
    put(`billing/desk-${of.month}.csv`, csvText(FOCUS_1_2, of.desk.rows));
    files.set(`ledger/inc-${of.month}.xlsx`, incWorkbook(of.month, inc));
    const list = iconv.encode(sapList(of.month, gmbh), "windows-1252");
    files.set(`ledger/gmbh-${of.month}.csv`, list);
    return { ...of, ledger: [...inc, ...gmbh] };
  });
  put("procurement/purchase-orders.csv", purchaseOrdersFile());
  put("procurement/supplier-invoices.csv", supplierInvoicesFile([...us, ...eu]));
  put("drivers/quantities.csv", driversFile());
  put("fx/rates.csv", ratesFile());
  return { files, planted: plantedOf(months), months };
}

function zipped(text: string): Buffer {
  return gzipSync(text, { level: 9 });
}

function plantedOf(months: readonly MonthOfBooks[]): Planted {
  const october = months.find(({ month }) => month === "2026-10");
  if (october === undefined) {
    throw new RangeError("The sample company has no October.");
  }
  const desk = months.flatMap((of) => of.desk.invoices);
  return plantedDifferences(october.aws, october.azure, desk);
}
