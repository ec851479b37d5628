import { z } from "zod";
import type { Handlers } from "../../../shared/contract/define.ts";
import type { Contract } from "../../../shared/contract/index.ts";
import {
  type Roll,
  Schedule,
  type ScheduleTotal,
} from "../../../shared/contract/reconciliation.ts";
import { addAmounts } from "../../../shared/domain/amount.ts";
import { isCurrency, minorUnitDigits } from "../../../shared/domain/currency.ts";
import { fail } from "../../../shared/errors.ts";
import type { EngineContext } from "../context.ts";
import type { Reader } from "../database/database.ts";
import { overTables } from "../database/over-tables.ts";
import { type Parameter, statement } from "../database/sql.ts";
import amortised from "../money/amortise.sql?raw";
import amortiseInput from "./amortise-input.sql?raw";
import monthOfPeriod from "./month-of-period.sql?raw";
import providerMonths from "./provider-months.sql?raw";
import recognised from "./recognised.sql?raw";
import scheduleCurrencies from "./schedule-currencies.sql?raw";
import scheduleItems from "./schedule-items.sql?raw";
import scheduleMonths from "./schedule-months.sql?raw";
import scheduleRolls from "./schedule-rolls.sql?raw";
import scheduleSlices from "./schedule-slices.sql?raw";
import schedulesOfPeriod from "./schedules.sql?raw";

const ITEMS = { schedule_item: scheduleItems };
const TABLES = {
  ...ITEMS,
  schedule_slice: scheduleSlices,
  amortise_input: amortiseInput,
  amortised,
  recognised,
  provider_month: providerMonths,
};

export const scheduleHandlers: Pick<
  Handlers<Contract, EngineContext>["reconciliation"],
  "schedules" | "schedule"
> = {
  schedules: ({ database }, { period }) =>
    database.read(async (reader) => {
      const rows = await reader.rows(
        Row,
        overTables({ ...TABLES, schedule_roll: scheduleRolls }, schedulesOfPeriod, {
          ...(await minorUnits(reader)),
          period: await monthOf(reader, period),
        }),
      );
      const schedules = rows.map(asSchedule);
      return { schedules, totals: totalsOf(schedules) };
    }),
  schedule: ({ database }, { scheduleId }) =>
    database.read(async (reader) => {
      const bound = { ...(await minorUnits(reader)), schedule_id: scheduleId };
      return { months: await reader.rows(Month, overTables(TABLES, scheduleMonths, bound)) };
    }),
};

/** Schedules run by calendar months; a fiscal period shows the month it is called by. */
async function monthOf(reader: Reader, period: string): Promise<string> {
  const [row] = await reader.rows(
    z.object({ month: z.string() }),
    statement(monthOfPeriod, { period }),
  );
  return row?.month ?? period;
}

const Amount = z.string();
const Row = Schedule.omit({ byMonth: true, byDay: true }).extend({
  month_opening: Amount.nullable(),
  month_added: Amount.nullable(),
  month_recognised: Amount.nullable(),
  month_closing: Amount.nullable(),
  day_opening: Amount.nullable(),
  day_added: Amount.nullable(),
  day_recognised: Amount.nullable(),
  day_closing: Amount.nullable(),
  is_whole: z.boolean(),
});
const Month = z.object({
  period: z.string(),
  days: z.number(),
  byMonth: Amount,
  byDay: Amount,
  provider: Amount.nullable(),
});

/** The digits of every currency that occurs, as the statements bind them. */
async function minorUnits(reader: Reader): Promise<Readonly<Record<string, Parameter>>> {
  const rows = await reader.rows(
    z.object({ currency: z.string() }),
    overTables(ITEMS, scheduleCurrencies),
  );
  // What is left out here, a code that is no more, is spread as finely as amounts are stored.
  const currencies = rows.map(({ currency }) => currency).filter(isCurrency);
  return { currencies, digits: currencies.map((code) => String(minorUnitDigits(code))) };
}

function asSchedule(row: z.infer<typeof Row>): Schedule {
  const {
    month_opening,
    month_added,
    month_recognised,
    month_closing,
    day_opening,
    day_added,
    day_recognised,
    day_closing,
    is_whole,
    ...schedule
  } = row;
  if (!is_whole) {
    fail(
      "internal",
      `The months of ${row.document ?? row.scheduleId} do not add up to its amount.`,
      "Report it with the invoice or the purchase.",
    );
  }
  return {
    ...schedule,
    byMonth: rollOf(month_opening, month_added, month_recognised, month_closing),
    byDay: rollOf(day_opening, day_added, day_recognised, day_closing),
  };
}

function rollOf(
  opening: string | null,
  added: string | null,
  recognised: string | null,
  closing: string | null,
): Roll | null {
  return opening === null || added === null || recognised === null || closing === null
    ? null
    : { opening, added, recognised, closing };
}

const NOTHING: Roll = { opening: "0", added: "0", recognised: "0", closing: "0" };

/** Per account and currency, in the order the schedules come in. */
function totalsOf(schedules: readonly Schedule[]): ScheduleTotal[] {
  const totals = new Map<string, ScheduleTotal>();
  for (const { account, currency, byMonth, byDay } of schedules) {
    if (byMonth !== null && byDay !== null) {
      const key = `${currency} ${account}`;
      const total = totals.get(key) ?? {
        account,
        currency,
        schedules: 0,
        byMonth: NOTHING,
        byDay: NOTHING,
      };
      totals.set(key, {
        ...total,
        schedules: total.schedules + 1,
        byMonth: addRolls(total.byMonth, byMonth),
        byDay: addRolls(total.byDay, byDay),
      });
    }
  }
  return [...totals.values()];
}

function addRolls(one: Roll, other: Roll): Roll {
  return {
    opening: addAmounts([one.opening, other.opening]),
    added: addAmounts([one.added, other.added]),
    recognised: addAmounts([one.recognised, other.recognised]),
    closing: addAmounts([one.closing, other.closing]),
  };
}
