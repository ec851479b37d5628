import { z } from "zod";
import { toUnits } from "../../../../shared/domain/amount.ts";
import { statement } from "../../database/sql.ts";
import type { CheckPlan } from "../book.ts";
import { amountColumn, countColumn, differenceColumn, proseColumn, textColumn } from "../column.ts";
import {
  asFormula,
  constant,
  everyWithin,
  minus,
  plus,
  rounded,
  sumIf,
  unitsOf,
} from "../formula.ts";
import { roundAmounts } from "../round-column-to.ts";
import type { At, RowCell, Table } from "../table.ts";
import { defineSheet, type SheetInput } from "./define.ts";
import matchList from "./match-list.sql?raw";

const Match = z.object({
  match_id: z.string(),
  pass: z.number(),
  account: z.string(),
  reason: z.string(),
  ledger_lines: z.number(),
  billing_lines: z.number(),
  items: z.string(),
  difference: z.string(),
});
type Match = z.infer<typeof Match>;

/** SUMIFS of every match over every line would keep a workbook program busy for minutes. */
const LOOKUPS_MAX = 40_000_000;

export const matches = defineSheet({
  name: "Matches",
  holds: "What was matched with what: both sides re-added from Ledger and Billing.",
  async load(input) {
    const { reader, close } = input;
    const found = await reader.rows(
      Match,
      statement(matchList, { run_id: close.reconciliation.run_id }),
    );
    return {
      tables: [matchTable(input, found)],
      checks: checks(input, found),
      alarms: [{ table: "Matches", key: "left" }],
    };
  },
});

function matchTable(input: SheetInput, found: readonly Match[]): Table {
  const { currency, digits } = input.close;
  return {
    name: "Matches",
    columns: [
      textColumn("match", "Match"),
      countColumn("pass", "Pass"),
      textColumn("account", "Account"),
      proseColumn("reason", "Matched because", { width: 46 }),
      countColumn("ledger_lines", "Ledger lines"),
      countColumn("billing_lines", "Billing lines"),
      amountColumn("ledger", `Ledger, ${currency}`, { hasTotal: true }),
      amountColumn("billing", `Bills, ${currency}`, { hasTotal: true }),
      differenceColumn("difference", "Difference", { hasTotal: true }),
      amountColumn("items", "In reconciling items", {
        hasTotal: true,
        note: "The part of the difference that reconciling items name.",
      }),
      differenceColumn("left", "Left", { hasTotal: true, note: "Nothing, or the match is wrong." }),
    ],
    rows: found.map((match): RowCell[] => [
      match.match_id,
      match.pass,
      match.account,
      match.reason,
      match.ledger_lines,
      match.billing_lines,
      (at) => asFormula(side(input, "Ledger", at, found.length)),
      (at) => asFormula(side(input, "Billing", at, found.length)),
      (at) => asFormula(rounded(minus(at("ledger"), at("billing")), digits)),
      () => takenByItems(input, match),
      (at) => asFormula(rounded(minus(at("difference"), at("items")), digits)),
    ]),
  };
}

/** One side of a match from its lines; a value where formulas would be too many to compute. */
function side({ book, close }: SheetInput, name: string, at: At, count: number) {
  const lines = book.table(name);
  const sum = rounded(
    sumIf(lines.column("amount"), [lines.column("match"), at("match")]),
    close.digits,
  );
  const isAffordable = count * lines.table.rows.length <= LOOKUPS_MAX;
  return isAffordable ? sum : constant(unitsOf(sum));
}

/** Rounded like the two sides where items explain all of the difference, else by itself. */
function takenByItems({ book, close }: SheetInput, match: Match): bigint {
  const exact = toUnits(match.items);
  const [own = 0n] = roundAmounts([{ code: "", units: exact }], close.digits);
  if (exact !== toUnits(match.difference)) {
    return own;
  }
  const sideOf = (name: string): bigint => {
    const lines = book.table(name);
    const key = { text: "", value: match.match_id };
    return unitsOf(sumIf(lines.column("amount"), [lines.column("match"), key]));
  };
  return sideOf("Ledger") - sideOf("Billing");
}

function checks({ book, close }: SheetInput, found: readonly Match[]): (() => CheckPlan)[] {
  return [
    () => {
      const table = book.table("Matches");
      return {
        check: "Ledger − bills − reconciling items of every match",
        left: rounded(
          minus(plus(table.total("ledger")), table.total("billing"), table.total("items")),
          close.digits,
        ),
        right: constant(0n),
        digits: close.digits,
      };
    },
    () => {
      const left = book.table("Matches").column("left");
      return {
        check: "No match leaves anything",
        holds: everyWithin(left, constant(0n)),
        detail: `${found.length} matches`,
      };
    },
  ];
}
