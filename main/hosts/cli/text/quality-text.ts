import type {
  QualityFailure,
  QualityReport,
  QualityResult,
} from "../../../../shared/contract/quality.ts";
import { formatCount } from "../../../../shared/format.ts";
import { emphasise, type Terminal } from "../terminal.ts";
import { money } from "./money-text.ts";
import { left, right, tableText } from "./table.ts";

type Style = Pick<Terminal, "hasColour">;

const FAILURES_SHOWN = 8;
const EXAMPLES_SHOWN = 3;

/** Every test by state; what failed with its rows, its amount and what to do. */
export function qualityText(report: QualityReport, style: Style): string {
  const { results, windows, blocking } = report;
  const count = (state: QualityResult["state"]): number =>
    results.filter((result) => result.state === state).length;
  const failed = results.filter(({ failures }) => failures.length > 0);
  const quiet = results.filter(({ state }) => state === "not-applicable");
  const verdict =
    blocking === 0
      ? emphasise(style, "Nothing stands in the way of certifying.", "good")
      : emphasise(style, `${failuresOf(blocking)} in the way of certifying.`, "bad");
  return [
    `${count("passed")} tests passed, ${count("failed")} failed, ${count("accepted")} accepted, ` +
      `${count("not-applicable")} do not apply.\n`,
    ...failed.map((result) => resultText(result, style)),
    quiet.length === 0
      ? ""
      : `Do not apply\n${quiet.map(({ title, why }) => `  ${title}: ${why ?? ""}\n`).join("")}`,
    windows.length === 0 ? "" : `Days covered\n${windowsText(windows)}`,
    `${verdict}\n`,
  ].join("\n");
}

function failuresOf(count: number): string {
  return count === 1 ? "1 failure stands" : `${formatCount(count)} failures stand`;
}

function resultText(result: QualityResult, style: Style): string {
  const { severity, title, expected, remedy, failures } = result;
  const open = failures.some(({ accepted }) => accepted === null);
  const word = open ? (severity === "blocking" ? "blocks" : "warning") : "accepted";
  const tone = open ? (severity === "blocking" ? "bad" : "bold") : "good";
  const more = failures.length - FAILURES_SHOWN;
  return [
    `${emphasise(style, word, tone)}  ${title}\n`,
    ...failures.slice(0, FAILURES_SHOWN).map(failureText),
    more > 0 ? `  and ${formatCount(more)} more\n` : "",
    `  Expected: ${expected}\n  ${remedy}\n`,
  ].join("");
}

function failureText({ key, period, found, amounts, examples, accepted }: QualityFailure): string {
  const sums = amounts.map(({ currency, amount }) =>
    `${currency} ${money(amount, currency).trim()}`.trim(),
  );
  const facts = [period, ...sums].filter((fact) => fact !== null).join(", ");
  const lines = examples.slice(0, EXAMPLES_SHOWN).map(({ file, row, amount, currency, text }) => {
    const where = row === null ? file : `${file} row ${row}`;
    const cost = amount === null ? "" : ` ${currency ?? ""} ${amount}`.trimEnd();
    return `      ${where}:${cost}${text === "" ? "" : ` ${text}`}\n`;
  });
  const decision = accepted === null ? "" : `      accepted: ${accepted.comment}\n`;
  return `  ${key}  ${found} ${facts}\n${lines.join("")}${decision}`;
}

function windowsText(windows: QualityReport["windows"]): string {
  return tableText(
    [left("of"), left("name"), left("month"), left("first"), left("last"), right("days")],
    windows.map(({ dataset, name, period, firstDay, lastDay, days }) => [
      WORDS[dataset] ?? dataset,
      name,
      period,
      firstDay ?? "",
      lastDay ?? "",
      formatCount(days),
    ]),
    "  ",
  );
}

const WORDS: Readonly<Record<string, string>> = { charge: "bill", fx: "rates" };
