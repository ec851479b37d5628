import { id, raw, type Statement, sql } from "../../database/sql.ts";
import restatedTotals from "./restated-totals.sql?raw";

/** Columns of tables that only say how a period was written. */
const WRITTEN: Readonly<Record<string, readonly string[]>> = {
  ledger_entry: ["posting_period", "is_period_dated"],
  trial_balance: ["posting_period"],
  budget_line: ["posting_period"],
};

/** Lets any statement ask for the period of a day. */
export function periodOf(isPlaced: boolean): Statement {
  return raw(
    isPlaced
      ? "create or replace macro period_of(the_day) as " +
          "(select of_day.period from workspace_day as of_day where of_day.day = the_day)"
      : "create or replace macro period_of(the_day) as strftime(the_day, '%Y-%m')",
  );
}

/** The control totals: as the files were read, or restated in the periods of the calendar. */
export function controlTotalView(isPlaced: boolean): Statement {
  const totals = isPlaced ? restatedTotals : "select * from source_file_total";
  return raw(`create or replace view control_total as ${totals}`);
}

/** The rows of a table whose file is neither withdrawn nor superseded. */
export function activeView(table: string, isPlaced: boolean): Statement {
  const written = WRITTEN[table];
  if (written === undefined) {
    return sql`create or replace view ${id(`active_${table}`)} as
      select ${id(table)}.* from ${id(table)} ${ACTIVE_FILES}`;
  }
  if (!isPlaced) {
    return sql`create or replace view ${id(`active_${table}`)} as
      select ${id(table)}.* exclude (${raw(written.join(", "))}) from ${id(table)} ${ACTIVE_FILES}`;
  }
  return sql`create or replace view ${id(`active_${table}`)} as
    select entry.* exclude (${raw(written.join(", "))}) replace (
      ${raw(table === "ledger_entry" ? DATED_PERIOD : KEY_PERIOD)} as period,
      ${SPECIAL_PERIOD} as special_period
    )
    from ${id(table)} as entry ${ACTIVE_FILES}
    left join (
      select fiscal_year, max(period) as period from workspace_period group by fiscal_year
    ) as last on last.fiscal_year = try_cast(substr(entry.posting_period, 1, 4) as integer)
    left join workspace_period as named on named.nominal_month = entry.period
    ${raw(table === "ledger_entry" ? DAY_JOIN : "")}`;
}

const ACTIVE_FILES = raw(`semi join (select source_file_id from source_file where is_active)
      as active using (source_file_id)`);

/** A year that the calendar does not have has twelve periods. */
const LAST_PERIOD = "coalesce(last.period, substr(entry.posting_period, 1, 5) || '12')";

/** The number the ledger gives is its key; a number above the year's last is a closing period. */
const NUMBERED = `when entry.posting_period is not null
        then least(entry.posting_period, ${LAST_PERIOD})`;

const KEY_PERIOD = `case ${NUMBERED} else coalesce(named.period, entry.period) end`;

/** A day decides where only a day is given, and a month where the calendar has one of its name. */
const DATED_PERIOD = `case ${NUMBERED}
      when entry.is_period_dated is null then entry.period
      when entry.is_period_dated then of_day.period
      else coalesce(named.period, of_day.period)
    end`;

const DAY_JOIN = `left join workspace_day as of_day
      on of_day.day = coalesce(entry.posting_date, entry.document_date)`;

const SPECIAL_PERIOD = raw(`case
        when entry.posting_period is null then entry.special_period
        when entry.posting_period > ${LAST_PERIOD}
          then cast(substr(entry.posting_period, 6) as integer)
      end`);
