import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { sql } from "../../main/engine/database/sql.ts";
import { unwrap } from "../../main/engine/engine.ts";
import { nativeBills } from "../../main/engine/imports/formats/index.ts";
import { addAmounts, canonicalAmount } from "../../shared/domain/amount.ts";
import { Mapping } from "../../shared/domain/mapping.ts";
import { openEngine } from "../support/open-engine.ts";

const Row = z.record(z.string(), z.union([z.string(), z.null()]));
const Expected = z.strictObject({
  format: z.string(),
  /** The generation, where only its records show it. */
  loadedAs: z.string().optional(),
  records: z.record(z.string(), z.number()),
  unmapped: z.array(z.string()),
  /** The costs of the file, retyped one by one; their exact sum must be what was loaded. */
  costs: z.record(z.string(), z.array(z.string())),
  currency: z.string(),
  first: Row,
  last: Row,
  findings: z.array(z.string()),
});

const formats = ["focus-1", ...nativeBills.map(({ id }) => id)];

function casesOf(format: string): string[] {
  const folder = join(import.meta.dirname, format);
  return existsSync(folder) ? readdirSync(folder).map((name) => `${format}/${name}`) : [];
}

test.each(formats)("%s has a fixture", (format) => {
  expect(casesOf(format)).not.toEqual([]);
});

test.each(formats.flatMap(casesOf))("%s loads completely and exactly", async (name) => {
  const place = join(import.meta.dirname, name);
  const expected = Expected.parse(JSON.parse(readFileSync(join(place, "expected.json"), "utf8")));
  const mappingPath = join(place, "mapping.yaml");
  const mapping = existsSync(mappingPath)
    ? { mapping: Mapping.parse(parse(readFileSync(mappingPath, "utf8"))) }
    : {};
  const engine = await openEngine();
  const input = readdirSync(place).find((file) => file.startsWith("input.")) ?? "";
  const file = engine.grantFile(join(place, input));
  const inspected = unwrap(await engine.client.workspace.inspect({ files: [file], ...mapping }));
  expect(inspected.files[0]).toMatchObject({ format: expected.format, ambiguous: [] });

  const { files } = unwrap(await engine.runJob("import", { files: [{ file, ...mapping }] }));
  const [imported] = files;
  const { format, loadedAs = format, records } = expected;
  expect(imported).toMatchObject({ format: loadedAs, records });
  for (const [measure, amounts] of Object.entries(expected.costs)) {
    const total = imported?.controlTotals.find((one) => one.measure === measure);
    expect(total).toEqual({ measure, currency: expected.currency, amount: addAmounts(amounts) });
  }
  expect(imported?.findings.map(({ code }) => code).sort()).toEqual(expected.findings);
  const sourceFileId = imported?.sourceFileId ?? "";
  const detail = unwrap(await engine.client.workspace.source({ sourceFileId }));
  expect([...detail.unmapped].sort()).toEqual([...expected.unmapped].sort());

  const { columns, rows } = await engine.context.database.read((reader) =>
    reader.table(sql`select * from charge order by row_index`),
  );
  const stored = (row: (typeof rows)[number] | undefined): Record<string, unknown> =>
    Object.fromEntries(columns.map((column, index) => [column, row?.[index]]));
  expect(stored(rows[0])).toMatchObject(expected.first);
  expect(stored(rows.at(-1))).toMatchObject(expected.last);
  const billed = rows.map((row) => canonicalAmount(String(row[columns.indexOf("billed_cost")])));
  expect(billed).toEqual((expected.costs["billed_cost"] ?? []).map(canonicalAmount));
});
