import { z } from "zod";
import { fail } from "../../../shared/errors.ts";
import type { Writer } from "../database/database.ts";
import { statement } from "../database/sql.ts";
import chooseRatesSql from "./choose-rates.sql?raw";
import conflictingRatesSql from "./conflicting-rates.sql?raw";
import unusableRateSql from "./unusable-rate.sql?raw";

const UnusableRate = z.object({
  from_currency: z.string(),
  to_currency: z.string(),
  rate_type: z.string(),
  period: z.string(),
  is_conflicting: z.boolean(),
  has_inverse: z.boolean(),
});
type UnusableRate = z.infer<typeof UnusableRate>;

const LoadedRate = z.object({
  rate: z.string(),
  rate_date: z.string(),
  file_name: z.string(),
  source_row: z.number(),
});

/**
 * Fills chosen_rate with the one rate of each row of needed_rate: of its pair, type and period the
 * last day counts; an average holds for the whole period, so a period has one.
 * Units:  to_currency per 1 from_currency
 * Errors: exchange-rate-conflict, exchange-rate-missing
 * Source: settled.md 7
 */
export async function chooseRates(writer: Writer): Promise<void> {
  await writer.run(statement(chooseRatesSql));
  const [unusable] = await writer.rows(UnusableRate, statement(unusableRateSql));
  if (unusable?.is_conflicting === true) {
    await refuseConflict(writer, unusable);
  } else if (unusable !== undefined) {
    refuseMissing(unusable);
  }
}

function refuseMissing({ from_currency: from, to_currency: to, ...of }: UnusableRate): never {
  const { rate_type: type, period } = of;
  return fail(
    "exchange-rate-missing",
    `No ${type} rate from ${from} to ${to} for ${period} is loaded` +
      `${of.has_inverse ? `; a rate from ${to} to ${from} is, and is never turned round` : ""}.`,
    `Import a rate file with a row ${from}, ${to}, ${type} dated in ${period}.`,
    { from, to, period, type },
  );
}

async function refuseConflict(writer: Writer, unusable: UnusableRate): Promise<never> {
  const { from_currency: from, to_currency: to, rate_type: type, period } = unusable;
  const rates = await writer.rows(
    LoadedRate,
    statement(conflictingRatesSql, { from, to, type, period }),
  );
  const named = rates.map(
    ({ rate, rate_date, file_name, source_row }) =>
      `${rate} of ${rate_date} in ${file_name}, row ${source_row}`,
  );
  return fail(
    "exchange-rate-conflict",
    `Two ${type} rates from ${from} to ${to} count for ${period}: ${named.join(", and ")}.`,
    "Withdraw the file with the wrong rate, or correct the row and import the file again.",
    { from, to, period, type },
  );
}
