import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { unwrap } from "../../main/engine/engine.ts";
import { toUnits } from "../../shared/domain/amount.ts";
import {
  addExact,
  type ExactSum,
  exactDecimal,
  parseCsv,
  roundedUnits,
} from "../support/exact-csv.ts";
import { openEngine } from "../support/open-engine.ts";
import { describeRealData, realDataPath } from "../support/real-data.ts";
import { focusMapping } from "./focus-mappings.ts";

const COSTS = { BilledCost: "billed_cost", EffectiveCost: "effective_cost" };
const OTHER = /contract.commitment|billing_period|invoice_detail/;

function chargeFiles(): string[] {
  const folder = realDataPath("focus");
  return existsSync(folder)
    ? readdirSync(folder, { recursive: true, encoding: "utf8" })
        .filter((name) => /\.csv(\.gz)?$/.test(name))
        .map((name) => join(folder, name))
        .sort()
    : [];
}

function textOf(path: string): string {
  const bytes = readFileSync(path);
  return (path.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString("utf8").replace(/^\uFEFF/, "");
}

interface Expected {
  records: number;
  units: bigint;
  exact: ExactSum;
  longCells: number;
}

function expectedOf(path: string, column: string): Expected | null {
  const [header = [], ...records] = parseCsv(textOf(path));
  const index = header.indexOf(column);
  if (index === -1) {
    return null;
  }
  const cells = records.map((record) => record[index] ?? "");
  const values = cells.filter((cell) => !["", "null", "NULL", "(null)"].includes(cell));
  const exact = values.map(exactDecimal);
  return {
    records: records.length,
    units: exact.reduce((sum, value) => sum + roundedUnits(value), 0n),
    exact: exact.reduce(addExact, { digits: 0n, scale: 0 }),
    longCells: exact.filter((value) => toLongCell(value)).length,
  };
}

/** Whether rounding to twelve decimals changes the value. */
function toLongCell(value: ExactSum): boolean {
  const rounded = { digits: roundedUnits(value), scale: 12 };
  return addExact(value, { digits: -rounded.digits, scale: 12 }).digits !== 0n;
}

describeRealData("FOCUS files of the field", () => {
  test.each(chargeFiles().filter((path) => !OTHER.test(path)))("%s", async (path) => {
    const engine = await openEngine();
    const mapping = focusMapping(path);
    const file = engine.grantFile(path);
    const result = await engine.runJob("import", {
      files: [mapping === undefined ? { file } : { file, mapping }],
    });
    const [imported] = unwrap(result).files;
    for (const [column, measure] of Object.entries(COSTS)) {
      const expected = expectedOf(path, column);
      if (expected === null) {
        continue;
      }
      expect(imported?.records).toMatchObject({ loaded: expected.records, rejected: 0 });
      const total = imported?.controlTotals.find((one) => one.measure === measure);
      expect(toUnits(total?.amount ?? "")).toBe(expected.units);
      const lost = imported?.findings.find(
        (one) => one.code === "amount-digits-lost" && one.column === column,
      );
      expect(lost?.count ?? 0).toBe(expected.longCells);
      const stored = { digits: -expected.units, scale: 12 };
      const difference = addExact(expected.exact, stored);
      const stated = exactDecimal(/text − stored is (.*)$/.exec(lost?.found ?? "")?.[1] ?? "0");
      expect(addExact(difference, { ...stated, digits: -stated.digits }).digits).toBe(0n);
    }
  });

  test("files without currency or with dates that read two ways ask", async () => {
    const engine = await openEngine();
    for (const path of chargeFiles().filter((one) => focusMapping(one) !== undefined)) {
      const result = await engine.runJob("import", { files: [{ file: engine.grantFile(path) }] });
      expect(result, path).toMatchObject({ ok: false, error: { code: "mapping-needed" } });
    }
  });

  test("the datasets beside cost and usage load with their exact sums", async () => {
    const engine = await openEngine();
    const paths = chargeFiles().filter((path) => OTHER.test(path));
    const files = paths.map((path) => ({ file: engine.grantFile(path) }));
    const imported = unwrap(await engine.runJob("import", { files })).files;
    expect(imported.map(({ format }) => format).sort()).toEqual([
      "focus-billing-period",
      "focus-contract-commitment",
      "focus-contract-commitment",
      "focus-invoice-detail",
    ]);
    for (const [position, path] of paths.entries()) {
      const column = /invoice_detail/.test(path) ? "BilledCost" : "ContractCommitmentCost";
      const expected = expectedOf(path, column);
      const { records, controlTotals, dataset } = imported[position] ?? {};
      const physical = parseCsv(textOf(path)).length - 1;
      expect(records, path).toMatchObject({ loaded: physical, rejected: 0, skipped: 0 });
      const amounts = controlTotals?.map(({ amount }) => toUnits(amount)) ?? [];
      const total = amounts.reduce((sum, units) => sum + units, 0n);
      expect([dataset, total], path).toEqual([dataset, expected?.units ?? 0n]);
    }
  });
});
