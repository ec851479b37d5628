import type { z } from "zod";
import type { taxonomy } from "../../../../shared/contract/taxonomy.ts";
import { formatCount } from "../../../../shared/format.ts";
import { money } from "./money-text.ts";
import { left, right, tableText } from "./table.ts";

type Comparison = z.infer<typeof taxonomy.compare.output>;
type Problems = z.infer<typeof taxonomy.check.output>["problems"];
type Versions = z.infer<typeof taxonomy.current.output>["versions"];

const LAYER: Readonly<Record<Comparison["layers"][number]["layer"], string>> = {
  "cost-pool": "Cost pools",
  tower: "Towers",
  solution: "Solutions",
};

const pathText = (path: readonly string[] | null): string =>
  path === null ? "(not mapped)" : path.join(" > ");
const signed = (amount: string, currency: string): string => money(amount, currency).trim();

export function versionsText(versions: Versions): string {
  return versions.length === 0
    ? "No taxonomy is set. Begin with taxonomy start.\n"
    : tableText(
        [right("version"), left("name"), right("nodes"), right("rules"), left("")],
        versions.map(({ version, name, nodes, rules }, index) => [
          String(version),
          name,
          formatCount(nodes),
          formatCount(rules),
          index === 0 ? "in use" : "",
        ]),
      );
}

export function problemsText(problems: Problems): string {
  return problems.length === 0
    ? "No problems.\n"
    : problems
        .map(({ line, message, remedy }) => {
          const place = line === null ? "" : `Line ${line}: `;
          return `${place}${message} ${remedy}\n`;
        })
        .join("");
}

/** Each layer as a table, two versions side by side where there are two. */
export function comparisonText({ before, after, layers }: Comparison): string {
  if (after === null) {
    return versionsText([]);
  }
  const isOne = before?.version === after.version;
  const head = isOne
    ? `${after.name}, version ${after.version}\n`
    : `version ${before?.version ?? "(none)"} against version ${after.version}\n`;
  const none = layers.length === 0 ? "\nNothing belongs to the month.\n" : "";
  return head + none + layers.map((layer) => layerText(layer, isOne)).join("");
}

function layerText(
  { layer, currency, charges, total, lines, moves, movesLeftOut }: Comparison["layers"][number],
  isOne: boolean,
): string {
  const amounts = isOne ? [right("cost")] : [right("before"), right("after"), right("difference")];
  const rows = lines.map(({ code, path, before, after, difference, chargesAfter }) => [
    code === null ? "(not mapped)" : `${"  ".repeat(path.length - 1)}${path.at(-1) ?? code}`,
    ...(isOne ? [after] : [before, after, difference]).map((one) => signed(one, currency)),
    formatCount(chargesAfter),
  ]);
  const sum = isOne ? [total] : [total, total, "0"];
  const table = tableText(
    [left(`${LAYER[layer]}, ${currency}`), ...amounts, right("records")],
    [...rows, ["all", ...sum.map((one) => signed(one, currency)), formatCount(charges)]],
  );
  const moved =
    moves.length === 0
      ? ""
      : tableText(
          [left("from"), left("to"), right("records"), right("cost")],
          moves.map(({ from, to, charges: count, amount }) => [
            pathText(from),
            pathText(to),
            formatCount(count),
            signed(amount, currency),
          ]),
          "  ",
        );
  const rest = movesLeftOut === 0 ? "" : `  and ${formatCount(movesLeftOut)} smaller moves\n`;
  return `\n${table}${moved}${rest}`;
}
