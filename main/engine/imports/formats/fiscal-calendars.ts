import { checkCalendar } from "../finance/check-calendar.ts";
import { field } from "../finance/finance-format.ts";
import { financeKind } from "../finance/finance-kind.ts";

/** A fiscal calendar: from which to which day each period runs. */
export const fiscalCalendars = financeKind({
  id: "fiscal-calendars",
  dataset: "calendar",
  title: "fiscal calendar",
  says: "One row per fiscal period, with its first and its last day, both included.",
  table: "fiscal_period",
  fields: [
    field("calendar", "text", "calendar|calendar name|fiscal calendar|kalender|variant|periv"),
    field("fiscal_year", "text!", "fiscal year|year|geschäftsjahr|jahr|fiscal_year|bdatj"),
    field(
      "fiscal_period",
      "text!",
      "fiscal period|period|period number|period name|periode|poper|fiscal_period",
    ),
    field(
      "period_start",
      "date!",
      "start date|period start|first day|from|beginn|von|period_start",
    ),
    field("period_end", "date!", "end date|period end|last day|to|ende|bis|period_end"),
    field("status", "text", "status|open|closed|period status"),
  ],
  whole: checkCalendar,
  coveredBy: ["calendar", "fiscal_year"],
  lineIs: ["calendar", "fiscal_year", "fiscal_period"],
  counts: null,
  words: { same: "fiscal periods", expected: "each fiscal period in one file" },
  totals: () => [],
});
