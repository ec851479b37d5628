import { z } from "zod";
import type { AllocationRule } from "../../../../shared/domain/allocation-rule.ts";
import { fail } from "../../../../shared/errors.ts";
import type { ChangeContext } from "../../context.ts";
import type { Writer } from "../../database/database.ts";
import { statement } from "../../database/sql.ts";
import { isConserved, type Run, totalsOf } from "./load-result.ts";
import periodWithCharges from "./period-with-charges.sql?raw";
import segmentCount from "./segment-count.sql?raw";
import storeMove from "./store-move.sql?raw";
import storeRunRow from "./store-run.sql?raw";
import storeSegment from "./store-segment.sql?raw";
import storeTotal from "./store-total.sql?raw";
import storeTreatment from "./store-treatment.sql?raw";

/** Stores the drafted run and re-reads it against the charges; one that lost a cent is refused. */
export async function storeRun(
  { writer, sequence }: ChangeContext,
  run: Run,
  rules: readonly AllocationRule[],
): Promise<void> {
  const { run_id, period } = run;
  await writer.run(statement(storeRunRow, { ...run, sequence }));
  // A list that is bound may not be empty, so number 0 stands for no rule.
  const numbering = {
    rule_numbers: ["0", ...rules.map((_, index) => String(index + 1))],
    rule_ids: ["", ...rules.map(({ id }) => id)],
  };
  await writer.run(statement(storeSegment, { run_id, ...numbering }));
  await writer.run(statement(storeMove, { run_id, ...numbering }));
  await storeTreatments(writer, run_id, rules);
  await writer.run(statement(storeTotal, { run_id, period }));
  const broken = (await totalsOf(writer, run_id)).find((total) => !isConserved(total));
  if (broken !== undefined) {
    const { entity, currency, basis, amount_in: amountIn } = broken;
    fail(
      "allocation-not-conserved",
      `The ${basis} cost of "${entity}" in ${currency} came in as ${amountIn} and went out as ` +
        `${broken.amount_allocated} allocated and ${broken.amount_unallocated} unallocated.`,
      "Nothing was stored; report the run with its rules.",
      { entity, currency, basis },
    );
  }
}

async function storeTreatments(
  writer: Writer,
  runId: string,
  rules: readonly AllocationRule[],
): Promise<void> {
  const flagged = rules.flatMap(({ id, treatment }) =>
    treatment === undefined ? [] : [{ id, treatment }],
  );
  if (flagged.length > 0) {
    const rule_ids = flagged.map(({ id }) => id);
    const treatments = flagged.map(({ treatment }) => treatment);
    await writer.run(statement(storeTreatment, { run_id: runId, rule_ids, treatments }));
  }
}

export async function refuseEmptyPeriod(writer: Writer, period: string): Promise<void> {
  const { segments } = await writer.one(
    z.object({ segments: z.number() }),
    statement(segmentCount),
  );
  if (segments > 0) {
    return;
  }
  const Row = z.object({ period: z.string() });
  const periods = (await writer.rows(Row, statement(periodWithCharges))).map((row) => row.period);
  const [first] = periods;
  const last = periods.at(-1);
  const remedy =
    first === undefined
      ? "Import the bills of the period first."
      : `Choose a period from ${first} to ${last ?? first}, or import the bills of ${period}.`;
  fail("period-empty", `No charge belongs to ${period}.`, remedy, { period });
}
