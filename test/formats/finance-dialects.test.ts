import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { dialects } from "../../main/engine/imports/dialects/index.ts";
import { linelessTables } from "../../main/engine/imports/dialects/lineless-tables.ts";
import { financeFormats } from "../../main/engine/imports/formats/index.ts";
import { Mapping } from "../../shared/domain/mapping.ts";
import { inspectFinance, loadFinance, writeInput } from "../support/load-finance.ts";
import { openEngine } from "../support/open-engine.ts";

const folder = import.meta.dirname;
const formats = new Map(financeFormats.map(({ dataset, id }) => [dataset, id]));

/** The fixtures of a layout: those of its kind of file that bear its name. */
function fixturesOf({ name, dataset }: (typeof dialects)[number]): string[] {
  const kind = join(folder, formats.get(dataset) ?? "");
  return readdirSync(kind)
    .filter((one) => one === name || one.startsWith(`${name}-`))
    .map((one) => join(kind, one));
}

/** What the user answers where a file leaves something open; never a column. */
function answersIn(place: string): Mapping | undefined {
  const path = join(place, "mapping.yaml");
  return existsSync(path) ? Mapping.parse(parse(readFileSync(path, "utf8"))) : undefined;
}

test.each(dialects)("$name reads its fixtures without a mapping", async (dialect) => {
  const fixtures = fixturesOf(dialect);
  expect(fixtures.length).toBeGreaterThan(0);
  for (const place of fixtures) {
    const input = readdirSync(place).find((file) => file.startsWith("input.")) ?? "";
    const answers = answersIn(place);
    expect(answers?.columns ?? {}).toEqual({});
    const engine = await openEngine();

    const inspection = await inspectFinance(engine, join(place, input));

    expect(inspection?.format).toBe(formats.get(dialect.dataset));
    expect(inspection?.confidence).toMatch(/^(exact|likely)$/);
    expect(inspection?.reasons.join(" ")).toContain(dialect.title);
    expect(inspection?.reasons).toContain(dialect.says);
    expect(inspection?.suggestedMapping?.name).toBe(dialect.title);
    expect(inspection?.ambiguous.length ?? 0).toBe(
      answers === undefined ? 0 : questionsOf(answers),
    );
  }
});

/** Each currency and each constant answers one question. */
function questionsOf({ currency, constants }: Mapping): number {
  return (currency === undefined ? 0 : 1) + Object.keys(constants).length;
}

test("layouts have names of their own and say what they do", () => {
  expect(new Set(dialects.map(({ name }) => name)).size).toBe(dialects.length);
  for (const { name, title, says, reference } of dialects) {
    const file = join(folder, "../../main/engine/imports/dialects", `${name}.ts`);
    expect(existsSync(file), name).toBe(true);
    expect(title).not.toBe("");
    expect(says).toMatch(/^[A-Z].*\.$/);
    expect(reference).not.toBe("");
  }
});

test.each(linelessTables)("$name is refused with what to bring instead", async (table) => {
  const engine = await openEngine();
  const names = table.signature.map((group) => group.split("|")[0] ?? "");
  const path = await writeInput(
    engine,
    "t.csv",
    `${names.join(",")}\n${names.fill("1").join(",")}\n`,
  );

  await expect(loadFinance(engine, path)).rejects.toMatchObject({
    shape: {
      code: "format-not-recognised",
      message: `"t.csv" holds ${table.name}: ${table.says}.`,
      remedy: table.remedy,
    },
  });
});

test("a given mapping goes before the layout, and a saved one as well", async () => {
  const engine = await openEngine();
  const input = join(folder, "gl-journal", "sap-universal-journal", "input.csv");
  const mapping = Mapping.parse({
    tieout: 1,
    dataset: "ledger",
    columns: { ledger_account: "RACCT", posting_date: "BUDAT", amount: "KSL" },
    currency: "CHF",
  });

  const given = await loadFinance(engine, input, { mapping });
  expect(given.mapping?.columns["amount"]).toBe("KSL");
  const next = await writeInput(engine, "next.csv", `${readFileSync(input, "utf8")}\n`);
  const saved = await loadFinance(engine, next);
  expect(saved.mapping?.columns["amount"]).toBe("KSL");
  expect(saved.totals.every(({ currency }) => currency === "CHF")).toBe(true);
});

test("a saved mapping takes the year of a batch from its preamble", async () => {
  const engine = await openEngine();
  const place = join(folder, "gl-journal", "datev-batch", "input.csv");
  const inspected = await inspectFinance(engine, place);
  const mapping = inspected?.suggestedMapping ?? undefined;
  expect(mapping?.year).toBe(2026);
  await loadFinance(engine, place, { mapping });
  const next = await writeInput(
    engine,
    "next.csv",
    readFileSync(place)
      .toString("latin1")
      .replaceAll("20261001", "20271001")
      .replaceAll("20261031", "20271031"),
  );

  const again = await loadFinance(engine, next);

  expect(new Set(again.totals.map(({ period }) => period))).toEqual(new Set(["2027-10"]));
});

test("answers alone are no mapping: what they do not answer stays open", async () => {
  const engine = await openEngine();
  const input = join(folder, "gl-journal", "quickbooks-journal-lines", "input.csv");
  const mapping = Mapping.parse({ tieout: 1, dataset: "ledger", currency: "USD" });

  await expect(loadFinance(engine, input, { mapping })).rejects.toMatchObject({
    shape: { code: "mapping-needed", message: expect.stringContaining("In which period") },
  });
});
