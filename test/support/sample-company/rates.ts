import { fromUnits, toUnits } from "../../../shared/domain/amount.ts";
import { date, MONTHS } from "./calendar.ts";
import { csvText } from "./focus-row.ts";
import { multiply } from "./money.ts";

const AVERAGE: Readonly<Record<string, string>> = {
  "2026-08": "1.0925",
  "2026-09": "1.085",
  "2026-10": "1.0775",
};
const CLOSING: Readonly<Record<string, string>> = {
  "2026-08": "1.095",
  "2026-09": "1.08",
  "2026-10": "1.0825",
};
/** The spot rate of 30 October, at which the planted invoice was booked. */
const SPOT_USED = "1.0825";

export function dollars(euros: string, month: string): string {
  return multiply(euros, AVERAGE[month] ?? "0");
}

export function dollarsAtSpot(euros: string): string {
  return multiply(euros, SPOT_USED);
}

export function ratesFile(): string {
  const rows = MONTHS.flatMap((month) => [
    rateRow(date(month, 1), AVERAGE[month] ?? "", "average"),
    ...[5, 12, 19, 26].map((day) => rateRow(date(month, day), spot(month, day), "spot")),
    ...(month === "2026-10" ? [rateRow(date(month, 30), SPOT_USED, "spot")] : []),
    rateRow(
      date(month, 31).startsWith(month) ? date(month, 31) : date(month, 30),
      CLOSING[month] ?? "",
      "closing",
    ),
  ]);
  return csvText(["date", "from", "to", "rate", "type"], rows);
}

/** Spot rates drift around the average; the drift is written out so that the file is stable. */
function spot(month: string, day: number): string {
  return fromUnits(toUnits(AVERAGE[month] ?? "0") + BigInt(day - 15) * 250_000_000n);
}

function rateRow(day: string, rate: string, type: string): Record<string, string> {
  return { date: day, from: "EUR", to: "USD", rate, type };
}
