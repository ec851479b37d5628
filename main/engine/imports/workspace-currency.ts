import { z } from "zod";
import { CurrencyCode } from "../../../shared/domain/currency.ts";
import type { Reader } from "../database/database.ts";
import { statement } from "../database/sql.ts";
import workspaceCurrency from "./workspace-currency.sql?raw";

/** The currency the workspace reports in; USD until one is chosen. */
export async function readWorkspaceCurrency(reader: Reader): Promise<CurrencyCode> {
  const rows = await reader.rows(z.object({ value: CurrencyCode }), statement(workspaceCurrency));
  return rows[0]?.value ?? "USD";
}
