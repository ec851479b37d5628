import { toUnits } from "../../../../shared/domain/amount.ts";
import { RECONCILING_ITEM_TYPES } from "../../../../shared/domain/reconciliation-config.ts";
import type { CheckPlan } from "../book.ts";
import type { RoundedStatement } from "../close-amounts.ts";
import { amountColumn, checkColumn, differenceColumn, textColumn } from "../column.ts";
import {
  asFormula,
  constant,
  every,
  minus,
  plus,
  rounded,
  size,
  sumIf,
  textConstant,
  within,
} from "../formula.ts";
import type { RowCell, Table } from "../table.ts";
import { defineSheet, type SheetInput } from "./define.ts";

export const tieOut = defineSheet({
  name: "Tie-out",
  holds:
    "Adjusted ledger = ledger − reconciling items; unidentified = adjusted ledger − bills, " +
    "recomputed from Ledger, Reconciling items and Billing. It ties when what is unidentified " +
    "and what is open on one side only are within the tolerance.",
  async load(input) {
    return {
      tables: [statementTable(input)],
      checks: checks(input),
      alarms: [{ table: "Statement", key: "unidentified" }],
    };
  },
});

/** The type in the words of a statement: "billed vs effective". */
export function itemTypeName(type: string): string {
  const words = type === "fx" ? "Exchange rate" : type.replaceAll("-", " ");
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}

function itemKey(type: string): string {
  return `item_${type.replaceAll("-", "_")}`;
}

function statementTable(input: SheetInput): Table {
  const { close, statements } = input;
  const types = RECONCILING_ITEM_TYPES.filter((type) =>
    statements.some(({ items }) => items.has(type)),
  );
  return {
    name: "Statement",
    columns: [
      textColumn("account", "Account"),
      textColumn("name", "Name"),
      textColumn("kind", "Kind"),
      textColumn("basis", "Basis"),
      textColumn("owner", "Owner"),
      amountColumn("ledger", `Ledger, ${close.currency}`, { hasTotal: true }),
      ...types.map((type) =>
        amountColumn(itemKey(type), itemTypeName(type), {
          hasTotal: true,
          note: "Σ of the reconciling items of this type; positive where the ledger has more.",
        }),
      ),
      amountColumn("adjusted", "Adjusted ledger", { hasTotal: true }),
      amountColumn("billing", "Bills", { hasTotal: true }),
      differenceColumn("unidentified", "Unidentified", { hasTotal: true }),
      amountColumn("open", "Open differences", {
        hasTotal: true,
        note: "Items on one side only that nobody accepted, by size; they keep it from tying.",
      }),
      checkColumn("ties", "Ties", { isNamed: true }),
    ],
    rows: statements.map((statement) => statementRow(input, statement, types)),
  };
}

function statementRow(
  { book, close }: SheetInput,
  statement: RoundedStatement,
  types: readonly string[],
): RowCell[] {
  const { digits } = close;
  const tolerance = constant(toUnits(close.reconciliation.tolerance));
  return [
    statement.account,
    statement.name,
    statement.kind,
    statement.basis,
    statement.owner,
    (at) => {
      const lines = book.table("Ledger");
      const key = [lines.column("statement_account"), at("account")] as const;
      return asFormula(rounded(sumIf(lines.column("amount"), key), digits));
    },
    ...types.map(
      (type): RowCell =>
        (at) => {
          const items = book.table("Items");
          const account = [items.column("account"), at("account")] as const;
          const ofType = [items.column("type"), textConstant(type)] as const;
          return asFormula(rounded(sumIf(items.column("amount"), account, ofType), digits));
        },
    ),
    (at) =>
      asFormula(rounded(minus(at("ledger"), ...types.map((type) => at(itemKey(type)))), digits)),
    (at) => {
      const lines = book.table("Billing");
      const key = [lines.column("account"), at("account")] as const;
      return asFormula(rounded(sumIf(lines.column("amount"), key), digits));
    },
    (at) => asFormula(rounded(minus(at("adjusted"), at("billing")), digits)),
    (at) => {
      const items = book.table("Items");
      const account = [items.column("account"), at("account")] as const;
      return asFormula(rounded(sumIf(items.column("open"), account), digits));
    },
    (at) => {
      const left = rounded(plus(size(at("unidentified")), at("open")), digits);
      return asFormula(within(left, tolerance));
    },
  ];
}

function checks({ book, close, statements }: SheetInput): (() => CheckPlan)[] {
  const stated = statements.reduce((sum, { unidentified }) => sum + unidentified, 0n);
  return [
    () => ({
      check: `Every account ties, tolerance ${close.reconciliation.tolerance} ${close.currency}`,
      holds: every(book.table("Statement").column("ties")),
      detail: `${statements.length} accounts`,
    }),
    () => ({
      check: "Unidentified = unidentified as the reconciliation stored it",
      left: plus(book.table("Statement").total("unidentified")),
      right: constant(stated),
      digits: close.digits,
    }),
  ];
}
