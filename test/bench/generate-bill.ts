import { open } from "node:fs/promises";
import { azureBill } from "./bills/azure-bill.ts";
import { curBill } from "./bills/cur-bill.ts";
import { gcpBill } from "./bills/gcp-bill.ts";
import { seeded } from "./seeded.ts";

const BILLS = { cur: curBill, gcp: gcpBill, azure: azureBill };

export type BillName = keyof typeof BILLS;

export function billHeader(name: BillName): readonly string[] {
  return BILLS[name].header;
}

const BATCH_ROWS = 2_000;

/** Writes a month of an invented provider's bill; the same arguments give the same bytes. */
export async function generateBill(
  name: BillName,
  { path, rows, seed }: { readonly path: string; readonly rows: number; readonly seed: number },
): Promise<void> {
  const next = seeded(seed);
  const { header, record } = BILLS[name];
  const file = await open(path, "w");
  try {
    await file.write(`${header.join(",")}\n`);
    for (let from = 0; from < rows; from += BATCH_ROWS) {
      let text = "";
      for (let row = from; row < Math.min(rows, from + BATCH_ROWS); row += 1) {
        const cells = record(next);
        text += `${header.map((column) => cells[column] ?? "").join(",")}\n`;
      }
      await file.write(text);
    }
  } finally {
    await file.close();
  }
}
