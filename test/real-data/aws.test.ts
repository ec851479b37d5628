import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { sql } from "../../main/engine/database/sql.ts";
import { unwrap } from "../../main/engine/engine.ts";
import { fromUnits } from "../../shared/domain/amount.ts";
import { addExact, exactDecimal, parseCsv, roundedUnits } from "../support/exact-csv.ts";
import { openEngine } from "../support/open-engine.ts";
import { describeRealData, realDataPath } from "../support/real-data.ts";

describeRealData("a Cost and Usage Report of the field", () => {
  test("usage and tax come to what the file adds up to, cell by cell", async () => {
    const path = realDataPath("aws", "cur-legacy-2023-11-real.csv");
    const [header = [], ...records] = parseCsv(readFileSync(path, "utf8"));
    const cost = header.indexOf("lineItem/UnblendedCost");
    const type = header.indexOf("lineItem/LineItemType");
    const expected = new Map<string, { count: number; units: bigint }>();
    for (const record of records) {
      const name = record[type] ?? "";
      const { count, units } = expected.get(name) ?? { count: 0, units: 0n };
      const cell = roundedUnits(exactDecimal(record[cost] ?? ""));
      expected.set(name, { count: count + 1, units: units + cell });
    }

    const engine = await openEngine();
    const { files } = unwrap(
      await engine.runJob("import", { files: [{ file: engine.grantFile(path) }] }),
    );
    expect(files[0]).toMatchObject({
      format: "aws-cur",
      records: { physical: 1281, loaded: 1281, rejected: 0, skipped: 0 },
    });
    const { rows } = await engine.context.database.read((reader) =>
      reader.table(sql`select charge_category, count(*), sum(billed_cost), sum(effective_cost),
        sum(contracted_cost)
        from charge group by charge_category order by charge_category`),
    );
    expect(rows).toEqual(
      ["Tax", "Usage"].map((name) => {
        const { count = 0, units = 0n } = expected.get(name) ?? {};
        return [name, count, fromUnits(units), fromUnits(units), fromUnits(units)];
      }),
    );
    expect(rows.map(([name, count]) => [name, count])).toEqual([
      ["Tax", 12],
      ["Usage", 1269],
    ]);
    expect(String(rows[0]?.[2])).toBe("0.08");
    expect(String(rows[1]?.[2])).toMatch(/^1\.6023/);

    const [{ found }] = (
      await engine.context.database.read((reader) =>
        reader.table(sql`select distinct billing_account_id as found from charge`),
      )
    ).rows.map(([found]) => ({ found })) as [{ found: unknown }];
    expect(found).toBe(records[0]?.[header.indexOf("bill/PayerAccountId")]);
    const list = header.indexOf("pricing/publicOnDemandCost");
    const listed = records
      .map((record) => record[list] ?? "")
      .filter((cell) => cell !== "")
      .map(exactDecimal)
      .reduce(addExact, { digits: 0n, scale: 0 });
    const total = files[0]?.controlTotals.find(({ measure }) => measure === "list_cost");
    expect(total?.amount).toBe(fromUnits(roundedUnits(listed)));
  });
});
