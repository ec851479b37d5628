import { defineTest } from "./define.ts";
import mixedCurrenciesSql from "./mixed-currencies.sql?raw";

export const mixedCurrencies = defineTest({
  id: "mixed-currencies",
  title: "Several currencies on one account",
  looksFor: "Accounts that are billed in more than one currency in a month.",
  datasets: ["charge"],
  severity: "warning",
  sql: mixedCurrenciesSql,
  readsBills: true,
  thresholds: {},
  found: ({ subject }) => `${subject} is billed in further currencies`,
  expected: "One billing currency per account.",
  remedy: "Check that no converted copy of the bill was imported beside the original.",
  untested: "The bills hold no charge.",
});
