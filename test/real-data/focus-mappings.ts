import { Mapping } from "../../shared/domain/mapping.ts";

/** The answers the specification's own example files need, by a part of their path. */
export function focusMapping(path: string): Mapping | undefined {
  if (path.includes("saas_examples")) {
    return Mapping.parse({ tieout: 1, dataset: "charge", dateFormat: "MM/DD/YY" });
  }
  const hasNoCurrency = path.includes("commitment_discount") || path.includes("closed_scenario");
  return hasNoCurrency
    ? Mapping.parse({ tieout: 1, dataset: "charge", constants: { BillingCurrency: "USD" } })
    : undefined;
}
