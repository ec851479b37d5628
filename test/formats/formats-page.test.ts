import { join } from "node:path";
import { expect, test } from "vitest";
import { dialects } from "../../main/engine/imports/dialects/index.ts";
import {
  chargeFormats,
  financeFormats,
  nativeBills,
} from "../../main/engine/imports/formats/index.ts";

const PAGE = join(import.meta.dirname, "../../docs/formats.md");

interface Documented {
  readonly title: string;
  readonly reference?: string;
  readonly says: string;
}

function table(entries: readonly Documented[]): string {
  const rows = entries.map(({ title, reference, says }) => {
    const isLink = reference?.startsWith("https://") ?? false;
    const source =
      reference === undefined ? "" : isLink ? ` ([columns](${reference}))` : ` (${reference})`;
    return `| ${title.charAt(0).toUpperCase()}${title.slice(1)}${source} | ${says} |`;
  });
  return ["| Layout | How it is read |", "|---|---|", ...rows].join("\n");
}

const ofDataset = (...datasets: readonly string[]): Documented[] =>
  dialects.filter(({ dataset }) => datasets.includes(dataset));

const LINES: readonly string[] = ["ledger", "purchase", "invoice"];

function page(): string {
  const bills = chargeFormats.map(({ name: title, reference, says }) => ({
    title,
    reference,
    says,
  }));
  return `# What goes in

Written by \`test/formats/formats-page.test.ts\` from the lists of formats and layouts themselves;
each has a fixture under \`test/formats\`. A file is recognised by its columns, never by its name.
Amounts and dates are never guessed: where a file leaves open how they are written, the import asks.

Every layout may come as CSV in any usual encoding and with any usual separator, packed as gzip or
zip, as a sheet of a workbook (.xlsx, .xls, .xlsb, .ods), as JSON or JSON Lines; bills also as
Parquet.

Text parts of one export in a zip, each with the same header, are read as one. A zip of several
tables asks which is read, and says which of its files were not.

## Bills

${table([...bills, ...nativeBills])}

Any other bill is read with a [mapping](mapping.md).

## Ledgers

${table(ofDataset("ledger"))}

## Purchasing

${table(ofDataset("purchase", "invoice"))}

## Reference files and drivers

${table(dialects.filter(({ dataset }) => !LINES.includes(dataset)))}

## By the names of their columns

A file of no layout above is read by what its columns are called, in English and German.

${table(financeFormats)}
`;
}

test("docs/formats.md is the lists of formats and layouts", async () => {
  await expect(page()).toMatchFileSnapshot(PAGE);
});
