import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import ExcelJs from "exceljs";
import { expect, test } from "vitest";
import { unwrap } from "../../main/engine/engine.ts";
import { FOCUS_HEADER, focusRecord } from "../support/focus-text.ts";
import { importText } from "../support/import-text.ts";
import { openEngine } from "../support/open-engine.ts";
import { ACCOUNTS, CLOSED, COMPARED, RULES, seedClose } from "../support/seed-close.ts";
import { buildWorkbook } from "../support/write-xlsx.ts";

/** Each at its own: names that are commands, of no width, long, or the same but for case. */
const NAMES: readonly string[] = [
  '"; drop table charge; --',
  "it's 'quoted'",
  "__proto__",
  "constructor",
  "line\nbreak",
  "x".repeat(5_000),
  "💥👩‍👩‍👧",
  "\u202eright to left\u202c",
  "=cmd|'/c calc'!A1",
  "@SUM(1+1)",
  "Same",
  "same",
  "SAME name",
];
/** JSON with these is refused as no export's; `refusals.test.ts` says so. */
const POISON = ["__proto__", "constructor"];
const HARMLESS = NAMES.filter((name) => !POISON.includes(name));
const PERIOD = "2026-11";

interface Kind {
  readonly name: string;
  readonly columns: readonly string[];
  readonly cells: readonly string[];
  /** How a column of that name is called in the file, and as an attribute. */
  readonly inFile?: (name: string) => string;
  readonly attribute?: (name: string) => string;
}

const record = focusRecord({
  BilledCost: "1.25",
  BillingPeriodStart: `${PERIOD}-01T00:00:00Z`,
  ChargePeriodStart: `${PERIOD}-05T00:00:00Z`,
});
const focus: Kind = { name: "FOCUS", columns: FOCUS_HEADER, cells: record.split(",") };
const legacy: Kind = {
  name: "Cost and Usage Report",
  columns: (
    "bill/PayerAccountId,bill/BillingPeriodStartDate,lineItem/LineItemType," +
    "lineItem/UsageStartDate,lineItem/UnblendedCost,lineItem/CurrencyCode"
  ).split(","),
  cells: ["p", `${PERIOD}-01T00:00:00Z`, "Usage", `${PERIOD}-02T00:00:00Z`, "1.25", "USD"],
};

const BILLS: readonly Kind[] = [
  focus,
  legacy,
  {
    ...legacy,
    name: "tags of a Cost and Usage Report",
    inFile: (name) => `resourceTags/user:${name}`,
    attribute: (name) => `tag:${name}`,
  },
  {
    name: "Azure cost details",
    columns:
      "BillingAccountId,BillingPeriodStartDate,Date,MeterCategory,MeterId,Cost,Currency".split(","),
    cells: ["b", "11/01/2026", "11/13/2026", "Storage", "m", "1.25", "USD"],
  },
  {
    name: "OpenAI costs",
    columns: "start_time_iso,amount_value,amount_currency,line_item,start_time".split(","),
    cells: [`${PERIOD}-02T00:00:00+00:00`, "1.25", "usd", "model", "1793577600"],
  },
  {
    name: "cost source",
    columns: "vendor,service,period,cost,currency,kind".split(","),
    cells: ["Example", "Seats", PERIOD, "1.25", "USD", "invoiced"],
  },
];

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
const csvOf = (rows: readonly (readonly string[])[]): string =>
  rows.map((row) => `${row.map(quoted).join(",")}\n`).join("");

function fileOf({ columns, cells, inFile = (name) => name }: Kind): readonly string[][] {
  return [
    [...columns, ...NAMES.map(inFile)],
    [...cells, ...NAMES.map((_, at) => `v${at}`)],
  ];
}

type Rows = readonly (readonly string[])[];

const tabled = (rows: Rows): Promise<Uint8Array> =>
  buildWorkbook((workbook) => {
    workbook.addWorksheet("Bill").addRows(rows.map((row) => [...row]));
  });

/** JSON keeps the names out that no export writes; the others are its fields. */
async function jsonOf([names = [], ...rows]: Rows): Promise<string> {
  const objectOf = (row: readonly string[]): string => {
    const fields = names.map((name, at) => [name, JSON.stringify(row[at])] as const);
    const kept = fields.filter(([name]) => !POISON.includes(name));
    return `{${kept.map(([name, cell]) => `${JSON.stringify(name)}:${cell}`).join(",")}}`;
  };
  return `[${rows.map(objectOf).join(",")}]`;
}

const CONTAINERS = [
  { ending: "csv", write: async (rows: Rows) => csvOf(rows) },
  { ending: "xlsx", write: tabled },
  { ending: "json", write: jsonOf },
] as const;

/** Every kind as text; two of them in every container, since containers are read alike. */
function containersOf({ name }: Kind): readonly (typeof CONTAINERS)[number][] {
  return ["FOCUS", "ledger"].includes(name) ? CONTAINERS : CONTAINERS.slice(0, 1);
}

test.each(BILLS.flatMap((kind) => CONTAINERS.map((one) => ({ ...kind, ...one }))))(
  "$name as $ending: hostile columns are columns and no more, in pivot and list",
  async (kind) => {
    const engine = await openEngine();
    const bytes = await kind.write(fileOf(kind));
    const { files } = unwrap(await importText(engine, bytes, { name: `bill.${kind.ending}` }));
    expect(files[0]?.records).toMatchObject({ physical: 1, loaded: 1 });
    const { attribute = (name: string) => `custom:${name}` } = kind;
    const { attributes } = unwrap(await engine.client.charges.attributes({}));
    const found = new Set(attributes.map((one) => one.attribute));
    const names = kind.ending === "json" && kind.inFile === undefined ? HARMLESS : NAMES;
    const missing = names.filter((name) => !found.has(attribute(name)));
    expect(missing.map((name) => name.slice(0, 30))).toEqual([]);
    for (const [at, name] of NAMES.entries()) {
      if (!names.includes(name)) {
        continue;
      }
      const rows = [attribute(name)];
      const pivot = unwrap(await engine.client.charges.pivot({ period: PERIOD, rows }));
      expect(pivot.rows.map(({ path }) => path)).toContainEqual([`v${at}`]);
      const filters = [{ attribute: attribute(name), op: "equals" as const, value: `v${at}` }];
      const scope = { period: PERIOD, filters };
      const { sums } = unwrap(await engine.client.charges.sums({ scope }));
      expect(sums).toMatchObject([{ charges: 1, billed: "1.25" }]);
    }
    expect(({} as Record<string, unknown>)["v2"]).toBeUndefined();
  },
);

const LEDGER: Kind = {
  name: "ledger",
  columns: ["Account", "Posting Date", "Amount", "Currency"],
  cells: ["6550", "2026-11-01", "1.25", "USD"],
};
const USAGE: Kind = {
  name: "drivers",
  columns: ["Driver", "Target", "Period", "Quantity"],
  cells: ["hours", "CC10", PERIOD, "1.25"],
};
const CENTRES: Kind = {
  name: "cost centres",
  columns: ["Cost Center", "Name", "Parent Cost Center"],
  cells: ["IT", "Technology", ""],
};

test.each(
  [LEDGER, USAGE, CENTRES].flatMap((kind) =>
    containersOf(kind).map((one) => ({ ...kind, ...one })),
  ),
)("$name as $ending: hostile columns are listed and read into nothing", async (kind) => {
  const engine = await openEngine();
  const bytes = await kind.write(fileOf(kind));
  const { files } = unwrap(await importText(engine, bytes, { name: `list.${kind.ending}` }));
  expect(files[0]?.records).toMatchObject({ physical: 1, loaded: 1 });
  const sourceFileId = files[0]?.sourceFileId ?? "";
  const { unmapped } = unwrap(await engine.client.workspace.source({ sourceFileId }));
  const names = kind.ending === "json" ? HARMLESS : NAMES;
  expect(unmapped.map(shown)).toEqual(expect.arrayContaining(names.map(shown)));
});

/** A name as lists show it: one line, of its visible part. */
function shown(name: string): string {
  return name.replace(/\s+/g, " ").trim().slice(0, 4_000);
}

test("in the workbook hostile names are texts, and no formula is made of them", async () => {
  const engine = await openEngine();
  const folder = await mkdtemp(join(tmpdir(), "hostile-"));
  try {
    await seedClose(engine, "=1+1");
    const day = (text: string): string => text.replaceAll(PERIOD, CLOSED);
    const own = { ...focus, cells: focus.cells.map(day) };
    unwrap(await importText(engine, csvOf(fileOf(own))));
    const rules = NAMES.map(
      (name, at) =>
        `  - id: hostile-${at}\n    name: ${JSON.stringify(name.slice(0, 200))}\n` +
        `    take: { where: ` +
        `[ { attribute: ${JSON.stringify(`custom:${name}`)}, op: exists } ] }\n` +
        `    method: direct\n    to: CC10\n`,
    );
    const text = RULES.replace("rules:\n", `rules:\n${rules.join("")}`);
    unwrap(await engine.runJob("allocate", { period: CLOSED, rules: text }));
    unwrap(await engine.runJob("reconcile", { period: CLOSED, currency: "USD", config: ACCOUNTS }));
    unwrap(await engine.runJob("variance", { from: COMPARED, to: CLOSED, currency: "USD" }));
    const path = join(folder, "close.xlsx");
    const out = engine.grantSave(path);
    const scope = { period: CLOSED, compare: COMPARED, currency: "USD", out };
    unwrap(await engine.runJob("export", scope));
    const book = new ExcelJs.Workbook();
    await book.xlsx.readFile(path);
    const texts = new Set<string>();
    const formulas: string[] = [];
    book.eachSheet((sheet) =>
      sheet.eachRow((row) =>
        row.eachCell(({ value, formula }) => {
          formulas.push(formula ?? "");
          texts.add(String(value));
        }),
      ),
    );
    expect(formulas.filter((one) => /cmd|calc'|drop table|SUM\(1\+1\)|xxxx/.test(one))).toEqual([]);
    expect([...texts].some((one) => one.includes("=cmd|'/c calc'!A1"))).toBe(true);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
