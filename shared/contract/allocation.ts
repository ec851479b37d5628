import { z } from "zod";
import { AllocationRuleSet } from "../domain/allocation-rule.ts";
import { CostBasis } from "../domain/charge.ts";
import { Condition } from "../domain/condition.ts";
import { CurrencyCode } from "../domain/currency.ts";
import { Period } from "../domain/period.ts";
import { CostTreatment } from "../domain/treatment.ts";
import { call } from "./define.ts";
import { AmountText } from "./scope.ts";

export const AllocationResult = z.object({
  runId: z.string(),
  ruleSetId: z.string(),
  period: Period,
  basis: CostBasis,
  currency: z.string(),
  totals: z.object({ in: AmountText, allocated: AmountText, unallocated: AmountText }),
  /** Per entity, currency and basis: the gate that was passed. */
  conservation: z.array(
    z.object({
      entity: z.string(),
      currency: z.string(),
      basis: CostBasis,
      in: AmountText,
      allocated: AmountText,
      unallocated: AmountText,
    }),
  ),
  conserved: z.boolean(),
  targets: z.array(z.object({ target: z.string(), name: z.string(), amount: AmountText })),
  rules: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      method: z.string(),
      stage: z.number().int(),
      charges: z.number().int(),
      amount: AmountText,
    }),
  ),
  findings: z.array(z.object({ code: z.string(), message: z.string() })),
});
export type AllocationResult = z.infer<typeof AllocationResult>;

/** The steps from an allocated cell back to files and rows; amounts re-add to the cell. */
export const Explanation = z.object({
  title: z.string(),
  amount: AmountText,
  currency: z.string(),
  steps: z.array(
    z.object({
      kind: z.enum(["charges", "rule", "driver", "stage", "rounding", "file"]),
      label: z.string(),
      detail: z.string(),
      amount: AmountText.nullable(),
      /** Exact share as numerator / denominator text where the step has one. */
      share: z.string().nullable(),
    }),
  ),
  files: z.array(
    z.object({
      sourceFileId: z.string(),
      file: z.string(),
      rows: z.string(),
      charges: z.number().int(),
      amount: AmountText,
    }),
  ),
  /** The stored rules of the run, each of whose versions keeps its text. */
  ruleSet: z.object({ ruleSetId: z.string(), version: z.number().int() }).optional(),
  /** The amount by how it is treated and who says so; empty where nobody states it. */
  treatments: z
    .array(
      z.object({
        /** Null is what nobody stated. */
        treatment: CostTreatment.nullable(),
        statedBy: z.enum(["rule", "account"]).nullable(),
        /** The rule's name, or the ledger account. */
        name: z.string().nullable(),
        amount: AmountText,
      }),
    )
    .optional(),
  ties: z.boolean(),
  /** Files, entities or rules changed since the run: allocate again to see them. */
  isStale: z.boolean().optional(),
});
export type Explanation = z.infer<typeof Explanation>;

export const RuleProblem = z.object({
  path: z.string(),
  message: z.string(),
  remedy: z.string(),
  line: z.number().int().nullable(),
});

export const allocation = {
  rules: call(
    z.strictObject({}),
    z.object({
      ruleSetId: z.string().nullable(),
      version: z.number().int(),
      text: z.string(),
      rules: AllocationRuleSet.nullable(),
    }),
  ),
  check: call(
    z.strictObject({ text: z.string() }),
    z.object({ ok: z.boolean(), problems: z.array(RuleProblem) }),
  ),
  save: call(
    z.strictObject({ text: z.string() }),
    z.object({ ruleSetId: z.string(), version: z.number().int() }),
  ),
  /** The latest run of a period, or null where it was never run or its inputs changed since. */
  result: call(
    z.strictObject({
      period: Period,
      basis: CostBasis.default("effective"),
      currency: CurrencyCode.optional(),
    }),
    z.object({ result: AllocationResult.nullable(), isStale: z.boolean() }),
  ),
  explain: call(
    z.strictObject({
      period: Period,
      basis: CostBasis.default("effective"),
      currency: CurrencyCode.optional(),
      target: z.string().optional(),
      /** The cell's row dimensions and their values. */
      where: z.array(z.strictObject({ attribute: z.string(), value: z.string().nullable() })),
      /** Filters of the pivot the cell stands in. */
      filters: z.array(Condition).default([]),
    }),
    Explanation,
  ),
};
