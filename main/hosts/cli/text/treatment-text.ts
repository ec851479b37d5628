import type { z } from "zod";
import type { reconciliation } from "../../../../shared/contract/reconciliation.ts";
import { treatmentName } from "../../../../shared/domain/treatment.ts";
import { money } from "./money-text.ts";
import { left, right, tableText } from "./table.ts";

type Treatments = z.infer<typeof reconciliation.treatments.output>;

/** The accounts and how their bills are treated; what is posted elsewhere is said at the end. */
export function treatmentsText({ accounts, amounts }: Treatments): string {
  if (accounts.length === 0) {
    return (
      "No account of the map states how it treats its cost.\n" +
      "Write treatment: opex, capex … beside it in the account map.\n"
    );
  }
  if (amounts.length === 0) {
    return "The month was not allocated since accounts state how they treat their cost.\n";
  }
  return tableText(
    [
      left("account"),
      left("the account treats it as"),
      left("the bills are"),
      left("stated by"),
      right("amount"),
      left(""),
      left(""),
    ],
    amounts.map(({ account, ofAccount, treatment, rule, amount, currency, isMisposted }) => [
      account,
      treatmentName(ofAccount),
      treatmentName(treatment),
      rule === null
        ? treatment === null
          ? ""
          : "the account"
        : `${rule.name}, rules version ${rule.version}`,
      money(amount, currency).trim(),
      currency,
      isMisposted ? "mis-posted" : "",
    ]),
  );
}
