import type { QualityReport } from "../../shared/contract/quality.ts";
import type { ReconciliationResult } from "../../shared/contract/reconciliation.ts";
import { importChecks } from "./checks/index.ts";
import type { Database, Reader } from "./database/database.ts";
import type { TitledLaw } from "./quality/law-result.ts";
import { readQuality } from "./quality/quality-report.ts";
import type { SuiteScope } from "./quality/quality-suite.ts";
import { runCheck } from "./run-checks.ts";

/** The tests of imported data, beside the laws of the stored data that are about imports. */
export async function runQuality(
  database: Database,
  reader: Reader,
  scope: SuiteScope,
): Promise<QualityReport> {
  const laws: TitledLaw[] = [];
  for (const check of scope.sourceFileId === null ? importChecks : []) {
    laws.push({ title: check.title, ...(await runCheck(reader, check, scope.period)) });
  }
  return readQuality(database, reader, scope, laws);
}

type Verdict = Pick<ReconciliationResult, "period" | "ties" | "certifiable">;

/**
 * A period that ties is certified only on data that pass their tests: failures nobody accepted
 * block it. One that does not tie is open anyway, and is not held up by reading its bills again.
 */
export async function withQuality<T extends Verdict>(
  database: Database,
  reader: Reader,
  result: T,
): Promise<T & Pick<ReconciliationResult, "blockedBy">> {
  if (!result.ties) {
    return { ...result, blockedBy: [] };
  }
  const scope = { period: result.period, sourceFileId: null };
  const blockedBy = blockingFailures(await runQuality(database, reader, scope));
  return { ...result, blockedBy, certifiable: result.certifiable && blockedBy.length === 0 };
}

function blockingFailures({ results }: QualityReport): ReconciliationResult["blockedBy"] {
  return results
    .filter(({ severity }) => severity === "blocking")
    .flatMap(({ title, failures }) =>
      failures
        .filter(({ accepted }) => accepted === null)
        .map(({ key, found }) => ({ failure: key, test: title, found })),
    );
}
