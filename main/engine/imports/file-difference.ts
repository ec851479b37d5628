import { z } from "zod";
import type { FileDifference } from "../../../shared/contract/workspace.ts";
import { canonicalAmount, subtractAmounts } from "../../../shared/domain/amount.ts";
import { Period } from "../../../shared/domain/period.ts";
import type { Reader } from "../database/database.ts";
import { type Statement, statement } from "../database/sql.ts";
import { chargeTable } from "./file-coverage.ts";
import { coverageOf } from "./formats/index.ts";
import { bothCharges } from "./readers/charge-queries.ts";
import type { SourceRow } from "./source-records.ts";

const PeriodRow = z.object({
  period: z.string().nullable(),
  currency: z.string(),
  before: z.string(),
  after: z.string(),
});
const CountRow = z.object({
  change: z.enum(["new", "gone", "changed", "same"]),
  count: z.number(),
});
const ChangeRow = PeriodRow.extend({
  change: z.enum(["new", "gone", "changed"]),
  line: z.string(),
});

export interface Page {
  readonly offset: number;
  readonly limit: number;
}

/**
 * How a file differs from an earlier one of its dataset: by period to the last stored decimal, and
 * line by line as far as lines say which they are. Lines that say the same are added up first.
 */
export async function fileDifference(
  reader: Reader,
  before: SourceRow,
  after: SourceRow,
  { offset, limit }: Page,
): Promise<FileDifference> {
  const ask = (rest: string, more = {}): Statement => compared(before, after, rest, more);
  const counts = await reader.rows(CountRow, ask(COUNTS));
  const periods = await reader.rows(PeriodRow, ask(PERIODS));
  const changes = await reader.rows(ChangeRow, ask(CHANGES, { offset, limit }));
  const countOf = (change: string): number =>
    counts.find((row) => row.change === change)?.count ?? 0;
  return {
    // Rates of a month add up to nothing.
    periods: after.dataset === "fx" ? [] : periods.map((row) => withDifference(row)),
    lines: {
      new: countOf("new"),
      gone: countOf("gone"),
      changed: countOf("changed"),
      same: countOf("same"),
    },
    changes: changes.map(({ change, line, ...row }) => ({
      ...withDifference(row),
      change,
      line,
      before: change === "new" ? null : canonicalAmount(row.before),
      after: change === "gone" ? null : canonicalAmount(row.after),
    })),
  };
}

function withDifference({ period, currency, before, after }: z.infer<typeof PeriodRow>) {
  const parsed = Period.safeParse(period);
  return {
    period: parsed.success ? parsed.data : null,
    currency,
    before: canonicalAmount(before),
    after: canonicalAmount(after),
    difference: subtractAmounts(canonicalAmount(after), canonicalAmount(before)),
  };
}

const SUMMED = `
summed as (
  select
    said, period, currency, min(line) as line,
    coalesce(sum(amount) filter (where not is_after), 0) as before,
    coalesce(sum(amount) filter (where is_after), 0) as after,
    count(*) filter (where not is_after) as lines_before,
    count(*) filter (where is_after) as lines_after
  from line
  group by said, period, currency
),
told as (
  select
    *,
    case
      when lines_before = 0 then 'new'
      when lines_after = 0 then 'gone'
      when before <> after then 'changed'
      else 'same'
    end as change
  from summed
)`;
const AMOUNTS =
  "cast(cast(sum(before) as decimal(38, 12)) as varchar) as before, " +
  "cast(cast(sum(after) as decimal(38, 12)) as varchar) as after";
const COUNTS = "select change, count(*) as count from told group by change order by change";
const PERIODS = `
select period, currency, ${AMOUNTS}
from told
group by period, currency
order by period, currency`;
const CHANGES = `
select
  change, period, currency, line,
  cast(cast(before as decimal(38, 12)) as varchar) as before,
  cast(cast(after as decimal(38, 12)) as varchar) as after
from told
where change <> 'same'
order by abs(after - before) desc, period, line, said
limit $limit offset $offset`;

function compared(before: SourceRow, after: SourceRow, rest: string, more: object): Statement {
  const isCharge = after.dataset === "charge";
  const lines =
    after.dataset === "charge"
      ? bothCharges(chargeTable(before), chargeTable(after))
      : coverageOf(after.dataset).lines;
  const text = `with\nline as (\n${lines}\n),${SUMMED}\n${rest}`;
  const files = { source_file_id: after.source_file_id, other_file_id: before.source_file_id };
  return statement(text, { ...(isCharge ? {} : files), ...more });
}
