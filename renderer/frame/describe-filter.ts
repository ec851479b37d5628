import type { Condition } from "../../shared/domain/condition.ts";
import { attributeLabel } from "../attribute-label.ts";

/** A filter in words, for its chip. */
export function describeFilter({ attribute, op, value, values }: Condition): string {
  const label = attributeLabel(attribute);
  const list = values ?? (value === undefined ? [] : [value]);
  switch (op) {
    case "missing":
      return `${label} is empty`;
    case "exists":
      return `${label} is present`;
    case "equals":
    case "in":
      return `${label} is ${anyOf(list, "or")}`;
    case "not-equals":
    case "not-in":
      return `${label} is not ${anyOf(list, "nor")}`;
    case "starts-with":
      return `${label} starts with ${value ?? ""}`;
    case "contains":
      return `${label} contains ${value ?? ""}`;
    case "matches":
      return `${label} matches ${value ?? ""}`;
  }
}

const NAMED = 2;

/** "A", "A or B", "A, B or 3 more". */
function anyOf(values: readonly string[], or: "or" | "nor"): string {
  const more = values.length - NAMED;
  const named = values.slice(0, NAMED);
  return more > 0 ? `${named.join(", ")} ${or} ${more} more` : named.join(` ${or} `);
}
