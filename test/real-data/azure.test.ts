import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { expect, test } from "vitest";
import { sql } from "../../main/engine/database/sql.ts";
import { unwrap } from "../../main/engine/engine.ts";
import { exactText } from "../../main/engine/imports/bills/exact-decimal.ts";
import { blockSize } from "../../main/engine/imports/formats/azure-usage/azure-units.ts";
import { fromUnits } from "../../shared/domain/amount.ts";
import { Mapping } from "../../shared/domain/mapping.ts";
import { addExact, exactDecimal, parseCsv, roundedUnits } from "../support/exact-csv.ts";
import { openEngine } from "../support/open-engine.ts";
import { describeRealData, realDataPath } from "../support/real-data.ts";

interface Bill {
  readonly path: string;
  readonly records: readonly ReadonlyMap<string, string>[];
}

/** The records of a file, told apart without the engine. */
function billOf(...names: readonly string[]): Bill {
  const path = realDataPath(...names);
  const text = readFileSync(path, "utf8").replace(/^\uFEFF/, "");
  const [header = [], ...rows] = parseCsv(text);
  return {
    path,
    records: rows.map((cells) => new Map(header.map((name, at) => [name, cells[at] ?? ""]))),
  };
}

/** Σ of a column as the charges store it: each cell rounded at twelve decimals. */
function sumOf(
  { records }: Bill,
  column: string,
  which: (record: ReadonlyMap<string, string>) => boolean = () => true,
): string {
  const cells = records.filter(which).map((record) => exactDecimal(record.get(column) ?? ""));
  const units = cells.reduce((sum, cell) => sum + roundedUnits(cell), 0n);
  return fromUnits(units);
}

/** Σ of unit price × quantity: quantities of these exports are in priced units. */
function contractedOf({ records }: Bill): string {
  const units = records.map((record) => {
    const price = exactDecimal(record.get("UnitPrice") ?? "");
    const quantity = exactDecimal(record.get("Quantity") ?? "");
    return roundedUnits({
      digits: price.digits * quantity.digits,
      scale: price.scale + quantity.scale,
    });
  });
  return fromUnits(units.reduce((sum, one) => sum + one, 0n));
}

const isCommitted = (record: ReadonlyMap<string, string>): boolean =>
  ["Reservation", "SavingsPlan"].includes(record.get("PricingModel") ?? "");
const isPurchase = (record: ReadonlyMap<string, string>): boolean =>
  record.get("ChargeType") === "Purchase";

async function importAll(paths: readonly string[], mapping?: Mapping) {
  const engine = await openEngine();
  const files = paths.map((path) => ({
    file: engine.grantFile(path),
    ...(mapping === undefined ? {} : { mapping }),
  }));
  return { engine, result: await engine.runJob("import", { files }) };
}

describeRealData("Azure's own exports", () => {
  const actual = () => billOf("azure", "EA_ActualCost_Small.csv");
  const amortised = () => billOf("azure", "EA_AmortizedCost_Small.csv");

  test.each([[0], [1]])("the pair counts once, whichever is named first (%i)", async (first) => {
    const bills = [actual(), amortised()];
    const order = first === 0 ? bills : [...bills].reverse();
    const { engine, result } = await importAll(order.map(({ path }) => path));
    const { files } = unwrap(result);
    expect(files.map(({ file }) => file)).toEqual(order.map(({ path }) => basename(path)));
    const { rows } = await engine.context.database.read((reader) =>
      reader.table(sql`select count(*), sum(billed_cost), sum(effective_cost) from charge`),
    );
    const purchases = actual().records.filter(isPurchase).filter(isCommitted);
    const usage = (record: ReadonlyMap<string, string>): boolean => !isCommitted(record);
    const billed = addExact(
      exactDecimal(sumOf(amortised(), "Cost", usage)),
      exactDecimal(sumOf({ ...actual(), records: purchases }, "Cost")),
    );
    expect(rows).toEqual([
      [
        amortised().records.length + purchases.length,
        fromUnits(roundedUnits(billed)),
        sumOf(amortised(), "Cost"),
      ],
    ]);
    const left = actual().records.length - purchases.length;
    const one = files.find(({ format }) => format === "azure-purchases");
    expect(one?.records).toMatchObject({ loaded: purchases.length, skipped: left });
    expect(one?.findings.find(({ code }) => code === "records-skipped")).toMatchObject({
      count: left,
      amountAtStake: sumOf(actual(), "Cost", (record) => !isPurchase(record)),
    });
  });

  test("an actual export alone is effective as billed, and says so", async () => {
    const { result } = await importAll([actual().path]);
    const [file] = unwrap(result).files;
    const amount = sumOf(actual(), "Cost");
    expect(file?.format).toBe("azure-actual");
    expect(file?.controlTotals).toEqual([
      { measure: "billed_cost", currency: "USD", amount },
      { measure: "contracted_cost", currency: "USD", amount: contractedOf(actual()) },
      { measure: "effective_cost", currency: "USD", amount },
    ]);
    expect(file?.findings.map(({ code }) => code)).toContain("bill-pair-incomplete");
  });

  test("usage that a commitment pays is contracted at its unit price", async () => {
    const { engine, result } = await importAll([amortised().path]);
    const [file] = unwrap(result).files;
    const total = file?.controlTotals.find(({ measure }) => measure === "contracted_cost");
    expect(total?.amount).toBe(contractedOf(amortised()));
    expect(file?.findings.map(({ code }) => code)).not.toContain("contracted-cost-unstated");
    const { rows } = await engine.context.database.read((reader) =>
      reader.table(sql`select billed_cost, effective_cost, contracted_cost from charge
        where commitment_discount_status = 'Used' order by contracted_cost desc`),
    );
    expect(rows).toEqual([
      ["0", "0.493152", "1.168"],
      ["0", "0.006000000468", "0.013347594624"],
    ]);
  });

  test("an export in Canadian dollars with brace-less tags is exact", async () => {
    const bill = billOf("azure", "ea-export-2023-09.csv");
    const { engine, result } = await importAll([bill.path]);
    const [file] = unwrap(result).files;
    const amount = sumOf(bill, "CostInBillingCurrency");
    expect(file?.records).toMatchObject({ loaded: bill.records.length, rejected: 0 });
    expect(file?.controlTotals).toEqual([
      { measure: "billed_cost", currency: "CAD", amount },
      { measure: "contracted_cost", currency: "CAD", amount: contractedOf(bill) },
      { measure: "effective_cost", currency: "CAD", amount },
    ]);
    const { rows } = await engine.context.database.read((reader) =>
      reader.table(sql`select distinct tags, billing_period_end, charge_period_end from charge`),
    );
    expect(rows).toContainEqual([
      '{"tagA":"valueA","tagB":"valueB","tagC":"valueC"}',
      "2023-10-01T00:00:00",
      "2023-09-03T00:00:00",
    ]);
  });

  const HEADERS = "opencost-azure-headers";
  const BILLED = [
    "CostInBillingCurrency",
    "costInBillingCurrency",
    "PreTaxCost",
    "PreTaxCost (PreTaxCost)",
  ];
  test.each(["Enterprise", "EnterpriseCamel", "German", "PayAsYouGo", "YA"])(
    "the header of %s is known",
    async (name) => {
      const bill = billOf(HEADERS, `${name}.csv`);
      const column = BILLED.find((one) => bill.records[0]?.has(one)) ?? "";
      const { result } = await importAll([bill.path]);
      const [file] = unwrap(result).files;
      expect(file?.records).toMatchObject({ loaded: bill.records.length, rejected: 0 });
      expect(file?.controlTotals[0]?.amount).toBe(sumOf(bill, column));
    },
  );

  test.each([
    ["MissingBrackets", "4"],
    ["VirtualMachine", "4"],
  ])("%s has no currency, so it asks; then it loads with its tags", async (name, amount) => {
    const { path } = billOf(HEADERS, `${name}.csv`);
    expect((await importAll([path])).result).toMatchObject({
      ok: false,
      error: {
        code: "mapping-needed",
        message: expect.stringContaining("In which currency are the costs?"),
      },
    });
    const mapping = Mapping.parse({ tieout: 1, dataset: "charge", currency: "USD" });
    const { engine, result } = await importAll([path], mapping);
    const [file] = unwrap(result).files;
    expect(file?.controlTotals.map((one) => [one.measure, one.amount])).toEqual([
      ["billed_cost", amount],
      ["effective_cost", amount],
      ["list_cost", "5"],
    ]);
    const { rows } = await engine.context.database.read((reader) =>
      reader.table(sql`select json_extract_string(tags, 'resourceNameSuffix') from charge`),
    );
    expect(rows).toEqual([["12345678"]]);
  });

  test("records with a cell too few, or without a currency, are told by line", async () => {
    const mapping = Mapping.parse({ tieout: 1, dataset: "charge", currency: "USD" });
    const { result } = await importAll([realDataPath(HEADERS, "Template.csv")], mapping);
    expect(result).toMatchObject({
      ok: false,
      error: {
        code: "import-rejected",
        message: expect.stringContaining("line 2: the record has 10 columns, the header has 11"),
      },
    });
    const bom = await importAll([realDataPath(HEADERS, "BOM.csv")]);
    expect(bom.result).toMatchObject({
      ok: false,
      error: { message: expect.stringContaining("line 2: BillingCurrency is empty") },
    });
  });

  test("a block size is the table's or is not said", () => {
    const [header = [], ...rows] = parseCsv(
      readFileSync(realDataPath("reference-open-data", "PricingUnits.csv"), "utf8"),
    );
    const unit = header.indexOf("UnitOfMeasure");
    const size = header.indexOf("PricingBlockSize");
    let said = 0;
    for (const row of rows) {
      const block = blockSize(row[unit] ?? "");
      if (block !== null) {
        expect(exactText(block), row[unit]).toBe(row[size]);
        said += 1;
      }
    }
    expect(said).toBeGreaterThan(rows.length - 10);
  });
});
