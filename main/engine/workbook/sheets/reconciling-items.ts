import { z } from "zod";
import { toUnits } from "../../../../shared/domain/amount.ts";
import { dayNumber } from "../../../../shared/domain/day-number.ts";
import { type Period, periodLastDay } from "../../../../shared/domain/period.ts";
import {
  isOneSided,
  ReconcilingItemType,
} from "../../../../shared/domain/reconciliation-config.ts";
import { statement } from "../../database/sql.ts";
import { readPeriods } from "../../relations/calendar/workspace-calendar.ts";
import type { CheckPlan } from "../book.ts";
import { amountColumn, countColumn, proseColumn, textColumn } from "../column.ts";
import { asFormula, countIf, plus, rounded, sumIf } from "../formula.ts";
import { type RoundingGroup, roundLines } from "../round-column-to.ts";
import type { RowCell, Table } from "../table.ts";
import { defineSheet, type SheetInput } from "./define.ts";
import itemList from "./item-list.sql?raw";
import { itemTypeName } from "./tie-out.ts";

const Item = z.object({
  item_key: z.string(),
  account: z.string(),
  type: ReconcilingItemType,
  description: z.string(),
  reason: z.string(),
  amount: z.string(),
  clears_period: z.string().nullable(),
  first_period: z.string(),
  ledger_lines: z.number(),
  billing_lines: z.number(),
  is_accepted: z.boolean(),
  comment: z.string().nullable(),
});
type Item = z.infer<typeof Item>;

/** Whether somebody stands behind an item, or it only was found. */
export const ACCEPTED = "accepted";
export const PROPOSED = "proposed";

export const reconcilingItems = defineSheet({
  name: "Reconciling items",
  holds: "What the difference between ledger and bills is made of; ledger-only amounts positive.",
  async load(input) {
    const { reader, close, statements } = input;
    const items = await reader.rows(
      Item,
      statement(itemList, { run_id: close.reconciliation.run_id, period: close.period }),
    );
    const groups = new Map<string, RoundingGroup>(
      statements.flatMap(({ account, items: own }) =>
        [...own].map(([type, group]): [string, RoundingGroup] => [`${account}|${type}`, group]),
      ),
    );
    const amounts = roundLines(
      items.map((item) => ({
        code: item.item_key,
        units: toUnits(item.amount),
        group: `${item.account}|${item.type}`,
      })),
      groups,
      () => close.digits,
    );
    const types = [...new Set(items.map(({ type }) => type))].sort();
    return {
      tables: [itemTable(input, items, amounts, await lastDays(input)), subtotals(input, types)],
      checks: checks(input),
    };
  },
});

function itemTable(
  { close, statements }: SheetInput,
  items: readonly Item[],
  amounts: readonly bigint[],
  lastDayOf: (period: Period) => string,
): Table {
  const owners = new Map(statements.map(({ account, owner }) => [account, owner]));
  return {
    name: "Items",
    columns: [
      textColumn("account", "Account", { isNamed: true }),
      textColumn("type", "Type", { isNamed: true }),
      proseColumn("description", "Item", { width: 40 }),
      amountColumn("amount", `Amount, ${close.currency}`, { hasTotal: true }),
      textColumn("status", "Status", { isNamed: true }),
      amountColumn("open", "Open difference", {
        hasTotal: true,
        note: "The size of what stands on one side only until someone accepts it.",
      }),
      textColumn("owner", "Owner"),
      textColumn("first", "First seen"),
      textColumn("clears", "Clears in"),
      countColumn("age", "Age, days"),
      textColumn("bucket", "Ageing"),
      textColumn("evidence", "Evidence"),
      proseColumn("reason", "Why", { width: 44 }),
      proseColumn("comment", "Comment", { width: 20 }),
      textColumn("key", "Item key"),
    ],
    rows: items.map((item, index): RowCell[] => {
      const age = ageInDays(item.first_period, close.period, lastDayOf);
      return [
        item.account,
        item.type,
        item.description,
        amounts[index] ?? 0n,
        item.is_accepted ? ACCEPTED : PROPOSED,
        openDifference(item, amounts[index] ?? 0n),
        owners.get(item.account) ?? null,
        item.first_period,
        item.clears_period,
        age,
        ageBucket(age),
        evidence(item),
        item.reason,
        item.comment,
        item.item_key,
      ];
    }),
  };
}

function openDifference({ type, is_accepted }: Item, amount: bigint): bigint | null {
  if (is_accepted || !isOneSided(type)) {
    return null;
  }
  return amount < 0n ? -amount : amount;
}

/** The last day of a period in the calendar of the workspace. */
async function lastDays({ reader }: SheetInput): Promise<(period: Period) => string> {
  const stored = await readPeriods(reader);
  const days = new Map(stored.map(({ period, lastDay }) => [period, lastDay]));
  return (period) => days.get(period) ?? periodLastDay(period);
}

/** Days from the end of the month an item first appeared in to the end of the closed month. */
function ageInDays(first: Period, closed: Period, lastDayOf: (of: Period) => string): number {
  return Math.max(0, dayNumber(lastDayOf(closed)) - dayNumber(lastDayOf(first)));
}

function ageBucket(days: number): string {
  return days > 90 ? "over 90" : days > 60 ? "61 to 90" : days > 30 ? "31 to 60" : "0 to 30";
}

function evidence({ ledger_lines, billing_lines }: Item): string {
  const parts = [
    ...(ledger_lines > 0 ? [`${ledger_lines} ledger`] : []),
    ...(billing_lines > 0 ? [`${billing_lines} billing`] : []),
  ];
  return parts.length === 0 ? "none" : `${parts.join(", ")} ${plural(ledger_lines, billing_lines)}`;
}

function plural(ledger: number, billing: number): string {
  return ledger + billing === 1 ? "line" : "lines";
}

function subtotals({ book, close }: SheetInput, types: readonly string[]): Table {
  return {
    name: "Item_types",
    caption: "Subtotals per type",
    columns: [
      textColumn("type", "Type of item"),
      textColumn("code", "Code"),
      countColumn("items", "Items"),
      amountColumn("amount", `Subtotal, ${close.currency}`, { hasTotal: true }),
    ],
    rows: types.map((type): RowCell[] => [
      itemTypeName(type),
      type,
      (at) => asFormula(countIf([book.table("Items").column("type"), at("code")])),
      (at) => {
        const items = book.table("Items");
        const ofType = [items.column("type"), at("code")] as const;
        return asFormula(rounded(sumIf(items.column("amount"), ofType), close.digits));
      },
    ]),
  };
}

function checks({ book, close, statements }: SheetInput): (() => CheckPlan)[] {
  const columns = new Set(statements.flatMap(({ items }) => [...items.keys()]));
  return [
    () => ({
      check: "Items = subtotals per type",
      left: plus(book.table("Items").total("amount")),
      right: plus(book.table("Item_types").total("amount")),
      digits: close.digits,
    }),
    () => ({
      check: "Items = items on the Tie-out",
      left: plus(book.table("Items").total("amount")),
      right: rounded(
        plus(
          ...[...columns]
            .sort()
            .map((type) => book.table("Statement").total(`item_${type.replaceAll("-", "_")}`)),
        ),
        close.digits,
      ),
      digits: close.digits,
    }),
  ];
}
