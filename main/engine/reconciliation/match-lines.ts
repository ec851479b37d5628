import type {
  GroupKey,
  PassConfig,
  ReconciliationConfig,
} from "../../../shared/domain/reconciliation-config.ts";
import type { Writer } from "../database/database.ts";
import { matchSubsets } from "./match-subsets.ts";
import confirmGroupsSql from "./passes/confirm-groups.sql?raw";
import confirmPairsSql from "./passes/confirm-pairs.sql?raw";
import datedPairsSql from "./passes/dated-pairs.sql?raw";
import exactPairsSql from "./passes/exact-pairs.sql?raw";
import exchangeSumsSql from "./passes/exchange-sums.sql?raw";
import groupSumsSql from "./passes/group-sums.sql?raw";
import openLinesSql from "./passes/open-lines.sql?raw";
import tolerantPairsSql from "./passes/tolerant-pairs.sql?raw";
import type { RunParameters } from "./prepare-lines.ts";
import { runScript } from "./run-script.ts";

const GROUP_REASONS: Readonly<Record<GroupKey | "invoice-cost-centre", string>> = {
  "invoice-cost-centre": "Sums per invoice and cost centre agree",
  invoice: "Sums per invoice agree",
  "purchase-order": "Sums per purchase order agree",
  "cost-centre": "Sums per vendor and cost centre agree",
  day: "Sums per vendor and day agree",
  vendor: "Sums per vendor agree",
};

/**
 * Passes 1 to 5: confirms what stands alone on both sides and leaves the rest open.
 * Law: each pass confirms exactly the mutually unique candidates (test/laws/matching.test.ts)
 */
export async function matchLines(
  writer: Writer,
  config: ReconciliationConfig,
  parameters: RunParameters,
  progress: (stage: string) => void,
): Promise<void> {
  await runScript(writer, openLinesSql, parameters);
  const passes = [...config.passes].sort((a, b) => a.pass - b.pass);
  for (const pass of passes.filter(({ enabled }) => enabled)) {
    progress(`Pass ${pass.pass}`);
    if (pass.pass === 5) {
      await matchGroups(writer, pass, parameters);
    } else {
      await matchPairs(writer, pass);
    }
  }
}

const PAIR_REASONS: readonly string[] = [
  "Document, amount and currency agree",
  "Purchase order, period and amount agree",
  "Vendor and amount agree within the date window",
  "Vendor agrees, amount within tolerance, within the date window",
];

async function matchPairs(writer: Writer, pass: PassConfig): Promise<void> {
  const exact = pass.pass <= 2 ? exactPairsSql : datedPairsSql;
  await runScript(writer, pass.pass === 4 ? tolerantPairsSql : exact, {
    pass: pass.pass,
    days: pass.dateWindowDays,
    tolerance_absolute: pass.toleranceAbsolute,
    tolerance_percent: pass.tolerancePercent,
  });
  const reason = PAIR_REASONS[pass.pass - 1] ?? "";
  await runScript(writer, confirmPairsSql, { pass: pass.pass, reason });
}

async function matchGroups(
  writer: Writer,
  pass: PassConfig,
  parameters: RunParameters,
): Promise<void> {
  const keys = pass.groupBy.flatMap((key) =>
    key === "invoice" ? (["invoice-cost-centre", "invoice"] as const) : [key],
  );
  for (const key of keys) {
    await runScript(writer, groupSumsSql, {
      group_by: key,
      may_leave_out: key !== "invoice-cost-centre",
    });
    await runScript(writer, confirmGroupsSql, { pass: 5, reason: GROUP_REASONS[key] });
  }
  await runScript(writer, exchangeSumsSql, parameters);
  await runScript(writer, confirmGroupsSql, {
    pass: 5,
    reason: "Sums per invoice agree at another exchange rate",
  });
  await matchSubsets(writer);
}
