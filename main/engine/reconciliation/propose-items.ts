import { z } from "zod";
import type { Writer } from "../database/database.ts";
import { statement } from "../database/sql.ts";
import convertSql from "../money/convert.sql?raw";
import { readPeriods } from "../relations/calendar/workspace-calendar.ts";
import { describeItem, ProposedItem } from "./describe-item.ts";
import accruedSql from "./items/accrued.sql?raw";
import collectSql from "./items/collect.sql?raw";
import costCentresSql from "./items/cost-centres.sql?raw";
import cutDocumentsSql from "./items/cut-documents.sql?raw";
import earlierInvoicesSql from "./items/earlier-invoices.sql?raw";
import errorsSql from "./items/errors.sql?raw";
import listItemsSql from "./items/list-items.sql?raw";
import matchSumsSql from "./items/match-sums.sql?raw";
import oneSidedSql from "./items/one-sided.sql?raw";
import openingsSql from "./items/openings.sql?raw";
import recognitionSql from "./items/recognition.sql?raw";
import residuesSql from "./items/residues.sql?raw";
import timingSql from "./items/timing.sql?raw";
import workTablesSql from "./items/work-tables.sql?raw";
import type { RunParameters } from "./prepare-lines.ts";
import { runScript } from "./run-script.ts";

/**
 * In this order each kind of item takes whole lines, so that no line is explained twice. Only a
 * calendar whose periods are not the months of the bills cuts documents.
 */
const STEPS = [
  workTablesSql,
  openingsSql,
  costCentresSql,
  matchSumsSql,
  convertSql,
  residuesSql,
  errorsSql,
  earlierInvoicesSql,
  cutDocumentsSql,
  timingSql,
  accruedSql,
  recognitionSql,
  oneSidedSql,
  collectSql,
];

/** What a stored item says in words. */
export interface ItemText {
  readonly item_key: string;
  readonly description: string;
  readonly reason: string;
}

/**
 * Proposes the reconciling items for what the passes left open (methods.md 3.2).
 * Sign: ledger − bills
 * Law:  ledger − bills = Σ items + unidentified, per account
 *       (test/laws/reconciliation-statement.test.ts)
 */
export async function proposeItems(
  writer: Writer,
  parameters: RunParameters,
): Promise<readonly ItemText[]> {
  const isCut = (await readPeriods(writer)).length > 0;
  for (const step of STEPS.filter((text) => isCut || text !== cutDocumentsSql)) {
    await runScript(writer, step, parameters);
  }
  const items = await writer.rows(ProposedItem, statement(listItemsSql));
  return items.map((item) => ({
    item_key: item.item_key,
    ...describeItem(item, z.string().parse(parameters["currency"])),
  }));
}
