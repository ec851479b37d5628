import { z } from "zod";
import { calendar as calendarContract } from "../../../../shared/contract/calendar.ts";
import { WEEK_PATTERNS } from "../../../../shared/domain/fiscal-calendar.ts";
import { fail } from "../../../../shared/errors.ts";
import { unwrap } from "../../../engine/engine.ts";
import { checkInput, given } from "../check-input.ts";
import {
  type CliCommand,
  type CommandRun,
  JSON_OPTION,
  printAnswer,
  WORKSPACE_OPTION,
} from "../command.ts";
import { DONE } from "../exit-code.ts";
import { type Session, withWorkspace } from "../session.ts";
import { calendarText, previewText } from "../text/calendar-text.ts";

const Options = z.object({
  workspace: z.string(),
  months: z.boolean().optional(),
  weeks: z.string().optional(),
  imported: z.union([z.string(), z.boolean()]).optional(),
  yearStart: z.string().optional(),
  named: z.string().optional(),
  weekEnd: z.string().optional(),
  yearEnd: z.string().optional(),
  timeZone: z.string().optional(),
  try: z.boolean().optional(),
});
type Options = z.infer<typeof Options>;

export const calendarCommand: CliCommand = {
  name: "calendar",
  args: "[action]",
  summary: "Show or set how days become periods: months, 4-4-5 weeks, or an imported calendar.",
  examples: [
    "calendar -w october.tieout",
    "calendar set -w october.tieout --months --year-start 4 --named end",
    "calendar set -w october.tieout --weeks 4-5-4 --year-start 2 --year-end nearest --try",
    "calendar set -w october.tieout --imported Retail --time-zone Europe/Berlin",
  ],
  declare: (command) =>
    command
      .requiredOption(...WORKSPACE_OPTION)
      .option("--months", "periods are calendar months")
      .option("--weeks <pattern>", "periods are weeks: 4-4-5, 4-5-4, 5-4-4 or 13-periods")
      .option("--imported [name]", "periods are those of an imported fiscal calendar")
      .option("--year-start <month>", "the month the year begins in, 1 to 12 (default: 1)")
      .option("--named <end>", "name a year after the calendar year of its start or its end")
      .option("--week-end <day>", "the day weeks end on (default: saturday)")
      .option("--year-end <rule>", "the last such day of the year's last month, or the nearest")
      .option("--time-zone <zone>", "whose days charges with a time belong to (default: UTC)")
      .option("--try", "show what would change, without setting it")
      .option(...JSON_OPTION),
  run(run) {
    const options = Options.parse(run.options);
    const action = run.args[0] ?? "show";
    if (action !== "show" && action !== "set") {
      fail("usage", `"${action}" is nothing a calendar does.`, "Write calendar show or set.");
    }
    return withWorkspace(run.terminal, { workspace: options.workspace }, async (session) => {
      if (action === "set") {
        await set(run, session, options);
      } else {
        await show(run, session);
      }
      return DONE;
    });
  },
};

async function show(run: CommandRun, { engine }: Session): Promise<void> {
  const view = unwrap(await engine.client.calendar.get({}));
  printAnswer(run, view, () => calendarText(view));
}

async function set(run: CommandRun, session: Session, options: Options): Promise<void> {
  const { client } = session.engine;
  const wanted = { calendar: await wantedCalendar(session, options) };
  const input = checkInput(calendarContract.preview.input, wanted);
  if (options.try === true) {
    const preview = unwrap(await client.calendar.preview(input));
    printAnswer(run, preview, () => previewText(preview));
    return;
  }
  unwrap(await client.workspace.configure(input));
  await show(run, session);
}

/** The calendar the options describe; checked by the contract, so that its words are one place. */
async function wantedCalendar(session: Session, options: Options): Promise<unknown> {
  const { months, weeks, imported, timeZone } = options;
  const kinds = [months, weeks, imported].filter((kind) => kind !== undefined);
  if (kinds.length !== 1) {
    fail(
      "usage",
      kinds.length === 0 ? "No calendar is named." : "More than one calendar is named.",
      "Name one of --months, --weeks and --imported.",
    );
  }
  const { yearStart, named, weekEnd, yearEnd } = options;
  const year = { yearStart: yearStart === undefined ? undefined : wholeNumber(yearStart), named };
  if (imported !== undefined) {
    refuse(options, ["yearStart", "named", "weekEnd", "yearEnd"], "an imported calendar");
    const name = typeof imported === "string" ? imported : await onlyCalendar(session);
    return given({ calendar: { kind: "file", calendar: name }, timeZone });
  }
  if (weeks !== undefined) {
    if (!WEEK_PATTERNS.some((pattern) => pattern === weeks)) {
      fail("usage", `"${weeks}" is no pattern.`, `Write one of: ${WEEK_PATTERNS.join(", ")}.`);
    }
    const calendar = given({ kind: "weeks", pattern: weeks, ...year, weekEnd, yearEnd });
    return given({ calendar, timeZone });
  }
  refuse(options, ["weekEnd", "yearEnd"], "calendar months");
  return given({ calendar: given({ kind: "months", ...year }), timeZone });
}

function wholeNumber(text: string): number {
  if (!/^([1-9]|1[0-2])$/.test(text)) {
    fail("usage", `"${text}" is no month.`, "Write --year-start 4 for April.");
  }
  return Number.parseInt(text, 10);
}

function refuse(options: Options, names: readonly (keyof Options)[], what: string): void {
  const named = names.find((name) => options[name] !== undefined);
  if (named !== undefined) {
    const option = `--${named.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
    fail("usage", `${option} says nothing about ${what}.`, `Leave ${option} out.`);
  }
}

async function onlyCalendar({ engine }: Session): Promise<string> {
  const { imported } = unwrap(await engine.client.calendar.get({}));
  const [only, ...others] = imported;
  if (only === undefined || others.length > 0) {
    fail(
      "usage",
      only === undefined
        ? "No fiscal calendar is imported."
        : `${imported.length} calendars are imported: ` +
            `${imported.map(({ calendar }) => `"${calendar}"`).join(", ")}.`,
      only === undefined ? "Import one, then set it." : "Name one: --imported NAME.",
    );
  }
  return only.calendar;
}
