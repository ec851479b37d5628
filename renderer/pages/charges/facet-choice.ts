import type { Condition } from "../../../shared/domain/condition.ts";

/** The values a filter keeps; null stands for charges without the attribute. */
export interface FacetChoice {
  readonly values: ReadonlySet<string | null>;
}

export function chosenValues(filter: Condition | undefined): FacetChoice {
  switch (filter?.op) {
    case "in":
      return { values: new Set(filter.values ?? []) };
    case "equals":
      return { values: new Set(filter.value === undefined ? [] : [filter.value]) };
    case "missing":
      return { values: new Set([null]) };
    default:
      return { values: new Set() };
  }
}

export function toggled(choice: FacetChoice, value: string | null, isKept: boolean): FacetChoice {
  const values = new Set(choice.values);
  if (isKept) {
    values.add(value);
  } else {
    values.delete(value);
  }
  return { values };
}

/**
 * The condition that keeps the chosen values, or null where nothing is chosen. Empty stands alone:
 * no condition keeps both empty and named values, so named ones win.
 */
export function filterFor(attribute: string, { values }: FacetChoice): Condition | null {
  const named = [...values].filter((value) => value !== null).toSorted();
  const [first] = named;
  if (first === undefined) {
    return values.has(null) ? { attribute, op: "missing" } : null;
  }
  return named.length === 1
    ? { attribute, op: "equals", value: first }
    : { attribute, op: "in", values: named };
}
