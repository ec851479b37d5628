import { addAmounts } from "../../../shared/domain/amount.ts";
import { treatmentName } from "../../../shared/domain/treatment.ts";
import { isMisposted, type TreatedAmount, treatedAmounts } from "../queries/treated-amounts.ts";
import { type Check, OF_NO_FILE } from "./define.ts";

/** Cost a rule calls capital that the ledger posts as an expense, or the other way round. */
export const treatmentsAgree: Check = {
  name: "treatments-agree",
  law: "What an allocation rule says of how cost is treated, the ledger account says too.",
  code: "treatment-differs",
  async find(reader, period) {
    const found = (await treatedAmounts(reader, period)).filter(isMisposted);
    const groups = new Map<string, TreatedAmount[]>();
    for (const one of found) {
      const { account, currency, treatment, rule } = one;
      const key = JSON.stringify([one.period, account, currency, treatment, rule?.id]);
      groups.set(key, [...(groups.get(key) ?? []), one]);
    }
    return [...groups.values()].flatMap(([first, ...more]) => {
      const amount = addAmounts([first, ...more].map((one) => one?.amount ?? "0"));
      return first === undefined || amount === "0" ? [] : [findingOf(first, amount)];
    });
  },
};

function findingOf(
  { period, account, currency, ruleSetId, ...one }: TreatedAmount,
  amount: string,
) {
  return {
    ...OF_NO_FILE,
    code: "treatment-differs",
    severity: "warning" as const,
    found:
      `Account ${account} takes the bills of ${period} as ${treatmentName(one.ofAccount)}; the ` +
      `rule "${one.rule?.name ?? ""}" (rules ${ruleSetId.slice(0, 12)}) treats part of them as ` +
      `${treatmentName(one.treatment)}.`,
    expected: "The account and the rule treat the same cost alike.",
    remedy:
      `Post the amount to an account for ${treatmentName(one.treatment)}, or correct the ` +
      "treatment of the rule or of the account.",
    amountAtStake: amount,
    currency,
  };
}
