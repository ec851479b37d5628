import { z } from "zod";
import { VarianceInput, type VarianceResult } from "../../../../shared/contract/variance.ts";
import { checkInput, given, listOf } from "../check-input.ts";
import {
  BASIS_OPTION,
  type CliCommand,
  CURRENCY_OPTION,
  JSON_OPTION,
  printAnswer,
  WORKSPACE_OPTION,
} from "../command.ts";
import { DONE } from "../exit-code.ts";
import { withWorkspace } from "../session.ts";
import { varianceText } from "../text/variance-text.ts";
import { warnIfStale } from "../warn-if-stale.ts";

const Options = z.object({
  workspace: z.string(),
  from: z.string(),
  to: z.string(),
  of: z.string().optional(),
  basis: z.string().optional(),
  currency: z.string().optional(),
  by: z.string().optional(),
  convention: z.string().optional(),
});

export const varianceCommand: CliCommand = {
  name: "variance",
  args: "",
  summary: "Explain a movement between two months; the effects add up exactly.",
  examples: [
    "variance -w october.tieout --from 2026-09 --to 2026-10",
    "variance -w october.tieout --from 2026-09 --to 2026-10 --by provider_name,service_name",
    "variance -w october.tieout --of allocated --from 2026-09 --to 2026-10 --by target",
  ],
  declare: (command) =>
    command
      .requiredOption(...WORKSPACE_OPTION)
      .requiredOption("--from <month>", "the earlier month")
      .requiredOption("--to <month>", "the later month")
      .option("--of <what>", "charges or allocated (default: charges)")
      .option(...BASIS_OPTION)
      .option(...CURRENCY_OPTION)
      .option("--by <dimensions>", "up to three, comma-separated (default: service_name; target)")
      .option("--convention <name>", "symmetric or standard-cost (default: symmetric)")
      .option(...JSON_OPTION),
  async run(run) {
    const { workspace, by, ...rest } = Options.parse(run.options);
    const dimensions = listOf(by ?? (rest.of === "allocated" ? "target" : undefined));
    const input = checkInput(VarianceInput, given({ ...rest, by: dimensions }));
    return withWorkspace(run.terminal, { workspace }, async (session) => {
      const answer = await session.run("variance", input);
      warnIfStale(run.terminal, answer);
      printAnswer(run, withDimensions(answer), () => varianceText(answer, run.terminal));
      return DONE;
    });
  },
};

/** Rows carry their dimensions by name beside their path. */
export function withDimensions(result: VarianceResult) {
  const rows = result.rows.map((row) => ({
    ...Object.fromEntries(result.by.map((name, index) => [name, row.path[index] ?? null])),
    ...row,
  }));
  return { ...result, rows };
}
