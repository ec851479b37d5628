import { expect, test } from "vitest";
import { addAmounts, fromUnits, toUnits } from "../../shared/domain/amount.ts";
import { generateSampleCompany, type MonthOfBooks } from "./generate-sample-company.ts";
import type { FocusRow } from "./sample-company/focus-row.ts";
import { dollars } from "./sample-company/rates.ts";

/** The account map in words of its own, so that it can disagree with reconciliation.yaml. */
function accountOf(row: FocusRow): string {
  if (row["ChargeCategory"] === "Tax") {
    return "61900";
  }
  const service = row["ServiceName"] ?? "";
  const bySupport: Record<string, string> = { "AWS Support": "61300", "Azure Support": "476300" };
  const isMarketplace = /^Example (Search|Trace|Vault)/.test(service);
  const byProvider: Record<string, string> = {
    AWS: isMarketplace ? "61250" : "61100",
    Microsoft: "476100",
    "Example Desk": "61200",
  };
  return bySupport[service] ?? byProvider[row["ProviderName"] ?? ""] ?? "none";
}

/** Ledger − bills per expense account of a month; hosting compares the effective cost. */
function differences({ month, aws, azure, desk, ledger }: MonthOfBooks): Record<string, string> {
  const total: Record<string, bigint> = {};
  const add = (account: string, units: bigint): void => {
    total[account] = (total[account] ?? 0n) + units;
  };
  const euros: Record<string, string[]> = {};
  for (const row of [...aws.rows, ...azure.rows, ...desk.rows]) {
    const account = accountOf(row);
    const cost = row[account === "61100" ? "EffectiveCost" : "BilledCost"] ?? "0";
    if (row["BillingCurrency"] === "EUR") {
      euros[account] = [...(euros[account] ?? []), cost];
    } else {
      add(account, -toUnits(cost));
    }
  }
  for (const [account, costs] of Object.entries(euros)) {
    add(account, -toUnits(dollars(addAmounts(costs), month)));
  }
  for (const line of ledger.filter(({ account }) => account !== "22100")) {
    add(line.account, toUnits(line.amount));
  }
  const open = Object.entries(total).filter(([, units]) => units !== 0n);
  return Object.fromEntries(open.map(([account, units]) => [account, fromUnits(units)]));
}

test("without the plants every account ties in every month", () => {
  const { months } = generateSampleCompany({ isPlanted: false });
  expect(months.map(differences)).toEqual([{}, {}, {}]);
});

test("with them October differs by exactly what was planted, account by account", () => {
  const { months, planted } = generateSampleCompany({ isPlanted: true });
  const stated: Record<string, string> = {};
  const expense = planted.differences.filter(({ account }) => !/^(14|22)/.test(account));
  for (const { account, amount } of expense) {
    stated[account] = addAmounts([stated[account] ?? "0", amount]);
  }
  const october = months.at(-1);
  expect(october && differences(october)).toEqual(stated);
});
