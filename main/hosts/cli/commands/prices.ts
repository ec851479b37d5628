import { z } from "zod";
import { prices } from "../../../../shared/contract/prices.ts";
import { PAGE_ROWS_MAX, type RowPage } from "../../../../shared/contract/scope.ts";
import { fail } from "../../../../shared/errors.ts";
import { type Engine, unwrap } from "../../../engine/engine.ts";
import { checkInput, given } from "../check-input.ts";
import {
  BASIS_OPTION,
  type CliCommand,
  JSON_OPTION,
  PERIOD_OPTION,
  printAnswer,
  WORKSPACE_OPTION,
} from "../command.ts";
import { DONE } from "../exit-code.ts";
import { withWorkspace } from "../session.ts";
import { csvText } from "../text/csv-text.ts";
import { pricesText } from "../text/prices-text.ts";

const Options = z.object({
  workspace: z.string(),
  period: z.string(),
  against: z.string().optional(),
  basis: z.string().optional(),
  currency: z.string().optional(),
  detail: z.string().optional(),
  convention: z.string().optional(),
  search: z.string().optional(),
  status: z.array(z.string()).optional(),
  json: z.boolean().default(false),
  csv: z.boolean().default(false),
});

type PageInput = z.output<(typeof prices.page)["input"]>;

/** A status as the list prints it, `several prices`, is its id with blanks. */
const asId = (status: string): string => status.trim().replaceAll(" ", "-");
const collect = (value: string, before: string[] = []): string[] => [...before, value];

export const pricesCommand: CliCommand = {
  name: "prices",
  args: "",
  summary: "List the unit price of every SKU, and what changed since another month.",
  examples: [
    "prices -w october.tieout --period 2026-10",
    "prices -w october.tieout --period 2026-10 --against 2026-09",
    "prices -w october.tieout --period 2026-10 --against 2026-09 --status re-priced --csv",
  ],
  declare: (command) =>
    command
      .requiredOption(...WORKSPACE_OPTION)
      .requiredOption(...PERIOD_OPTION)
      .option("--against <month>", "the earlier month to compare with")
      .option(...BASIS_OPTION)
      .option("--currency <code>", "prices billed in this currency (default: the workspace's)")
      .option("--detail <grain>", "price (by price id, region, category) or sku (default: price)")
      .option("--convention <name>", "symmetric or standard-cost (default: symmetric)")
      .option("--status <status>", "keep only these lines; may be repeated", collect)
      .option("--search <text>", "keep only lines that name this")
      .option("--csv", "every line as CSV")
      .option(...JSON_OPTION),
  async run(run) {
    const { workspace, json, csv, status, ...rest } = Options.parse(run.options);
    if (json && csv) {
      fail("usage", "--json and --csv exclude each other.", "Ask for one of them.");
    }
    const input = checkInput(prices.page.input, given({ ...rest, statuses: status?.map(asId) }));
    const { statuses: _statuses, search: _search, offset: _o, limit: _l, ...question } = input;
    return withWorkspace(run.terminal, { workspace }, async ({ engine }) => {
      const summary = unwrap(await engine.client.prices.summary(question));
      const page = await wholeList(engine, input);
      if (csv) {
        run.terminal.out(csvText(page));
      } else {
        printAnswer(run, { ...summary, prices: linesOf(page) }, () => pricesText(summary, page));
      }
      const others = summary.currenciesLeftOut.join(", ");
      if (others !== "") {
        run.terminal.err(
          `Only ${summary.currency} is listed; ${others} is billed too. ` +
            "Name one with --currency to see it.\n",
        );
      }
      return DONE;
    });
  },
};

/** Every page of the list as one. */
async function wholeList(engine: Engine, input: PageInput): Promise<RowPage> {
  const rows: RowPage["rows"] = [];
  let page = unwrap(await engine.client.prices.page({ ...input, limit: PAGE_ROWS_MAX }));
  rows.push(...page.rows);
  while (rows.length < page.total && page.rows.length > 0) {
    const next = { ...input, offset: rows.length, limit: PAGE_ROWS_MAX };
    page = unwrap(await engine.client.prices.page(next));
    rows.push(...page.rows);
  }
  return { ...page, rows, offset: 0 };
}

/** Each line by the names of its columns; amounts stay decimal text. */
function linesOf({ columns, rows }: RowPage): Record<string, string | null>[] {
  return rows.map((row) =>
    Object.fromEntries(
      columns.flatMap(({ name }, place) => (name === "line" ? [] : [[name, row[place] ?? null]])),
    ),
  );
}
