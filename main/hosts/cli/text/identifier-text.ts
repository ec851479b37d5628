import type { z } from "zod";
import type { identifiers } from "../../../../shared/contract/identifiers.ts";
import {
  ALIAS_REASON_TEXT,
  completeness,
  POINT_NAMES,
  SOURCE_REASON_TEXT,
} from "../../../../shared/domain/identifier-words.ts";
import { formatCount } from "../../../../shared/format.ts";
import { money } from "./money-text.ts";
import { left, right, tableText } from "./table.ts";

type Coverage = z.infer<typeof identifiers.coverage.output>;
type Suggestions = z.infer<typeof identifiers.suggestions.output>;
type Preview = z.infer<typeof identifiers.preview.output>;
type Line = Coverage["coverage"][number] | Coverage["points"][number];
type Cost = Suggestions["sources"][number]["costs"][number];

const spoken = (name: string): string => name.replaceAll("_", " ");
const signed = (amount: string, currency: string): string => money(amount, currency).trim();

const HEADS = [
  right("with one"),
  right("of"),
  right("values"),
  right("cost with one"),
  right("of"),
  left(""),
  right("%"),
  right("as agreed %"),
];

export function coverageText({ coverage, points }: Coverage): string {
  const defined = coverage.filter(({ isDefined }) => isDefined);
  const bills =
    defined.length === 0
      ? "No identifier is defined, or the month has no charges. " +
        "Define them with configure --identifiers FILE.\n"
      : tableText(
          [left("identifier"), ...HEADS],
          defined.map((one) => [spoken(one.identifier), ...cells(one)]),
        );
  const books =
    points.length === 0
      ? ""
      : `\n${tableText(
          [left("identifier"), left("carried by"), ...HEADS],
          points.map((one) => [
            spoken(one.identifier),
            POINT_NAMES[one.point].toLowerCase(),
            ...cells(one),
          ]),
        )}`;
  const note =
    "Percent of the cost without its signs; as agreed: in the first place, by no alias.\n";
  return defined.length + points.length === 0 ? bills : `${bills}${books}\n${note}`;
}

function cells(one: Line): string[] {
  return [
    formatCount(one.found),
    formatCount(one.charges),
    formatCount(one.values),
    signed(one.foundAmount, one.currency),
    signed(one.amount, one.currency),
    one.currency,
    completeness(one.foundMagnitude, one.magnitude),
    completeness(one.agreedMagnitude, one.magnitude),
  ];
}

export function suggestionsText({ aliases, sources, dismissed, cutShort }: Suggestions): string {
  const parts = [
    ...aliases.map(({ identifier, name, knownFrom, aliases: others }) => {
      const known = knownFrom === null ? "" : `, known from ${knownFrom}`;
      const lines = others.map(
        ({ value, reason, costs }) =>
          `  "${value}": ${ALIAS_REASON_TEXT[reason]}; ${costText(costs)}\n`,
      );
      return `${spoken(identifier)}: "${name}"${known}, may also be written\n${lines.join("")}`;
    }),
    ...sources.map(({ identifier, attribute, reason, samples, costs, gains }) => {
      const gain = gains.length === 0 ? "nothing new" : costText(gains);
      return (
        `${spoken(identifier)}: ${attribute} may hold it, ${SOURCE_REASON_TEXT[reason]}\n` +
        `  it says ${samples.map((text) => `"${text}"`).join(", ")}; ${costText(costs)}\n` +
        `  of that without a value so far: ${gain}\n`
      );
    }),
    ...cutShort.map((name) => `${spoken(name)}: only the 5,000 largest values are compared.\n`),
  ];
  const none = parts.length === 0 ? ["Nothing is suggested for this month.\n"] : parts;
  const quiet = dismissed === 0 ? [] : [`${formatCount(dismissed)} dismissed before.\n`];
  return [...none, ...quiet].join("\n");
}

function costText(costs: readonly Cost[]): string {
  return costs
    .map(
      ({ currency, charges, amount }) =>
        `${currency} ${signed(amount, currency)} on ${formatCount(charges)} ` +
        `${charges === 1 ? "charge" : "charges"}`,
    )
    .join(", ");
}

export function effectsText({ effects, gaps }: Preview): string {
  const parts = effects.map(
    ({ identifier, currency, moved, before, after, magnitude, ...more }) => {
      const head =
        `${spoken(identifier)}, ${currency}: ${signed(moved.amount, currency)} on ` +
        `${formatCount(moved.charges)} of ${formatCount(more.charges)} charges would move; ` +
        `${completeness(before.foundMagnitude, magnitude)} % have one now, ` +
        `${completeness(after.foundMagnitude, magnitude)} % then\n`;
      const table =
        more.moves.length === 0
          ? ""
          : tableText(
              [left("from"), left("to"), right("charges"), right("cost")],
              more.moves.map(({ from, to, charges, amount }) => [
                from ?? "(none)",
                to ?? "(none)",
                formatCount(charges),
                signed(amount, currency),
              ]),
              "  ",
            );
      const rest =
        more.movesLeftOut === 0 ? "" : `  and ${formatCount(more.movesLeftOut)} smaller moves\n`;
      return `${head}${table}${rest}`;
    },
  );
  const none = effects.length === 0 ? ["It says what the dictionary of the workspace says.\n"] : [];
  return [...none, ...parts, ...gaps.map((gap) => `${gap}\n`)].join("\n");
}
