import { z } from "zod";
import type { Reader } from "../../database/database.ts";
import { chargeTableName } from "../../relations/charge-columns.ts";
import { accountsCovered } from "../readers/charge-queries.ts";
import { readSourceRows } from "../source-records.ts";
import { type ActiveBill, coverKey } from "./define-bill.ts";

const Covered = z.object({ account: z.string(), period: z.string(), billed: z.string() });

/** The active files of charges, each with the accounts and periods it covers. */
export async function activeBills(reader: Reader): Promise<ActiveBill[]> {
  const rows = (await readSourceRows(reader, null)).filter(
    ({ is_active, dataset }) => is_active && dataset === "charge",
  );
  const bills: ActiveBill[] = [];
  for (const { source_file_id: id, file_name: file, format, columns } of rows) {
    const present = z.array(z.object({ target: z.string() })).parse(JSON.parse(columns));
    const hasAccount = present.some(({ target }) => target === "billing_account_id");
    const covered = await reader.rows(Covered, accountsCovered(chargeTableName(id), hasAccount));
    bills.push({
      file,
      format,
      covers: new Map(
        covered.map(({ account, period, billed }) => [coverKey(account, period), billed]),
      ),
    });
  }
  return bills;
}
