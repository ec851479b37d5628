import { chargeFormats, financeFormats, nativeBills } from "./formats/index.ts";

/** What a file that nothing recognises is told: what it looks like, and what would be read. */
export interface Unrecognised {
  readonly message: string;
  readonly remedy: string;
}

const COLUMNS_SHOWN = 6;
const MAPPING =
  "Or import it with a mapping that says what it holds and which column is which; " +
  "docs/mapping.md has an example of a bill.";

/** Says what a header looks like and which kinds of file are read. */
export function describeUnrecognised(name: string, header: readonly string[]): Unrecognised {
  const found = header.map((column) => column.trim()).filter((column) => column !== "");
  // One column is a line of text, which says nothing of a table.
  const columns = found.length < 2 ? "" : ` Its columns are ${shortList(found)}.`;
  return {
    message: `Nothing in "${name}" says what it holds.${columns}`,
    remedy: `Tieout reads ${readable()}. ${MAPPING}`,
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
  return (
    `bills in ${bills} or in one of the ${nativeBills.length} layouts that docs/formats.md ` +
    `lists and, by the names of its columns, ${tables}`
  );
}
