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
import { type Planted, plantedDifferences } from "./sample-company/planted.ts";
import { purchaseOrdersFile, supplierInvoicesFile } from "./sample-company/procurement.ts";
import { ratesFile } from "./sample-company/rates.ts";
import { sapList } from "./sample-company/sap-list.ts";
import { usLedger } from "./sample-company/us-ledger.ts";

export interface SampleCompany {
  /** Path below the company's folder → bytes. */
  readonly files: ReadonlyMap<string, Buffer>;
  readonly planted: Planted;
}

/**
 * Example Group: three months of bills, ledger, procurement, drivers and rates.
 * Law: without the plants the ledger equals the bills to the cent on every account
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
  const invoices = (pick: (of: (typeof bills)[number]) => Bill) =>
    bills.flatMap((of) => pick(of).invoices);
  const us = [...invoices(({ aws }) => aws), ...invoices(({ desk }) => desk)];
  const eu = invoices(({ azure }) => azure);
  for (const { month, aws, azure, desk } of bills) {
    files.set(
      `billing/aws-${month}.csv.gz`,
      gzipSync(csvText(FOCUS_1_2, aws.rows), { level: 9 }),
    );
    put(`billing/azure-${month}.csv`, csvText(FOCUS_1_3, azure.rows));
    put(`billing/desk-${month}.csv`, csvText(FOCUS_1_2, desk.rows));
    files.set(`ledger/inc-${month}.xlsx`, incWorkbook(month, usLedger(month, us, isPlanted)));
    files.set(
      `ledger/gmbh-${month}.csv`,
      iconv.encode(sapList(month, euLedger(month, eu, isPlanted)), "windows-1252"),
    );
  }
  put("procurement/purchase-orders.csv", purchaseOrdersFile());
  put("procurement/supplier-invoices.csv", supplierInvoicesFile([...us, ...eu]));
  put("drivers/quantities.csv", driversFile());
  put("fx/rates.csv", ratesFile());
  return { files, planted: plantedOf(bills) };
}

function plantedOf(
  bills: readonly { month: string; aws: Bill; azure: Bill; desk: Bill }[],
): Planted {
  const october = bills.find(({ month }) => month === "2026-10");
  if (october === undefined) {
    throw new RangeError("The sample company has no October.");
  }
  const desk = bills.flatMap((of) => of.desk.invoices);
  return plantedDifferences(october.aws, october.azure, desk);
}
