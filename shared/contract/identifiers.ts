import { z } from "zod";
import { ChargeAttribute, CostBasis } from "../domain/charge.ts";
import { CurrencyCode } from "../domain/currency.ts";
import { IDENTIFIERS } from "../domain/identifier-names.ts";
import { Identifiers } from "../domain/identifiers.ts";
import { Period } from "../domain/period.ts";
import { RuleProblem } from "./allocation.ts";
import { call } from "./define.ts";
import { AmountText } from "./scope.ts";

const IdentifierName = z.enum(IDENTIFIERS);

/** Where finance and engineering meet, and each may carry the identifier or not. */
export const INTERSECTIONS = [
  "bills",
  "ledger",
  "purchase-orders",
  "supplier-invoices",
  "goods-receipts",
  "contracts",
  "budget",
] as const;

/**
 * How much of a month carries an identifier, in rows and in cost. `magnitude` is the sum of the
 * amounts without their signs, of which a share lies between none and all whatever was credited.
 * `agreed` counts what carries it as agreed: in the first place it is looked for, by no alias.
 */
const Coverage = z.object({
  currency: z.string(),
  charges: z.number().int(),
  found: z.number().int(),
  agreed: z.number().int(),
  values: z.number().int(),
  amount: AmountText,
  foundAmount: AmountText,
  magnitude: AmountText,
  foundMagnitude: AmountText,
  agreedMagnitude: AmountText,
});

/** How many charges of a month an identifier has a value on, and what they cost. */
export const IdentifierCoverage = Coverage.extend({
  identifier: IdentifierName,
  isDefined: z.boolean(),
});
export type IdentifierCoverage = z.infer<typeof IdentifierCoverage>;

/** The same of the lines of one kind of book, which carry a column of their own for it. */
export const PointCoverage = Coverage.extend({
  point: z.enum(INTERSECTIONS),
  identifier: IdentifierName,
});
export type PointCoverage = z.infer<typeof PointCoverage>;

const Cost = z.object({ currency: z.string(), charges: z.number().int(), amount: AmountText });

/** Why two ways of writing are taken for one name; docs/identifiers.md has the rules. */
export const ALIAS_REASONS = [
  "spelling",
  "address",
  "name-order",
  "leading-zeros",
  "abbreviation",
  "legal-form",
  "listed-name",
  "typing-error",
] as const;

const AliasProposal = z.object({
  identifier: IdentifierName,
  /** The name the others would become. */
  name: z.string(),
  /** What already calls it so: the dictionary, a list or a book; null where the bills alone do. */
  knownFrom: z.string().nullable(),
  aliases: z.array(
    z.object({
      /** What a dismissal is remembered by. */
      key: z.string(),
      value: z.string(),
      reason: z.enum(ALIAS_REASONS),
      costs: z.array(Cost),
    }),
  ),
});
export type AliasProposal = z.infer<typeof AliasProposal>;

const SourceProposal = z.object({
  key: z.string(),
  identifier: IdentifierName,
  attribute: ChargeAttribute,
  reason: z.enum(["name", "name-with-addition", "typing-error"]),
  /** What the charges say there, the most frequent first. */
  samples: z.array(z.string()),
  /** Charges that say something there. */
  costs: z.array(Cost),
  /** Those of them that have no value for the identifier yet. */
  gains: z.array(Cost),
});
export type SourceProposal = z.infer<typeof SourceProposal>;

const Effect = z.object({
  identifier: IdentifierName,
  currency: z.string(),
  charges: z.number().int(),
  amount: AmountText,
  magnitude: AmountText,
  before: z.object({ found: z.number().int(), foundMagnitude: AmountText }),
  after: z.object({ found: z.number().int(), foundMagnitude: AmountText }),
  moved: z.object({ charges: z.number().int(), amount: AmountText, magnitude: AmountText }),
  /** What moves from one value to another, the largest first. */
  moves: z.array(
    z.object({
      from: z.string().nullable(),
      to: z.string().nullable(),
      charges: z.number().int(),
      amount: AmountText,
    }),
  ),
  /** Moves beyond those listed. */
  movesLeftOut: z.number().int(),
});
export type IdentifierEffect = z.infer<typeof Effect>;

const MonthInput = { period: Period, basis: CostBasis.default("effective") };

export const identifiers = {
  /** Per identifier and currency, how much of a month's cost it finds an owner for. */
  coverage: call(
    z.strictObject(MonthInput),
    z.object({
      coverage: z.array(IdentifierCoverage),
      /** Ledger lines, orders, invoices … of the month; only those that exist. */
      points: z.array(PointCoverage),
    }),
  ),
  /** The dictionary: the definitions, the same as text, and what is worth saying about them. */
  dictionary: call(
    z.strictObject({}),
    z.object({ identifiers: Identifiers, text: z.string(), gaps: z.array(z.string()) }),
  ),
  check: call(
    z.strictObject({ text: z.string() }),
    z.object({
      ok: z.boolean(),
      problems: z.array(RuleProblem),
      identifiers: Identifiers.nullable(),
      gaps: z.array(z.string()),
    }),
  ),
  /** What would be different on the charges of a month, without changing anything. */
  preview: call(
    z.strictObject({ ...MonthInput, identifiers: Identifiers }),
    z.object({ effects: z.array(Effect), gaps: z.array(z.string()) }),
  ),
  /** What the values and the tag keys of a month suggest; nothing of it is done by itself. */
  suggestions: call(
    z.strictObject({ ...MonthInput, currency: CurrencyCode.optional() }),
    z.object({
      /** The currency the largest are first in. */
      currency: z.string().nullable(),
      aliases: z.array(AliasProposal),
      sources: z.array(SourceProposal),
      /** Keys of what was dismissed before. */
      dismissed: z.number().int(),
      /** Identifiers with more values than were compared. */
      cutShort: z.array(IdentifierName),
    }),
  ),
  /** Remembers that suggestions are not wanted; without keys, every dismissal is forgotten. */
  dismiss: call(
    z.strictObject({ keys: z.array(z.string().max(10_000)).max(1000) }),
    z.object({ dismissed: z.number().int() }),
  ),
};
