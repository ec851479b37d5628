import { z } from "zod";
import type { QualityReport } from "../../../shared/contract/quality.ts";
import { fail } from "../../../shared/errors.ts";
import type { ChangeContext } from "../context.ts";
import { statement } from "../database/sql.ts";
import acceptFailureSql from "./stored/accept-failure.sql?raw";
import acceptancesQuery from "./stored/acceptances.sql?raw";
import unacceptFailureSql from "./stored/unaccept-failure.sql?raw";

/** Accepts failures of a report by key; accepting one twice changes nothing. */
export async function acceptFailures(
  change: ChangeContext,
  actor: string,
  report: QualityReport,
  { failures: keys, comment }: { readonly failures: readonly string[]; readonly comment: string },
): Promise<{ accepted: number }> {
  let accepted = 0;
  for (const key of new Set(keys)) {
    const found = report.results.flatMap(({ test, failures }) =>
      failures.filter((one) => one.key === key).map((failure) => ({ test, failure })),
    )[0];
    if (found === undefined) {
      return fail(
        "item-not-found",
        `No test fails with the key "${key}".`,
        "Look at the tests again and choose from what they list now; nothing was accepted.",
        { failure: key },
      );
    }
    const { test, failure } = found;
    if (failure.accepted !== null) {
      continue;
    }
    accepted += 1;
    const { subject, period } = failure;
    await change.writer.run(
      statement(acceptFailureSql, {
        failure_key: key,
        test,
        subject,
        period,
        comment,
        actor,
        sequence: change.sequence,
      }),
    );
    const detail = { test, subject, period: period ?? "", rows: String(failure.rows), comment };
    await change.audit({ action: "failure-accepted", subject: key, detail });
  }
  return { accepted };
}

/** Takes acceptances back; one that was never given is left alone. */
export async function unacceptFailures(
  change: ChangeContext,
  keys: readonly string[],
): Promise<{ unaccepted: number }> {
  const rows = await change.writer.rows(
    z.object({ failure_key: z.string(), comment: z.string() }),
    statement(acceptancesQuery),
  );
  const known = rows.filter(({ failure_key: key }) => keys.includes(key));
  for (const { failure_key: key, comment } of known) {
    await change.writer.run(statement(unacceptFailureSql, { failure_key: key }));
    await change.audit({ action: "failure-unaccepted", subject: key, detail: { comment } });
  }
  return { unaccepted: known.length };
}
