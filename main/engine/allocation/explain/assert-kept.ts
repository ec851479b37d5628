import { z } from "zod";
import type { Condition } from "../../../../shared/domain/condition.ts";
import { fail } from "../../../../shared/errors.ts";
import type { Reader } from "../../database/database.ts";
import { statement } from "../../database/sql.ts";
import { RUN_DIMENSIONS } from "../compile-cell.ts";
import { SEGMENT_DIMENSIONS } from "../compile-rules.ts";
import { assertPatterns } from "../rules/rule-set-store.ts";
import keptAttribute from "./kept-attribute.sql?raw";

/** Refuses an attribute the run did not keep, because nothing would match it. Errors: usage. */
export async function assertKept(
  reader: Reader,
  runId: string,
  asked: readonly { readonly attribute: string }[],
): Promise<void> {
  const Row = z.object({ attribute: z.string() });
  const rows = await reader.rows(Row, statement(keptAttribute, { run_id: runId }));
  const own = rows.map(({ attribute }) => attribute);
  const known = [...Object.keys(RUN_DIMENSIONS), ...SEGMENT_DIMENSIONS, ...own];
  const lost = asked.find(({ attribute }) => !known.includes(attribute));
  if (lost !== undefined) {
    fail(
      "usage",
      `The allocation does not keep "${lost.attribute}"; no rule names its targets by it.`,
      `Choose one of: ${known.join(", ")}.`,
    );
  }
}

/** Refuses a filter without what it compares with, and a broken pattern. Errors: usage. */
export async function assertFilters(reader: Reader, filters: readonly Condition[]): Promise<void> {
  for (const { attribute, op, value, values = [] } of filters) {
    const isComplete =
      op === "exists" ||
      op === "missing" ||
      (op === "in" || op === "not-in" ? values.length > 0 : value !== undefined);
    if (!isComplete) {
      fail(
        "usage",
        `The filter on "${attribute}" says "${op}" but names no value.`,
        "Give the filter a value.",
      );
    }
  }
  await assertPatterns(reader, filters);
}
