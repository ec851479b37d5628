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
      return list.length === 1 ? `${label} is ${list[0]}` : `${label} is one of ${list.length}`;
    case "not-equals":
    case "not-in":
      return list.length === 1
        ? `${label} is not ${list[0]}`
        : `${label} is none of ${list.length}`;
    case "starts-with":
      return `${label} starts with ${value ?? ""}`;
    case "contains":
      return `${label} contains ${value ?? ""}`;
    case "matches":
      return `${label} matches ${value ?? ""}`;
  }
}
