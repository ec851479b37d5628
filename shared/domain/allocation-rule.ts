import { z } from "zod";
import { ChargeAttribute } from "./charge.ts";
import { Condition } from "./condition.ts";
import { Period } from "./period.ts";
import { CostTreatment } from "./treatment.ts";

const Code = z.string().min(1).max(200);

/** A share of the amount taken, as decimal text between 0 and 1, for example "0.30". */
const Share = z
  .string()
  .regex(/^(0(\.\d{1,12})?|1(\.0{1,12})?)$/, "a share is between 0 and 1, for example 0.30");

/** Charges for which every condition holds; an empty list takes every charge. */
export const TakeCharges = z.strictObject({ where: z.array(Condition) });

/** Everything one pool holds when the rule's stage begins. */
export const TakePool = z.strictObject({ pool: Code });

const RuleBase = {
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/, "a rule id is lower-case words with hyphens"),
  name: z.string().optional(),
  /** Stage 1 takes charges; a later stage takes what an earlier one left on a pool. */
  stage: z.number().int().min(1).max(20).default(1),
  /** What the rule takes: charges by conditions (all must hold), or one pool by its code. */
  take: z.union([TakeCharges, TakePool]),
  /** The first period in which the rule applies; absent applies from the beginning. */
  validFrom: Period.optional(),
  /** The last period in which the rule applies, that period included. */
  validTo: Period.optional(),
  /** How what the rule takes is treated; it wins over what the ledger account says. */
  treatment: CostTreatment.optional(),
};

export const ZeroDriverPolicy = z.enum(["unallocated", "block", "even"]);
export type ZeroDriverPolicy = z.infer<typeof ZeroDriverPolicy>;

/** Everything goes to one target, or to the target an attribute of the charge names. */
export const DirectRule = z.strictObject({
  ...RuleBase,
  method: z.literal("direct"),
  to: Code.optional(),
  /** The charge attribute that names the target; charges naming no declared target fall through. */
  toAttribute: ChargeAttribute.optional(),
  /** Aliases: attribute value → target code. */
  map: z.record(z.string(), Code).optional(),
});

export const EvenRule = z.strictObject({
  ...RuleBase,
  method: z.literal("even"),
  targets: z.array(Code).min(1),
});

/** Shares that total less than 1 leave the rest unallocated; more than 1 is an error. */
export const FixedSharesRule = z.strictObject({
  ...RuleBase,
  method: z.literal("fixed-shares"),
  shares: z.record(Code, Share),
});

export const ByDriverRule = z.strictObject({
  ...RuleBase,
  method: z.literal("by-driver"),
  driver: z.string().min(1),
  /** Absent gives to every declared target the driver names that still passes cost on. */
  targets: z.array(Code).min(1).optional(),
  zeroDriver: ZeroDriverPolicy.default("unallocated"),
});

/** In proportion to what the targets already hold from earlier rules, per cost basis. */
export const ProportionalRule = z.strictObject({
  ...RuleBase,
  method: z.literal("proportional"),
  /** Absent gives to every declared target that is no pool. */
  targets: z.array(Code).min(1).optional(),
  zeroDriver: ZeroDriverPolicy.default("unallocated"),
});

export const AllocationRule = z.discriminatedUnion("method", [
  DirectRule,
  EvenRule,
  FixedSharesRule,
  ByDriverRule,
  ProportionalRule,
]);
export type AllocationRule = z.infer<typeof AllocationRule>;

export const AllocationTarget = z.strictObject({
  code: Code,
  name: z.string().optional(),
  parent: z.string().optional(),
  /** A pool only passes cost on: what it still holds at the end is unallocated. */
  isPool: z.boolean().default(false),
});
export type AllocationTarget = z.infer<typeof AllocationTarget>;

/** The conditions a rule takes charges by; a rule that takes a pool has none. */
export function conditionsOf({ take }: AllocationRule): readonly Condition[] {
  return "where" in take ? take.where : [];
}

/** The attribute that names the rule's target, where one does. */
export function namingAttribute(rule: AllocationRule): string[] {
  return rule.method === "direct" && rule.toAttribute !== undefined ? [rule.toAttribute] : [];
}

/** Every charge attribute that rules read, by code point. */
export function attributesRead(rules: readonly AllocationRule[]): string[] {
  const names = rules.flatMap((rule) => [
    ...conditionsOf(rule).map(({ attribute }) => attribute),
    ...namingAttribute(rule),
  ]);
  return [...new Set(names)].sort();
}

/** The content of `allocation.yaml`. The first rule of a stage that matches a charge takes it. */
export const AllocationRuleSet = z.strictObject({
  tieout: z.literal(1),
  dimension: z.string().default("cost_centre"),
  targets: z.array(AllocationTarget).min(1),
  rules: z.array(AllocationRule),
});
export type AllocationRuleSet = z.infer<typeof AllocationRuleSet>;

/** The target code of what no rule placed; reserved. */
export const UNALLOCATED = "unallocated";
