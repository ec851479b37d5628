/** How files name the types of exchange rates. */
export const RATE_TYPES: Readonly<Record<string, string>> = {
  spot: "spot",
  m: "spot",
  daily: "spot",
  tageskurs: "spot",
  average: "average",
  avg: "average",
  mean: "average",
  durchschnitt: "average",
  closing: "closing",
  close: "closing",
  "month-end": "closing",
  stichtag: "closing",
  budget: "budget",
  plan: "budget",
};
