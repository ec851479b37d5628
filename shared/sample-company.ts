import { z } from "zod";
import { Mapping } from "./domain/mapping.ts";
import { Period } from "./domain/period.ts";

/** Everything a page needs to close the sample company: file tokens, rules, account map. */
export const SampleCompany = z.object({
  entity: z.string(),
  currency: z.string(),
  period: Period,
  compare: Period.nullable(),
  sources: z.array(
    z.object({
      token: z.string(),
      name: z.string(),
      mapping: Mapping.nullable(),
      allowRejects: z.boolean(),
    }),
  ),
  rules: z.string(),
  reconciliation: z.string(),
});
export type SampleCompany = z.infer<typeof SampleCompany>;
