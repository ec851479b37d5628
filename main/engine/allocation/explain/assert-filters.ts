import type { Condition } from "../../../../shared/domain/condition.ts";
import { fail } from "../../../../shared/errors.ts";
import type { Reader } from "../../database/database.ts";
import { assertPatterns } from "../rules/rule-set-store.ts";

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
