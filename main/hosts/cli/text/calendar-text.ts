import type {
  CalendarPreview,
  CalendarView,
  PeriodDays,
} from "../../../../shared/contract/calendar.ts";
import { calendarWords } from "../../../../shared/domain/calendar-words.ts";
import { formatCount } from "../../../../shared/format.ts";
import { left, right, tableText } from "./table.ts";

const COLUMNS = [
  left("Period"),
  left("Quarter"),
  left("First day"),
  left("Last day"),
  right("Days"),
  right("Workdays"),
];

export function calendarText({ calendar, periods, imported }: CalendarView): string {
  const others = imported.map(
    (one) =>
      `Imported: "${one.calendar}", ${formatCount(one.periods)} periods, ` +
      `${one.firstDay} – ${one.lastDay}, from ${one.file}.\n`,
  );
  return `${calendarWords(calendar)}.\n\n${periodTable(periods)}${others.join("")}`;
}

function periodTable(periods: readonly PeriodDays[]): string {
  return tableText(
    COLUMNS,
    periods.map(({ period, fiscalYear, quarter, firstDay, lastDay, days, workdays }) => [
      period,
      `${fiscalYear} Q${quarter}`,
      firstDay,
      lastDay,
      String(days),
      String(workdays),
    ]),
  );
}

export function previewText(preview: CalendarPreview): string {
  const { calendar, changes, cutCharges, staleRuns, periods } = preview;
  const runs = staleRuns.map(({ kind, period }) => `the ${kind} of ${period}`);
  const effect = changes
    ? `${formatCount(cutCharges)} charges would be cut at the end of a period.\n` +
      (runs.length === 0
        ? "No run was made under the calendar there is.\n"
        : `Out of date would be: ${runs.join(", ")}.\n`)
    : "This is the calendar there is.\n";
  return `${calendarWords(calendar)}.\n${effect}\n${periodTable(periods)}`;
}
