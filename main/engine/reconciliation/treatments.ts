import type { z } from "zod";
import type { reconciliation } from "../../../shared/contract/reconciliation.ts";
import type { Reader } from "../database/database.ts";
import { accountMap, isMisposted, treatedAmounts } from "../queries/treated-amounts.ts";

type Treatments = z.input<typeof reconciliation.treatments.output>;

/** How the accounts of the map treat their cost, beside what rules say of the same cost. */
export async function accountTreatments(reader: Reader, period: string): Promise<Treatments> {
  const accounts = await accountMap(reader);
  const names = new Map(accounts.map(({ account, name }) => [account, name ?? ""]));
  const isStated = accounts.some(({ treatment }) => treatment !== undefined);
  const amounts = await treatedAmounts(reader, period);
  return {
    accounts: isStated
      ? accounts.map(({ account, name = "", treatment = null }) => ({ account, name, treatment }))
      : [],
    amounts: amounts.map((one) => ({
      account: one.account,
      name: names.get(one.account) ?? "",
      ofAccount: one.ofAccount,
      treatment: one.treatment,
      rule: one.rule === null ? null : { ...one.rule, version: one.version },
      basis: one.basis,
      currency: one.currency,
      amount: one.amount,
      isMisposted: isMisposted(one),
    })),
  };
}
