import { z } from "zod";
import { allocation, type Explanation } from "../../../../shared/contract/allocation.ts";
import { charges } from "../../../../shared/contract/charges.ts";
import { fail } from "../../../../shared/errors.ts";
import { unwrap } from "../../../engine/engine.ts";
import { checkInput, given } from "../check-input.ts";
import {
  BASIS_OPTION,
  type CliCommand,
  type CommandRun,
  CURRENCY_OPTION,
  JSON_OPTION,
  printAnswer,
  WORKSPACE_OPTION,
} from "../command.ts";
import { DOES_NOT_TIE, DONE } from "../exit-code.ts";
import { type Session, withWorkspace } from "../session.ts";
import { money } from "../text/money-text.ts";
import { left, padTo, right, tableText } from "../text/table.ts";

const Options = z.object({
  workspace: z.string(),
  charge: z.string().optional(),
  target: z.string().optional(),
  period: z.string().optional(),
  rule: z.string().optional(),
  basis: z.string().optional(),
  currency: z.string().optional(),
});
type Options = z.infer<typeof Options>;

export const traceCommand: CliCommand = {
  name: "trace",
  args: "",
  summary: "Walk a charge or an allocated amount back to files and rows.",
  examples: [
    "trace -w october.tieout --charge 3fa95c1be07d2468:17",
    "trace -w october.tieout --target CC1100 --period 2026-10 --rule platform",
  ],
  declare: (command) =>
    command
      .requiredOption(...WORKSPACE_OPTION)
      .option("--charge <id>", "a charge: source file and row")
      .option("--target <code>", "a target of the month's allocation")
      .option("--period <month>", "the month of the allocation")
      .option("--rule <id>", "only what this rule gave")
      .option(...BASIS_OPTION)
      .option(...CURRENCY_OPTION)
      .option(...JSON_OPTION),
  async run(run) {
    const options = Options.parse(run.options);
    if ((options.charge === undefined) === (options.target === undefined)) {
      fail("usage", "Name one of --charge and --target.", "Add --help for examples.");
    }
    const { workspace } = options;
    return withWorkspace(run.terminal, { workspace }, (session) =>
      options.charge === undefined
        ? traceTarget(run, session, options)
        : traceCharge(run, session, options.charge),
    );
  },
};

async function traceCharge(run: CommandRun, { engine }: Session, chargeId: string) {
  const input = checkInput(charges.trace.input, { chargeId });
  const answer = unwrap(await engine.client.charges.trace(input));
  printAnswer(run, answer, () =>
    [
      `${answer.file}, row ${answer.row} (SHA-256 ${answer.sha256})\n`,
      tableText(
        [left("field"), left("value")],
        answer.fields.flatMap(({ name, value }) => (value === null ? [] : [[name, value]])),
        "  ",
      ),
      answer.allocations.length === 0
        ? ""
        : tableText(
            [left("period"), left("basis"), left("rule"), left("target"), right("amount")],
            answer.allocations.map((part) => [
              part.period,
              part.basis,
              part.rule,
              part.target,
              part.amount,
            ]),
            "  ",
          ),
    ].join("\n"),
  );
  return DONE;
}

async function traceTarget(run: CommandRun, { engine }: Session, options: Options) {
  const { target, period, rule, basis, currency } = options;
  const where = rule === undefined ? [] : [{ attribute: "rule", value: rule }];
  const input = checkInput(
    allocation.explain.input,
    given({ period, target, basis, currency, where }),
  );
  await assertRule(engine, input.period, rule);
  const answer = unwrap(await engine.client.allocation.explain(input));
  printAnswer(run, answer, () => explanationText(answer));
  return answer.ties ? DONE : DOES_NOT_TIE;
}

/** An amount nobody gave would read as one that is nothing. */
async function assertRule(
  engine: Session["engine"],
  period: string,
  rule: string | undefined,
): Promise<void> {
  const { result } = unwrap(await engine.client.allocation.result({ period }));
  const known = result?.rules.map(({ id }) => id) ?? [];
  if (rule !== undefined && result !== null && !known.includes(rule)) {
    const remedy = `Choose one of: ${known.join(", ")}.`;
    fail("usage", `"${rule}" is no rule of the allocation of ${period}.`, remedy);
  }
}

/** One step on two lines: what it gave, and why. */
function stepText(step: Explanation["steps"][number], currency: string): string {
  const amount = step.amount === null ? "" : money(step.amount, currency);
  const share = step.share === null ? "" : `  (${step.share})`;
  const margin = " ".repeat(AMOUNT_WIDTH + 4);
  const first = `  ${padTo(amount, AMOUNT_WIDTH, "right")}  ${step.label}`;
  return `${first}\n${margin}${step.detail}${share}\n`;
}

const AMOUNT_WIDTH = 14;

function explanationText(answer: Explanation): string {
  const { currency } = answer;
  return [
    `${answer.title}: ${money(answer.amount, currency).trimEnd()} ${currency}\n`,
    answer.steps.map((step) => stepText(step, currency)).join(""),
    tableText(
      [left("file"), left("rows"), right("charges"), right("amount")],
      answer.files.map((file) => [
        file.file,
        file.rows,
        String(file.charges),
        money(file.amount, currency),
      ]),
      "  ",
    ),
  ].join("\n");
}
