import { z } from "zod";
import { UNALLOCATED } from "../../../../shared/domain/allocation-rule.ts";
import { compareByCodePoint } from "../../../../shared/domain/apportion.ts";
import { minorUnitDigits } from "../../../../shared/domain/currency.ts";
import { statement } from "../../database/sql.ts";
import type { Book, CheckPlan } from "../book.ts";
import { amountColumn, differenceColumn, textColumn, uniqueHeaders } from "../column.ts";
import {
  asFormula,
  constant,
  everyWithin,
  minus,
  plus,
  rounded,
  sumIf,
  textConstant,
} from "../formula.ts";
import type { At, RowCell, Table } from "../table.ts";
import { DIRECT } from "./allocation-detail.ts";
import matrixKeys from "./allocation-matrix.sql?raw";
import { defineSheet, type SheetInput } from "./define.ts";
import { entityText, periodKey } from "./rows/round-moves.ts";

const Key = z.object({
  entity: z.string(),
  currency: z.string(),
  pool: z.string().nullable(),
  target: z.string(),
});
type Key = z.infer<typeof Key>;

export const allocation = defineSheet({
  name: "Allocation",
  holds: "What each target carries, from charges placed directly and from each pool passed on.",
  async load(input) {
    const { reader, close } = input;
    const keys = await reader.rows(
      Key,
      statement(matrixKeys, { run_id: close.allocation.run_id, basis: close.basis }),
    );
    const pools = poolTable(input, keys);
    return {
      tables: [matrix(input, keys), conservation(input, keys), ...pools],
      checks: checks(input, keys, pools.length > 0),
      alarms: [
        { table: "Conservation", key: "difference" },
        ...pools.map(({ name }) => ({ table: name, key: "difference" })),
      ],
    };
  },
});

function distinct<T>(items: readonly T[], keyOf: (item: T) => string): T[] {
  return [...new Map(items.map((item) => [keyOf(item), item])).values()];
}

function matrix(input: SheetInput, keys: readonly Key[]): Table {
  const { book, close } = input;
  const names = new Map(close.allocation.ruleSet.targets.map(({ code, name }) => [code, name]));
  const targets = [...new Set(keys.map(({ target }) => target))]
    .filter((target) => target !== UNALLOCATED)
    .sort(compareByCodePoint);
  const headers = uniqueHeaders(targets.map((code) => [code, names.get(code)].join(" ").trim()));
  const rows = distinct(keys, (key) => JSON.stringify([key.entity, key.currency, key.pool]));
  const hasTotal = new Set(keys.map(({ currency }) => currency)).size === 1;
  const ofTarget =
    (code: string, digits: number): RowCell =>
    (at) => {
      const moves = book.table("Moves");
      return asFormula(
        rounded(
          sumIf(
            moves.column("amount"),
            ...(["entity", "currency", "pool"] as const).map(
              (key) => [moves.column(key), at(key)] as const,
            ),
            [moves.column("target"), textConstant(code)],
            [moves.column("final"), textConstant("yes")],
          ),
          digits,
        ),
      );
    };
  const codes = [...targets, UNALLOCATED];
  return {
    name: "Matrix",
    columns: [
      textColumn("entity", "Entity"),
      textColumn("currency", "Currency", { isNamed: true }),
      textColumn("pool", "Pool", { note: `"${DIRECT}" is cost that reached a target directly.` }),
      ...targets.map((_, index) =>
        amountColumn(`target_${index}`, headers[index] ?? "", { hasTotal }),
      ),
      amountColumn("unallocated", "Unallocated", { hasTotal, isNamed: true }),
      amountColumn("total", "Total", { hasTotal, isNamed: true }),
    ],
    rows: rows.map(({ entity, currency, pool }): RowCell[] => {
      const digits = minorUnitDigits(currency);
      const columnKeys = [...targets.map((_, index) => `target_${index}`), "unallocated"];
      return [
        entityText(entity),
        currency,
        pool ?? DIRECT,
        ...codes.map((code) => ofTarget(code, digits)),
        (at) => asFormula(rounded(rowSum(at, columnKeys), digits)),
      ];
    }),
    digits: (row) => minorUnitDigits(rows[row]?.currency ?? close.currency),
    fixedDigits: hasTotal ? totalDigits(columnCount(targets.length), rows[0]?.currency) : {},
  };
}

function columnCount(targets: number): string[] {
  return [
    ...Array.from({ length: targets }, (_, index) => `target_${index}`),
    "unallocated",
    "total",
  ];
}

/** The totals of a one-currency matrix have that currency's decimals. */
function totalDigits(keys: readonly string[], currency = "USD"): Record<string, number> {
  return Object.fromEntries(keys.map((key) => [key, minorUnitDigits(currency)]));
}

/** Σ of neighbouring cells of a row, written as one range. */
function rowSum(at: At, keys: readonly string[]) {
  const cells = keys.map((key) => at(key));
  const { value } = plus(...cells);
  return { text: `SUM(${cells[0]?.text}:${cells.at(-1)?.text})`, value };
}

function conservation({ book, close }: SheetInput, keys: readonly Key[]): Table {
  const scopes = distinct(keys, (key) => JSON.stringify([key.entity, key.currency]));
  return {
    name: "Conservation",
    caption: `In = allocated + unallocated, ${close.basis} cost of ${close.period}`,
    columns: [
      textColumn("entity", "Entity"),
      textColumn("currency", "Currency"),
      amountColumn("in", "In: charges"),
      amountColumn("out", "Out: allocated and unallocated"),
      amountColumn("unallocated", "of which unallocated"),
      differenceColumn("difference", "Difference", { isNamed: true }),
    ],
    rows: scopes.map(({ entity, currency }): RowCell[] => {
      const digits = minorUnitDigits(currency);
      const outOf = (at: At, ...more: Parameters<typeof sumIf>[1][]) => {
        const moves = book.table("Moves");
        return asFormula(
          rounded(
            sumIf(
              moves.column("amount"),
              [moves.column("entity"), at("entity")],
              [moves.column("currency"), at("currency")],
              [moves.column("final"), textConstant("yes")],
              ...more,
            ),
            digits,
          ),
        );
      };
      return [
        entityText(entity),
        currency,
        (at) => {
          const charges = book.table("Charges");
          return asFormula(
            rounded(
              sumIf(
                charges.column(close.basis),
                [charges.column("entity"), at("entity")],
                [charges.column("currency"), at("currency")],
                [charges.column(periodKey(close.basis)), textConstant(close.period)],
              ),
              digits,
            ),
          );
        },
        (at) => outOf(at),
        (at) => outOf(at, [book.table("Moves").column("target"), textConstant(UNALLOCATED)]),
        (at) => asFormula(rounded(minus(at("in"), at("out")), digits)),
      ];
    }),
    digits: (row) => minorUnitDigits(scopes[row]?.currency ?? close.currency),
  };
}

function poolTable({ book, close }: SheetInput, keys: readonly Key[]): Table[] {
  const pools = keys.filter(({ pool }) => pool !== null);
  const rows = distinct(pools, (key) => JSON.stringify([key.entity, key.currency, key.pool]));
  if (rows.length === 0) {
    return [];
  }
  const sumOf = (at: At, column: string, digits: number) => {
    const moves = book.table("Moves");
    return asFormula(
      rounded(
        sumIf(
          moves.column("amount"),
          [moves.column("entity"), at("entity")],
          [moves.column("currency"), at("currency")],
          [moves.column(column), at("pool")],
        ),
        digits,
      ),
    );
  };
  const table: Table = {
    name: "Pools",
    caption: "What each pool got and passed on",
    columns: [
      textColumn("entity", "Entity"),
      textColumn("currency", "Currency"),
      textColumn("pool", "Pool"),
      amountColumn("in", "In"),
      amountColumn("out", "Out"),
      differenceColumn("difference", "Difference", { isNamed: true }),
    ],
    rows: rows.map(({ entity, currency, pool }): RowCell[] => {
      const digits = minorUnitDigits(currency);
      return [
        entityText(entity),
        currency,
        pool,
        (at) => sumOf(at, "target", digits),
        (at) => sumOf(at, "pool", digits),
        (at) => asFormula(rounded(minus(at("in"), at("out")), digits)),
      ];
    }),
    digits: (row) => minorUnitDigits(rows[row]?.currency ?? close.currency),
  };
  return [table];
}

function checks(
  { book }: SheetInput,
  keys: readonly Key[],
  hasPools: boolean,
): (() => CheckPlan)[] {
  const nothing = constant(0n);
  const currencies = [...new Set(keys.map(({ currency }) => currency))].sort();
  return [
    () => ({
      check: "Σ in = Σ out, per entity and currency",
      holds: everyWithin(book.table("Conservation").column("difference"), nothing),
      detail: `${book.table("Conservation").table.rows.length} totals`,
    }),
    ...currencies.map((currency) => () => matrixCheck(book, currency)),
    ...(hasPools
      ? [
          (): CheckPlan => ({
            check: "Every pool passes on what it got",
            holds: everyWithin(book.table("Pools").column("difference"), nothing),
            detail: `${book.table("Pools").table.rows.length} pools`,
          }),
        ]
      : []),
  ];
}

function matrixCheck(book: Book, currency: string): CheckPlan {
  const [matrix, moves] = [book.table("Matrix"), book.table("Moves")];
  const unit = textConstant(currency);
  const digits = minorUnitDigits(currency);
  return {
    check: `Matrix = moves that stay, in ${currency}`,
    left: rounded(sumIf(matrix.column("total"), [matrix.column("currency"), unit]), digits),
    right: rounded(
      sumIf(
        moves.column("amount"),
        [moves.column("currency"), unit],
        [moves.column("final"), textConstant("yes")],
      ),
      digits,
    ),
    digits,
  };
}
