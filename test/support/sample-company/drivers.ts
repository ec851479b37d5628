import { MONTHS, type Month } from "./calendar.ts";
import { csvText } from "./focus-row.ts";

type Quantities = readonly [string, string, string];

/** Driver, unit, cost centre and its quantity in August, September and October. */
const QUANTITIES: readonly (readonly [string, string, string, Quantities])[] = [
  ["cpu_hours", "hours", "CC1100", ["30210.5", "30890.25", "33120.75"]],
  ["cpu_hours", "hours", "CC1200", ["14980", "15120.5", "15890"]],
  ["cpu_hours", "hours", "CC1300", ["9120", "8970.25", "8410.5"]],
  ["cpu_hours", "hours", "CC1400", ["18450.75", "18900", "20115.25"]],
  ["cpu_hours", "hours", "CC1500", ["6210", "6480.5", "7015"]],
  ["cpu_hours", "hours", "SERVICE-DESK", ["2100", "2100", "2100"]],
  ["desk_seats", "seats", "CC2100", ["41", "42", "44"]],
  ["desk_seats", "seats", "CC2200", ["120", "124", "131"]],
  ["desk_seats", "seats", "CC2300", ["96", "96", "97"]],
  ["desk_seats", "seats", "SERVICE-DESK", ["91", "92", "94"]],
  ["tickets", "tickets", "CC1100", ["310", "298", "355"]],
  ["tickets", "tickets", "CC1200", ["120", "141", "133"]],
  ["tickets", "tickets", "CC1300", ["44", "39", "47"]],
  ["tickets", "tickets", "CC1400", ["85", "97", "92"]],
  ["tickets", "tickets", "CC1500", ["71", "80", "88"]],
  ["tickets", "tickets", "CC2100", ["205", "211", "240"]],
  ["tickets", "tickets", "CC2200", ["402", "397", "431"]],
  ["tickets", "tickets", "CC2300", ["180", "176", "199"]],
];

export function driversFile(): string {
  const rows = MONTHS.flatMap((month: Month, index) =>
    QUANTITIES.map(([driver, unit, target, quantities]) => ({
      driver,
      target,
      period: month,
      quantity: quantities[index] ?? "0",
      unit,
    })),
  );
  return csvText(["driver", "target", "period", "quantity", "unit"], rows);
}
