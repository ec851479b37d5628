import { expect, test } from "vitest";
import { type Engine, unwrap } from "../../../../main/engine/engine.ts";
import { Mapping } from "../../../../shared/domain/mapping.ts";
import { grantBytes, importText } from "../../../support/import-text.ts";
import { openEngine } from "../../../support/open-engine.ts";

async function asked(engine: Engine, text: string, mapping?: Mapping): Promise<string[]> {
  const file = await grantBytes(engine, text);
  const read = mapping === undefined ? {} : { mapping };
  const { files } = unwrap(await engine.client.workspace.inspect({ files: [file], ...read }));
  return files.flatMap(({ ambiguous }) => ambiguous.map((one) => `${one.column} ${one.asks}`));
}

async function total(engine: Engine, text: string, measure: string, mapping?: Mapping) {
  const { files } = unwrap(
    await importText(engine, text, mapping === undefined ? {} : { mapping }),
  );
  return files[0]?.controlTotals.find((one) => one.measure === measure)?.amount;
}

const ORDERS = (net: string, unit: string): string =>
  `PO number;Date;Net amount;Currency;Unit price\nP1;2026-10-03;${net};EUR;${unit}\n`;
const PURCHASE = Mapping.parse({
  tieout: 1,
  dataset: "purchase",
  columns: {
    document_number: "PO number",
    document_date: "Date",
    amount: "Net amount",
    currency: "Currency",
    unit_price: "Unit price",
  },
});

test("each column of a list proves its own sign, and what is proved is remembered", async () => {
  const engine = await openEngine();
  const text = ORDERS("1.234,56", "1,234.50");
  expect(await asked(engine, text, PURCHASE)).toEqual([]);
  expect(await total(engine, text, "amount", PURCHASE)).toBe("1234.56");
});

test("a column that proves none beside two that differ is asked, and answered alone", async () => {
  const engine = await openEngine();
  const text = ORDERS("1.234", "0,5");
  const tax = text.replace("Currency", "Tax;Currency").replace(";EUR", ";1.50;EUR");
  const mapping = {
    ...PURCHASE,
    columns: { ...PURCHASE.columns, tax_amount: "Tax" },
  };
  expect(await asked(engine, tax, mapping)).toEqual(["Net amount decimal"]);
  const whole = { ...mapping, decimals: { "Net amount": "," as const } };
  expect(await asked(engine, tax, whole)).toEqual([]);
  expect(await total(engine, tax, "amount", whole)).toBe("1234");
  const part = { ...mapping, decimals: { "Net amount": "." as const } };
  expect(await total(engine, tax, "amount", part)).toBe("1.234");
});

const CUR =
  "bill/PayerAccountId;bill/BillingPeriodStartDate;lineItem/LineItemType;lineItem/UsageStartDate;" +
  "lineItem/UnblendedCost;lineItem/CurrencyCode;lineItem/UsageAmount;pricing/publicOnDemandCost\n";
const bill = (cost: string, quantity: string, list: string): string =>
  `${CUR}0012;2026-10-01T00:00:00Z;Usage;2026-10-02T00:00:00Z;${cost};USD;${quantity};${list}\n`;

test("the columns of a provider's own bill are read each in its way", async () => {
  const engine = await openEngine();
  const text = bill("1.234,56", "12.5", "2,345.50");
  expect(await asked(engine, text)).toEqual([]);
  expect(await total(engine, text, "billed_cost")).toBe("1234.56");
  const open = bill("1.234", "0,5", "2,345.50");
  expect(await asked(engine, open)).toEqual(["lineItem/UnblendedCost decimal"]);
  const decimals = { "lineItem/UnblendedCost": "," as const };
  const mapping = Mapping.parse({ tieout: 1, dataset: "charge", decimals });
  expect(await asked(engine, open, mapping)).toEqual([]);
  expect(await total(engine, open, "billed_cost", mapping)).toBe("1234");
});

test("so are those of FOCUS", async () => {
  const engine = await openEngine();
  const text =
    "BilledCost;EffectiveCost;BillingCurrency;BillingPeriodStart;ChargePeriodStart\n" +
    "1.234,5;1,234.25;EUR;2026-10-01T00:00:00Z;2026-10-02T00:00:00Z\n";
  expect(await total(engine, text, "billed_cost")).toBe("1234.5");
  const again = await openEngine();
  expect(await total(again, text, "effective_cost")).toBe("1234.25");
});
