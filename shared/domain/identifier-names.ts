/**
 * What finance calls the same thing in every bill, beside the legal entity: who pays, for what, in
 * which surroundings, and who answers for it.
 */
export const IDENTIFIERS = [
  "cost_centre",
  "product",
  "application",
  "environment",
  "project",
  "owner",
] as const;
export type IdentifierName = (typeof IDENTIFIERS)[number];
