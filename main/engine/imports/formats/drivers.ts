import covered from "../finance/covered-driver.sql?raw";
import { type FinanceFormat, field, measured } from "../finance/finance-format.ts";
import { storedAs } from "../finance/finance-relation.ts";
import lines from "../finance/lines-driver.sql?raw";
import { sharedLines } from "../finance/shared-lines.ts";

/** Driver quantities: how much of a driver each target used in a period. */
export const drivers: FinanceFormat = {
  id: "drivers",
  dataset: "driver",
  title: "list of driver quantities",
  says: "How much of a driver each target used in a month; quantities of one driver are added up.",
  fields: [
    field("driver", "text!", "driver|driver name|treiber|bezugsgröße|metric"),
    field("target", "text!", "target|cost centre|cost center|consumer|kostenstelle|ziel|empfänger"),
    field("period", "period!", "period|month|monat|periode"),
    field("quantity", "amount!", "quantity|qty|value|units|menge|wert"),
    field("unit", "text", "unit|unit of measure|uom|einheit"),
  ],
  needs: [],
  exactHeader: ["driver", "target", "period", "quantity"],
  ...storedAs({
    table: "driver_quantity",
    columns: {
      driver: "text",
      target: "text",
      period: "text",
      quantity: "amount",
      unit: "text",
    },
  }),
  coverage: {
    covered,
    shared: sharedLines(lines, false),
    lines,
    same: "quantities of the same driver, target and period",
    expected: "each driver quantity in one file, because quantities are added",
  },
  totals: (row) => [
    measured(`quantity ${row.text("driver")}`, row.units("quantity"), "", row.text("period")),
  ],
};
