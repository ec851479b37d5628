import type { WorkspaceCalendar } from "../../../../shared/domain/fiscal-calendar.ts";

/** What is cut by days where a charge lies in several periods. */
export const CUT_COLUMNS = [
  "billed_cost",
  "effective_cost",
  "contracted_cost",
  "list_cost",
  "pricing_quantity",
  "consumed_quantity",
  "commitment_discount_quantity",
  "pricing_currency_effective_cost",
] as const;

/** What placing a file in the calendar found. */
export interface Placement {
  /** Some charge lies in several periods; its parts are in `charge_part`. */
  readonly hasParts: boolean;
  /** Some charge begins after its billing period: billed in one period, a cost of a later one. */
  readonly hasLater: boolean;
}

/** The days of a charge (alias `c`) as expressions over its file's own columns. */
export interface ChargeDays {
  readonly first: string;
  readonly last: string;
  readonly isLater: string;
  readonly billedDay: string;
  readonly hasBillingPeriod: string;
}

/**
 * The days a charge belongs to: those of its charge period within its billing period. A charge of
 * an earlier period is of the day its billing period begins; one that begins after its billing
 * period keeps its own days. A purchase made once is of its first day.
 */
export function chargeDays(
  present: ReadonlySet<string>,
  { timeZone }: Pick<WorkspaceCalendar, "timeZone">,
): ChargeDays {
  const column = (name: string, absent = "cast(null as timestamp)"): string =>
    present.has(name) ? `c.${name}` : absent;
  const billed = column("billing_period_start");
  const billedUntil = `coalesce(${column("billing_period_end")}, ${billed} + interval 1 month)`;
  const charged = column("charge_period_start");
  const chargedUntil = `coalesce(${column("charge_period_end")}, ${charged})`;
  const begin = `coalesce(${charged}, ${billed})`;
  const until = `coalesce(${chargedUntil}, ${billedUntil})`;
  const start = `greatest(${begin}, ${billed})`;
  const isLater = `coalesce(${begin} >= ${billedUntil}, false)`;
  const stop = `case when ${isLater} then ${until} else least(${until}, ${billedUntil}) end`;
  const isOnce =
    present.has("charge_category") && present.has("charge_frequency")
      ? "coalesce(c.charge_category = 'Purchase' and c.charge_frequency = 'One-Time', false)"
      : "false";
  const end = `case when ${isOnce} then ${start}
    else greatest(${start}, ${stop} - interval 1 microsecond) end`;
  const day = (moment: string): string =>
    timeZone === "UTC"
      ? `cast(${moment} as date)`
      : `cast(case when ${isOfWholeDays(begin, until, billed)} then ${moment}
          else (${moment} at time zone 'UTC') at time zone '${timeZone}' end as date)`;
  return {
    first: day(start),
    last: day(end),
    isLater,
    billedDay: `cast(${billed} as date)`,
    hasBillingPeriod: `${billed} is not null`,
  };
}

/** Days that a bill states as days stay what they are; so do those of its billing period. */
function isOfWholeDays(begin: string, until: string, billed: string): string {
  const isMidnight = (moment: string): string => `${moment} = date_trunc('day', ${moment})`;
  const isEarlier = `coalesce(${until} <= ${billed}, false)`;
  return `(${isMidnight(begin)} and ${isMidnight(until)}) or ${isEarlier}`;
}

/** Where the rows of a table begin that is not committed yet; afterwards they begin at 0. */
const UNCOMMITTED = "36028797018960000";

/** Charges of a file (table `table`) that lie in several periods, as `cut_charge`. */
export function cutCharges(
  sourceFileId: string,
  table: string,
  present: ReadonlySet<string>,
  days: ChargeDays,
): string {
  const amounts = CUT_COLUMNS.map((name) =>
    present.has(name)
      ? `cast(c.${name} as decimal(38, 12)) as ${name}`
      : `cast(null as decimal(38, 12)) as ${name}`,
  );
  return `create or replace temp table cut_charge as
    with base as (
      select case when min(rowid) >= ${UNCOMMITTED} then min(rowid) else 0 end as first_row
      from "${table}"
    ),
    placed as (
      select c.rowid as place, ${days.first} as first_day, ${days.last} as last_day,
        ${days.isLater} as is_later, ${days.billedDay} as billed_day,
        ${days.hasBillingPeriod} as has_billing_period
      from "${table}" as c
    ),
    crossing as (
      select placed.*, placed.place - base.first_row as row_index, b.period as billed_period
      from placed cross join base
      left join workspace_day as f on f.day = placed.first_day
      left join workspace_day as l on l.day = placed.last_day
      left join workspace_day as b on b.day = placed.billed_day
      where f.period is distinct from l.period
    )
    select '${sourceFileId}' as source_file_id, crossing.*, ${amounts.join(", ")}
    from crossing inner join "${table}" as c on c.rowid = crossing.place`;
}

/** Whether a file has charges of a later period than they are billed in, and days without one. */
export function placementFacts(table: string, days: ChargeDays): string {
  return `with placed as (
      select ${days.first} as first_day, ${days.last} as last_day, ${days.isLater} as is_later
      from "${table}" as c
    )
    select coalesce(bool_or(is_later), false) as has_later,
      cast(min(case when f.day is null then first_day when l.day is null then last_day end)
        as varchar) as uncovered
    from placed
    left join workspace_day as f on f.day = placed.first_day
    left join workspace_day as l on l.day = placed.last_day
    where placed.first_day is not null`;
}

/** A file's charges (alias `t`) with the periods of the calendar in the place of the months. */
export function placedCharges(
  sourceFileId: string,
  table: string,
  present: ReadonlySet<string>,
  days: ChargeDays,
  { hasParts, hasLater }: Placement,
): string {
  const joins = [`left join workspace_day as d on d.day = ${days.first}`];
  if (hasLater) {
    joins.push(`left join workspace_day as b on b.day = ${days.billedDay}`);
  }
  if (hasParts) {
    joins.push(
      `left join charge_part as p on p.source_file_id = '${sourceFileId}' ` +
        "and p.row_index = c.rowid",
    );
  }
  const billed = hasLater
    ? `case when ${days.isLater} then b.period else d.period end`
    : "d.period";
  const whole = `case when ${days.hasBillingPeriod} then ${billed} end`;
  const part = (name: string, otherwise: string): string =>
    hasParts ? `case when p.part is null then ${otherwise} else p.${name} end` : otherwise;
  const replaced = [
    `${part("billed_period", whole)} as billed_period`,
    `${part("effective_period", "d.period")} as effective_period`,
    ...(hasParts
      ? CUT_COLUMNS.filter((name) => present.has(name)).map(
          (name) => `${part(name, `cast(c.${name} as decimal(38, 12))`)} as ${name}`,
        )
      : []),
  ];
  return `(select c.rowid as rowid, c.* replace (${replaced.join(", ")}),
    ${hasParts ? "p.part" : "cast(null as integer)"} as period_part
    from "${table}" as c ${joins.join(" ")})`;
}
