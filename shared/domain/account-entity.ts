import { z } from "zod";
import { EARLIEST, LATEST, Period } from "./period.ts";

/** The legal entity whose charges a billing account carries, for the months it does. */
export const AccountEntity = z.strictObject({
  account: z.string().min(1),
  entity: z.string().min(1),
  /** The first billing period of it; absent from the beginning. */
  from: Period.optional(),
  /** The last billing period of it, that period included; absent to this day. */
  to: Period.optional(),
});
export type AccountEntity = z.infer<typeof AccountEntity>;

/** Every billing account with its entities; a month of an account belongs to one entity. */
export const AccountEntities = z.array(AccountEntity).superRefine((entries, context) => {
  entries.forEach((entry, index) => {
    const { from = EARLIEST, to = LATEST } = entry;
    if (from > to) {
      const message = `account ${entry.account} ends in ${to}, before it begins in ${from}`;
      context.addIssue({ code: "custom", path: [index], message });
    }
    const twin = entries
      .slice(0, index)
      .find(
        (other) =>
          other.account === entry.account &&
          (other.from ?? EARLIEST) <= to &&
          (other.to ?? LATEST) >= from,
      );
    if (twin !== undefined) {
      const message =
        `account ${entry.account} belongs to ${twin.entity} and to ${entry.entity} ` +
        "in the same month";
      context.addIssue({ code: "custom", path: [index], message });
    }
  });
});
export type AccountEntities = z.infer<typeof AccountEntities>;

/** A file of its own that holds the map. */
export const AccountEntitiesFile = z.strictObject({
  tieout: z.literal(1),
  accountEntities: AccountEntities,
});
