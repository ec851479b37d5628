import { plainName } from "./formats/focus-1.ts";
import { chargeFormats, financeFormats } from "./formats/index.ts";

/** What a file that nothing recognises is told: what it looks like, and what would be read. */
export interface Unrecognised {
  readonly message: string;
  readonly remedy: string;
}

interface ForeignExport {
  readonly name: string;
  /** Column names, plain; an export shows all of one row. */
  readonly marks: readonly (readonly string[])[];
  readonly remedy: string;
}

/** Exports of providers in their own layout, each of which the provider also gives as FOCUS. */
const FOREIGN: readonly ForeignExport[] = [
  {
    name: "an AWS Cost and Usage Report",
    marks: [["lineitemunblendedcost"], ["identitylineitemid"]],
    remedy:
      "AWS exports the same bill as FOCUS: create a data export of the table " +
      '"FOCUS with AWS columns" and import that.',
  },
  {
    name: "an Azure cost and usage export",
    marks: [
      ["metercategory", "costinbillingcurrency"],
      ["metercategory", "pretaxcost"],
      ["metercategory", "cost"],
      ["metercategory", "meterid"],
    ],
    remedy:
      "Azure exports the same bill as FOCUS: create a Cost Management export of the type " +
      '"Cost and usage details (FOCUS)" and import that.',
  },
  {
    name: "a Google Cloud billing export",
    marks: [
      ["servicedescription", "skudescription", "usagestarttime"],
      ["serviceid", "skuid", "usagestarttime"],
    ],
    remedy: "Export the FOCUS view of the same billing data from BigQuery and import that.",
  },
];

const COLUMNS_SHOWN = 6;
const MAPPING =
  "Or import it with a mapping that says what it holds and which column is which; " +
  "docs/mapping.md has an example of a bill.";

/** Says what a header looks like and which kinds of file are read. */
export function describeUnrecognised(name: string, header: readonly string[]): Unrecognised {
  // Some exports write a column's name in two languages: "Dienst (ServiceName)".
  const plain = new Set(
    header.flatMap((column) => [
      plainName(column),
      plainName(/\(([^)]*)\)/.exec(column)?.[1] ?? ""),
    ]),
  );
  const foreign = FOREIGN.find(({ marks }) =>
    marks.some((all) => all.every((mark) => plain.has(mark))),
  );
  const found = header.filter((column) => column.trim() !== "");
  // One column is a line of text, which says nothing of a table.
  const columns = found.length < 2 ? "" : ` Its columns are ${shortList(found)}.`;
  return foreign === undefined
    ? {
        message: `Nothing in "${name}" says what it holds.${columns}`,
        remedy: `Tieout reads ${readable()}. ${MAPPING}`,
      }
    : {
        message:
          `"${name}" looks like ${foreign.name}, in a layout that is not read by ` +
          `itself.${columns}`,
        remedy: `${foreign.remedy} ${MAPPING}`,
      };
}

function shortList(columns: readonly string[]): string {
  const shown = columns.slice(0, COLUMNS_SHOWN).join(", ");
  return columns.length > COLUMNS_SHOWN ? `${shown}, … (${columns.length} in all)` : shown;
}

function readable(): string {
  const bills = chargeFormats.map(({ name }) => name).join(" and ");
  const [last, ...others] = financeFormats.map(({ title }) => `a ${title}`).reverse();
  const tables = `${others.reverse().join(", ")} or ${last}`;
  return `bills in ${bills} and, by the names of its columns, ${tables}`;
}
