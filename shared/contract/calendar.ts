import { z } from "zod";
import { FiscalPeriod, WorkspaceCalendar } from "../domain/fiscal-calendar.ts";
import { IsoDate, Period } from "../domain/period.ts";
import { call } from "./define.ts";

/** One period with what a reader compares periods by. */
export const PeriodDays = FiscalPeriod.extend({
  days: z.number().int(),
  /** Days that are no Saturday and no Sunday; holidays are not known. */
  workdays: z.number().int(),
});
export type PeriodDays = z.infer<typeof PeriodDays>;

/** A calendar that was imported, by its name; empty where its file gives none. */
export const ImportedCalendar = z.object({
  calendar: z.string(),
  periods: z.number().int(),
  firstDay: IsoDate,
  lastDay: IsoDate,
  file: z.string(),
});
export type ImportedCalendar = z.infer<typeof ImportedCalendar>;

/** The calendar of the workspace and its periods from the first with data to a year ahead. */
export const CalendarView = z.object({
  calendar: WorkspaceCalendar,
  isCalendarMonths: z.boolean(),
  periods: z.array(PeriodDays),
  imported: z.array(ImportedCalendar),
});
export type CalendarView = z.infer<typeof CalendarView>;

/** What another calendar would change, computed and taken back. */
export const CalendarPreview = z.object({
  calendar: WorkspaceCalendar,
  /** A year of periods, from the one today is in. */
  periods: z.array(PeriodDays),
  changes: z.boolean(),
  /** Charges that would be cut because they lie in several periods. */
  cutCharges: z.number().int(),
  /** Runs made under the calendar there is, which would be out of date. */
  staleRuns: z.array(
    z.object({
      kind: z.enum(["allocation", "reconciliation", "variance"]),
      period: Period,
      runs: z.number().int(),
    }),
  ),
});
export type CalendarPreview = z.infer<typeof CalendarPreview>;

/** How days become periods. It is set by `workspace.configure`. */
export const calendar = {
  get: call(z.strictObject({}), CalendarView),
  preview: call(z.strictObject({ calendar: WorkspaceCalendar }), CalendarPreview),
};
