import { z } from "zod";

/**
 * How cost is treated in the books, in the words of IAS 16, IAS 38 and ASC 350-40. What nobody
 * stated has none of them: it is "not stated", never taken for an operating expense.
 */
export const COST_TREATMENTS = [
  "opex",
  "research-development",
  "capex",
  "capitalised-development",
  "prepaid",
] as const;
export const CostTreatment = z.enum(COST_TREATMENTS);
export type CostTreatment = z.infer<typeof CostTreatment>;

export const TREATMENT_NAME: Readonly<Record<CostTreatment, string>> = {
  opex: "operating expense",
  "research-development": "research and development expense",
  capex: "capital expenditure",
  "capitalised-development": "capitalised development",
  prepaid: "prepaid expense",
};

/** A treatment as a sentence names it; null is what nobody stated. */
export function treatmentName(treatment: string | null): string {
  const { data } = CostTreatment.safeParse(treatment);
  return data === undefined ? "not stated" : TREATMENT_NAME[data];
}
