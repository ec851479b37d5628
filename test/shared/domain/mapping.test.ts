import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { financeFormats } from "../../../main/engine/imports/formats/index.ts";
import { MAPPED_FIELDS, neededFields } from "../../../shared/domain/mapped-fields.ts";
import { Mapping } from "../../../shared/domain/mapping.ts";

const page = readFileSync("docs/mapping.md", "utf8");
const examples = [...page.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, yaml = ""]) => yaml);

test.each(examples)("an example of the documentation is a mapping: %s", (yaml) => {
  expect(Mapping.parse(parse(yaml))).toMatchObject({ tieout: 1 });
});

test("the documentation names every key and every field of a mapping", () => {
  const keys = Object.keys(Mapping.shape).filter((key) => key !== "name");
  const fields = Object.values(MAPPED_FIELDS).flat();
  expect([...keys, ...fields].filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
});

test("every mapped field is one that a format reads, and every field may be mapped", () => {
  for (const { dataset, fields } of financeFormats) {
    expect(fields.map(({ name }) => name).sort()).toEqual([...MAPPED_FIELDS[dataset]].sort());
  }
});

test("the fields a dataset needs are those its format requires", () => {
  for (const { dataset, fields } of financeFormats) {
    const required = fields.filter(({ isRequired }) => isRequired).map(({ name }) => name);
    expect([dataset, ...required.sort()]).toEqual([dataset, ...[...neededFields(dataset)].sort()]);
  }
});

test.each([
  [{ tieout: 2, dataset: "ledger" }, "tieout"],
  [{ tieout: 1, dataset: "payroll" }, "dataset"],
  [{ tieout: 1, dataset: "ledger", colums: {} }, "colums"],
  [{ tieout: 1, dataset: "ledger", dateFormat: "DD/MM" }, "dateFormat"],
  [{ tieout: 1, dataset: "ledger", columns: { amount: { position: 0 } } }, "columns"],
  [{ tieout: 1, dataset: "ledger", skip: [{ matches: "x" }] }, "reason"],
])("%j is refused at %s", (value, place) => {
  const result = Mapping.safeParse(value);
  expect(result.success ? "" : z.prettifyError(result.error)).toContain(place);
});
