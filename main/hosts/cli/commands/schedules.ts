import { z } from "zod";
import { reconciliation, type Schedule } from "../../../../shared/contract/reconciliation.ts";
import { subtractAmounts } from "../../../../shared/domain/amount.ts";
import { unwrap } from "../../../engine/engine.ts";
import { checkInput } from "../check-input.ts";
import {
  type CliCommand,
  JSON_OPTION,
  PERIOD_OPTION,
  printAnswer,
  WORKSPACE_OPTION,
} from "../command.ts";
import { DONE } from "../exit-code.ts";
import { withWorkspace } from "../session.ts";
import { money } from "../text/money-text.ts";
import { left, right, tableText } from "../text/table.ts";

const Options = z.object({ workspace: z.string(), period: z.string() });

export const schedulesCommand: CliCommand = {
  name: "schedules",
  args: "",
  summary: "Show what was paid for several months, and what it costs a month by either method",
  examples: ["schedules -w october.tieout --period 2026-10"],
  declare: (command) =>
    command
      .requiredOption(...WORKSPACE_OPTION)
      .requiredOption(...PERIOD_OPTION)
      .option(...JSON_OPTION),
  async run(run) {
    const { workspace, period } = Options.parse(run.options);
    const input = checkInput(reconciliation.schedules.input, { period });
    return withWorkspace(run.terminal, { workspace }, async ({ engine }) => {
      const answer = unwrap(await engine.client.reconciliation.schedules(input));
      printAnswer(run, answer, () => schedulesText(answer));
      return DONE;
    });
  },
};

type Answer = z.infer<typeof reconciliation.schedules.output>;

function schedulesText({ schedules, totals }: Answer): string {
  const spread = schedules.filter(({ byMonth }) => byMonth !== null);
  const open = schedules.filter(({ byMonth }) => byMonth === null);
  if (schedules.length === 0) {
    return (
      "Nothing was paid for several months: no supplier invoice with a service period beyond its " +
      "month, and no purchase of a commitment.\n"
    );
  }
  const rows = [
    ...spread.map((one) => figures(nameOf(one), `${one.firstDay} – ${one.lastDay}`, one)),
    ...totals.map((one) => figures(`Account ${one.account ?? "not stated"}`, "", one)),
  ];
  const table = rows.length === 0 ? "" : tableText(COLUMNS, rows);
  return table + open.map(openText).join("");
}

const COLUMNS = [
  left("schedule"),
  left("term"),
  right("opening"),
  right("added"),
  right("by month"),
  right("closing"),
  right("by day"),
  right("difference"),
  left(""),
];

function figures(
  name: string,
  term: string,
  { byMonth, byDay, currency }: Pick<Schedule, "byMonth" | "byDay" | "currency">,
): string[] {
  if (byMonth === null || byDay === null) {
    return [name];
  }
  const difference = subtractAmounts(byMonth.recognised, byDay.recognised);
  const { opening, added, recognised, closing } = byMonth;
  const amounts = [opening, added, recognised, closing, byDay.recognised, difference];
  return [name, term, ...amounts.map((amount) => money(amount, currency).trimEnd()), currency];
}

function nameOf({ document, vendor, description }: Schedule): string {
  return [document, vendor, description].filter((text) => text !== null).join(", ");
}

function openText(schedule: Schedule): string {
  const { amount, currency, scheduleId, kind } = schedule;
  const what =
    `No term is known for ${nameOf(schedule)} (${scheduleId}), ${currency} ` +
    `${money(amount, currency).trim()}`;
  return kind === "invoice"
    ? `${what}: its service period ends before it begins; correct the file and import it again.\n`
    : `${what}: import the FOCUS contract commitments or a contract register that names it, ` +
        "each with one term.\n";
}
