export const FOCUS_HEADER = [
  "BilledCost",
  "EffectiveCost",
  "ListCost",
  "ContractedCost",
  "BillingCurrency",
  "BillingPeriodStart",
  "ChargePeriodStart",
  "ChargeCategory",
  "ProviderName",
  "BillingAccountId",
  "Tags",
] as const;

export type FocusColumn = (typeof FOCUS_HEADER)[number];

const DEFAULTS: Readonly<Record<FocusColumn, string>> = {
  BilledCost: "1",
  EffectiveCost: "1",
  ListCost: "1",
  ContractedCost: "1",
  BillingCurrency: "USD",
  BillingPeriodStart: "2026-10-01T00:00:00Z",
  ChargePeriodStart: "2026-10-05T00:00:00Z",
  ChargeCategory: "Usage",
  ProviderName: "Example Cloud",
  BillingAccountId: "payer-1",
  Tags: "",
};

export type FocusCells = Readonly<Partial<Record<FocusColumn, string>>>;

/** One record of a small FOCUS file. */
export function focusRecord(cells: FocusCells): string {
  return FOCUS_HEADER.map((name) => quoted(cells[name] ?? DEFAULTS[name])).join(",");
}

/** A small FOCUS file. */
export function focusText(rows: readonly FocusCells[], newline = "\n"): string {
  return [FOCUS_HEADER.join(","), ...rows.map(focusRecord), ""].join(newline);
}

function quoted(text: string): string {
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
