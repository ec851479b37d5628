import { z } from "zod";
import { AllocationRuleSet } from "../../../shared/domain/allocation-rule.ts";
import { CostBasis } from "../../../shared/domain/charge.ts";
import { ReconciliationConfig } from "../../../shared/domain/reconciliation-config.ts";
import { CostTreatment } from "../../../shared/domain/treatment.ts";
import type { Reader } from "../database/database.ts";
import { statement } from "../database/sql.ts";
import { readAccepted } from "../documents/read-document.ts";
import treatedAmountsSql from "./treated-amounts.sql?raw";

const Row = z.object({
  period: z.string(),
  account: z.string(),
  of_account: CostTreatment.nullable(),
  basis: CostBasis,
  currency: z.string(),
  treatment: CostTreatment.nullable(),
  rule_id: z.string().nullable(),
  rule_set_id: z.string(),
  version: z.number(),
  amount: z.string(),
});

/** What the bills of a ledger account hold of one treatment, and who says that it is that. */
export interface TreatedAmount {
  readonly period: string;
  readonly account: string;
  /** How the account itself treats its cost. */
  readonly ofAccount: CostTreatment | null;
  readonly treatment: CostTreatment | null;
  /** The rule that states it, with the version of the rules; null where the account does. */
  readonly rule: { readonly id: string; readonly name: string } | null;
  readonly ruleSetId: string;
  readonly version: number;
  readonly basis: CostBasis;
  readonly currency: string;
  readonly amount: string;
}

/** Whether a rule puts cost on an account that treats it otherwise. */
export function isMisposted({ ofAccount, treatment }: TreatedAmount): boolean {
  return ofAccount !== null && treatment !== null && ofAccount !== treatment;
}

/**
 * The bills of each account by treatment, of the latest allocation of a month or of every month,
 * on the basis the account carries. Empty where no account states how it is treated.
 * Units:   billing currency, 12 decimals   Sign: cost positive, credit negative
 */
export async function treatedAmounts(
  reader: Reader,
  period: string | null,
): Promise<TreatedAmount[]> {
  const carried = (await accountMap(reader)).filter(({ kind }) => kind === "expense");
  const rows = await reader.rows(
    Row,
    statement(treatedAmountsSql, {
      period,
      accounts: carried.map(({ account }) => account),
      entities: carried.map(({ entity }) => entity ?? ""),
      bases: carried.map(({ basis }) => basis),
    }),
  );
  const names = new Map<string, string>();
  for (const id of new Set(rows.map(({ rule_set_id }) => rule_set_id))) {
    for (const rule of await rulesOf(reader, id)) {
      names.set(`${id} ${rule.id}`, rule.name ?? rule.id);
    }
  }
  return rows.map(({ of_account, rule_id: id, rule_set_id, ...row }) => ({
    ...row,
    ofAccount: of_account,
    ruleSetId: rule_set_id,
    rule: id === null ? null : { id, name: names.get(`${rule_set_id} ${id}`) ?? id },
  }));
}

/** The accounts of the map in use; none where no map is stored. */
export async function accountMap(reader: Reader): Promise<ReconciliationConfig["accounts"]> {
  const [row] = await reader.rows(
    z.object({ text: z.string() }),
    statement("select text from reconciliation_config order by sequence desc, config_id limit 1"),
  );
  return row === undefined ? [] : readAccepted(ReconciliationConfig, row.text).accounts;
}

async function rulesOf(reader: Reader, ruleSetId: string): Promise<AllocationRuleSet["rules"]> {
  const { text } = await reader.one(
    z.object({ text: z.string() }),
    statement("select text from allocation_rule_set where rule_set_id = $id", { id: ruleSetId }),
  );
  return readAccepted(AllocationRuleSet, text).rules;
}
