-- grain: one row per schedule that has a balance, a purchase or an amortisation in $period
-- unit and sign: the schedule's currency; cost positive
-- source: schedule_item, schedule_roll, provider_month
-- depends on: schedule_item, schedule_roll, provider_month
-- checks: opening + added - recognised = closing for each method: recognised is what is left
select
  item.schedule_id as "scheduleId",
  item.kind,
  item.document,
  item.vendor,
  item.description,
  item.account,
  item.cost_centre as "costCentre",
  item.currency,
  item.amount,
  item.bought,
  item.term_from as "termFrom",
  item.first_day as "firstDay",
  item.last_day as "lastDay",
  month_opening,
  month_added,
  month_opening + month_added - month_closing as month_recognised,
  month_closing,
  day_opening,
  day_added,
  day_opening + day_added - day_closing as day_recognised,
  day_closing,
  coalesce(is_whole, true) as is_whole,
  provider_month.amount as provider
from schedule_item as item
left join schedule_roll using (schedule_id)
left join provider_month
  on provider_month.schedule_id = item.schedule_id and provider_month.period = $period
where
  item.bought <= $period
  and (schedule_roll.schedule_id is null or last_period >= $period or item.bought = $period)
order by item.currency, item.account nulls last, item.vendor, item.document, item.schedule_id
