import { z } from "zod";
import { ChargeAttribute } from "./charge.ts";

/**
 * One test on a charge attribute. Text is compared exactly, case included, unless `ignoreCase`.
 * `matches` is an RE2 pattern over the whole value. An absent tag is `missing`, never "".
 */
export const Condition = z.strictObject({
  attribute: ChargeAttribute,
  op: z.enum([
    "equals",
    "not-equals",
    "in",
    "not-in",
    "exists",
    "missing",
    "starts-with",
    "contains",
    "matches",
  ]),
  value: z.string().optional(),
  values: z.array(z.string()).optional(),
  ignoreCase: z.boolean().optional(),
});
export type Condition = z.infer<typeof Condition>;
