/**
 * Lines of file `$source_file_id` that `$other_file_id` holds as well, per currency, of a kind
 * whose lines are the same where they say the same. `lines` is the kind's own statement.
 */
export function sharedLines(lines: string, countsMoney = true): string {
  const [currency, amount] = countsMoney
    ? ["nullif(currency, '')", "cast(sum(amount) as varchar)"]
    : ["cast(null as varchar)", "cast(null as varchar)"];
  return (
    `with line as (${lines}) select ${currency} as currency, count(*) as lines, ` +
    `${amount} as amount from line where is_after and said in ` +
    "(select said from line where not is_after) group by 1 order by 1"
  );
}
