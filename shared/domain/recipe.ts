import { z } from "zod";
import { AccountEntities } from "./account-entity.ts";
import { CostBasis } from "./charge.ts";
import { CurrencyCode } from "./currency.ts";
import { FiscalCalendar, TimeZone } from "./fiscal-calendar.ts";
import { SetIdentifiers } from "./identifiers.ts";
import { Period } from "./period.ts";

/** The whole close as data; paths are relative to the recipe file. */
export const Recipe = z.strictObject({
  tieout: z.literal(1),
  entity: z.string().min(1),
  currency: CurrencyCode,
  period: Period,
  compare: Period.optional(),
  basis: CostBasis.default("effective"),
  sources: z
    .array(
      z.strictObject({
        file: z.string().min(1),
        mapping: z.string().optional(),
        as: z.string().optional(),
        allowRejects: z.boolean().default(false),
        allowOverlap: z.boolean().default(false),
      }),
    )
    .min(1),
  /** Billing accounts whose charges belong to another entity than the recipe's. */
  accountEntities: AccountEntities.default([]),
  /** How cost centre, product, owner and the like are found on every bill. */
  identifiers: SetIdentifiers.default({}),
  /** How days become periods; calendar months where it says nothing. */
  calendar: FiscalCalendar.optional(),
  /** Whose days a charge with a time belongs to. */
  timeZone: TimeZone.optional(),
  /** The taxonomy that names the charges, where one is in use. */
  taxonomy: z.string().optional(),
  rules: z.string(),
  reconciliation: z.string(),
  accept: z.string().optional(),
  workbook: z.string(),
});
export type Recipe = z.infer<typeof Recipe>;

/** The content of the `accept:` file: reconciling items and failed tests accepted by key. */
export const AcceptedItems = z.strictObject({
  tieout: z.literal(1),
  accept: z.array(z.strictObject({ item: z.string(), comment: z.string().optional() })).default([]),
  /** Failures of tests of the imported data that are known, and why they may stay. */
  quality: z
    .array(z.strictObject({ failure: z.string(), comment: z.string().trim().min(1) }))
    .optional(),
});
export type AcceptedItems = z.infer<typeof AcceptedItems>;
