import { z } from "zod";
import { PivotInput, type PivotResult } from "../../../../shared/contract/charges.ts";
import { fail } from "../../../../shared/errors.ts";
import { unwrap } from "../../../engine/engine.ts";
import { checkInput, given, listOf } from "../check-input.ts";
import {
  BASIS_OPTION,
  type CliCommand,
  CURRENCY_OPTION,
  JSON_OPTION,
  PERIOD_OPTION,
  printAnswer,
  WORKSPACE_OPTION,
} from "../command.ts";
import { DONE } from "../exit-code.ts";
import { withWorkspace } from "../session.ts";
import { money } from "../text/money-text.ts";
import { left, right, tableText } from "../text/table.ts";

const Options = z.object({
  workspace: z.string(),
  of: z.string().optional(),
  period: z.string(),
  rows: z.string(),
  columns: z.string().optional(),
  values: z.string().optional(),
  basis: z.string().optional(),
  currency: z.string().optional(),
  filter: z.array(z.string()).default([]),
});

const collect = (value: string, before: string[]): string[] => [...before, value];

export const pivotCommand: CliCommand = {
  name: "pivot",
  args: "",
  summary: "A pivot over charges or an allocation, as the app shows it.",
  examples: [
    "pivot -w october.tieout --of charges --period 2026-10 --rows provider_name,service_name " +
      "--values billed,effective",
    "pivot -w october.tieout --of allocated --period 2026-10 --rows target --columns rule " +
      "--values amount",
  ],
  declare: (command) =>
    command
      .requiredOption(...WORKSPACE_OPTION)
      .option("--of <what>", "charges or allocated (default: charges)")
      .requiredOption(...PERIOD_OPTION)
      .requiredOption("--rows <dimensions>", "comma-separated, outer first")
      .option("--columns <dimensions>", "comma-separated")
      .option(
        "--values <measures>",
        "amount, billed, effective, contracted, list, charges, quantity",
      )
      .option(...BASIS_OPTION)
      .option(...CURRENCY_OPTION)
      .option("--filter <dimension=value>", "keep only these charges; may be repeated", collect, [])
      .option(...JSON_OPTION),
  async run(run) {
    const { workspace, rows, columns, values, filter, ...rest } = Options.parse(run.options);
    const input = checkInput(
      PivotInput,
      given({
        ...rest,
        rows: listOf(rows),
        columns: listOf(columns),
        measures: listOf(values),
        filters: filter.map(filterOf),
      }),
    );
    return withWorkspace(run.terminal, { workspace }, async ({ engine }) => {
      const answer = unwrap(await engine.client.charges.pivot(input));
      printAnswer(run, { ...answer, values: answer.measures }, () => pivotText(answer));
      run.terminal.err(leftOutText(answer));
      return DONE;
    });
  },
};

/** What a reader of one currency would not see otherwise. */
function leftOutText({ currency, currenciesLeftOut = [] }: PivotResult): string {
  const others = currenciesLeftOut.join(", ");
  return others === ""
    ? ""
    : `Only ${currency} is shown; ${others} is billed too. Name one with --currency to convert.\n`;
}

function filterOf(text: string): { attribute: string; op: "equals"; value: string } {
  const cut = text.indexOf("=");
  if (cut < 1) {
    fail("usage", `--filter: "${text}" is not DIMENSION=VALUE.`, "Write provider_name=AWS.");
  }
  return { attribute: text.slice(0, cut), op: "equals", value: text.slice(cut + 1) };
}

const UNIT_COUNTS: ReadonlySet<string> = new Set(["charges", "quantity"]);

function pivotText(pivot: PivotResult): string {
  const cell = (value: string | null | undefined, measure: string): string =>
    value === null || value === undefined
      ? ""
      : UNIT_COUNTS.has(measure)
        ? value
        : money(value, pivot.currency);
  const measureOf = (index: number): string => pivot.columns[index]?.measure ?? "amount";
  const titles = pivot.columns.map(({ path, measure }) =>
    [...path.map((part) => part ?? "–"), measure].join(" / "),
  );
  const body = pivot.rows.map((row, index) => [
    row.isOthers ? "Others" : rowLabel(row),
    ...(pivot.cells[index] ?? []).map((value, column) => cell(value, measureOf(column))),
  ]);
  const total = ["Total", ...pivot.totals.columns.map((value, at) => cell(value, measureOf(at)))];
  return tableText([left(pivot.currency), ...titles.map(right)], [...body, total]);
}

function rowLabel(row: PivotResult["rows"][number]): string {
  const name = row.path.at(-1);
  return `${"  ".repeat(Math.max(0, row.path.length - 1))}${name ?? "–"}`;
}
