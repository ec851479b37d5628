import { z } from "zod";
import { toUnits } from "../../../../shared/domain/amount.ts";
import { EFFECTS } from "../../../../shared/domain/variance-effect.ts";
import { statement } from "../../database/sql.ts";
import type { CheckPlan } from "../book.ts";
import { amountColumn, differenceColumn, textColumn } from "../column.ts";
import { asFormula, constant, everyWithin, minus, plus, rounded, sum } from "../formula.ts";
import { type BridgeAmounts, drawBridge } from "../picture.ts";
import { roundAmounts, roundColumnTo } from "../round-column-to.ts";
import type { RowCell, Table } from "../table.ts";
import { defineSheet, type SheetInput } from "./define.ts";
import varianceEffects from "./variance-effects.sql?raw";
import varianceRows from "./variance-rows.sql?raw";

const Leaf = z.object({
  name: z.string().nullable(),
  opening: z.string(),
  closing: z.string(),
});
const EffectRow = z.object({ name: z.string().nullable(), effect: z.string(), amount: z.string() });

/** Exact amounts of one row of the decomposition, by column. */
export interface ExactRow {
  readonly name: string;
  readonly opening: bigint;
  readonly closing: bigint;
  readonly effects: ReadonlyMap<string, bigint>;
}

/** Rows the picture of the bridge covers beside its table. */
const PICTURE_ROWS = 15;

export const variance = defineSheet({
  name: "Variance",
  holds: "The way from the opening to the closing cost; effects are closing − opening.",
  async load(input) {
    const run = input.close.variance;
    if (run === null) {
      return { tables: [notCompared()] };
    }
    const rows = await exactRows(input, run.run_id);
    const effects = EFFECTS.filter((effect) => rows.some((row) => row.effects.has(effect)));
    const amounts = roundRows(rows, effects, input.close.digits);
    return {
      tables: [bridge(input, effects), byService(input, rows, effects, amounts)],
      checks: checks(input, effects, amounts),
      alarms: [{ table: "Variance", key: "difference" }],
      picture: (folder) => drawBridge(bridgeAmounts(input, effects, amounts), folder),
    };
  },
});

function bridgeAmounts(
  { close }: SheetInput,
  effects: readonly string[],
  amounts: RoundedRows,
): BridgeAmounts {
  return {
    currency: close.currency,
    digits: close.digits,
    opening: { label: close.compare ?? "", units: amounts.opening.total },
    closing: { label: close.period, units: amounts.closing.total },
    effects: effects.map((effect, index) => ({
      label: effectName(effect),
      units: amounts.effects[index]?.total ?? 0n,
    })),
  };
}

function notCompared(): Table {
  return {
    name: "Variance_none",
    isPlain: true,
    columns: [textColumn("label", ""), textColumn("value", "")],
    rows: [["Comparison", "none: the workbook was exported without an earlier month"]],
  };
}

async function exactRows({ reader }: SheetInput, runId: string): Promise<ExactRow[]> {
  const leaves = await reader.rows(Leaf, statement(varianceRows, { run_id: runId }));
  const effects = await reader.rows(EffectRow, statement(varianceEffects, { run_id: runId }));
  return leaves.map(({ name, opening, closing }) => ({
    name: name ?? "(no service)",
    opening: toUnits(opening),
    closing: toUnits(closing),
    effects: new Map(
      effects
        .filter((row) => row.name === name)
        .map(({ effect, amount }) => [effect, toUnits(amount)]),
    ),
  }));
}

interface RoundedColumn {
  readonly total: bigint;
  readonly cells: readonly bigint[];
}

interface RoundedRows {
  readonly opening: RoundedColumn;
  readonly closing: RoundedColumn;
  readonly effects: readonly RoundedColumn[];
}

/**
 * A decomposition in minor units.
 * Law:      opening + Σ effects = closing in total, Σ cells = total in every column; what a row
 *           lacks stands in its rounding, which totals zero
 *           (test/laws/workbook-rounding.test.ts)
 * Rounding: the totals as one column that adds to zero, then each column to its total
 */
export function roundRows(
  rows: readonly ExactRow[],
  effects: readonly string[],
  digits: number,
): RoundedRows {
  const columns = [
    rows.map(({ opening }) => opening),
    rows.map(({ closing }) => closing),
    ...effects.map((effect) => rows.map((row) => row.effects.get(effect) ?? 0n)),
  ];
  const totals = columns.map((column) => column.reduce((left, units) => left + units, 0n));
  const signed = totals.map((units, index) => ({
    code: String(index).padStart(3, "0"),
    units: index === 1 ? -units : units,
  }));
  const rounded = roundAmounts(signed, digits).map((units, index) =>
    index === 1 ? -units : units,
  );
  const [opening, closing, ...rest] = columns.map((column, index): RoundedColumn => {
    const total = rounded[index] ?? 0n;
    const named = column.map((units, row) => ({ code: rows[row]?.name ?? "", units }));
    return { total, cells: roundColumnTo(named, total, digits) };
  });
  const none = { total: 0n, cells: [] };
  return { opening: opening ?? none, closing: closing ?? none, effects: rest };
}

/** The effect in the words of the bridge: "List price". */
export function effectName(effect: string): string {
  const words = effect.replaceAll("-", " ");
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}

function effectKey(effect: string): string {
  return `effect_${effect.replaceAll("-", "_")}`;
}

function bridge({ book, close }: SheetInput, effects: readonly string[]): Table {
  const ofTotal =
    (key: string): RowCell =>
    () =>
      asFormula(plus(book.table("Variance").total(key)));
  const rows: RowCell[][] = [
    [`Opening, ${close.compare}`, ofTotal("opening")],
    ...effects.map((effect): RowCell[] => [effectName(effect), ofTotal(effectKey(effect))]),
    [`Closing, ${close.period}`, ofTotal("closing")],
  ];
  return {
    name: "Bridge",
    caption: bridgeCaption(close),
    rowsBelow: Math.max(0, PICTURE_ROWS - rows.length),
    columns: [textColumn("step", "Step"), amountColumn("amount", `Amount, ${close.currency}`)],
    rows,
  };
}

/** Says by which convention the effects were told apart: another gives other effects. */
function bridgeCaption({ basis, variance: run }: SheetInput["close"]): string {
  const basisName = basis.replace(/^./, (first) => first.toUpperCase());
  const { convention = "symmetric", mix = false } = run?.asked ?? {};
  const withMix = mix && convention === "symmetric" ? " with mix" : "";
  return `${basisName} cost by effect, ${convention} convention${withMix}`;
}

function byService(
  { close }: SheetInput,
  rows: readonly ExactRow[],
  effects: readonly string[],
  amounts: RoundedRows,
): Table {
  const { digits } = close;
  return {
    name: "Variance",
    caption: "By service",
    columns: [
      textColumn("service", "Service"),
      amountColumn("opening", `${close.compare}, ${close.currency}`, { hasTotal: true }),
      ...effects.map((effect) =>
        amountColumn(effectKey(effect), effectName(effect), { hasTotal: true }),
      ),
      amountColumn("rounding", "Rounding", {
        hasTotal: true,
        note: "What rounding to the minor unit leaves in one row; it totals nothing.",
      }),
      amountColumn("closing", `${close.period}, ${close.currency}`, { hasTotal: true }),
      differenceColumn("difference", "Difference", { hasTotal: true }),
    ],
    rows: rows.map((row, index): RowCell[] => {
      const opening = amounts.opening.cells[index] ?? 0n;
      const closing = amounts.closing.cells[index] ?? 0n;
      const cells = amounts.effects.map((column) => column.cells[index] ?? 0n);
      const explained = cells.reduce((left, units) => left + units, opening);
      return [
        row.name,
        opening,
        ...cells,
        closing - explained,
        closing,
        (at) => {
          const parts = [...effects.map((effect) => at(effectKey(effect))), at("rounding")];
          const { value } = plus(at("opening"), ...parts);
          const range = { text: `SUM(${at("opening").text}:${at("rounding").text})`, value };
          return asFormula(rounded(minus(at("closing"), range), digits));
        },
      ];
    }),
  };
}

function checks(
  { book, close }: SheetInput,
  effects: readonly string[],
  amounts: RoundedRows,
): (() => CheckPlan)[] {
  const total = (key: string) => book.table("Variance").total(key);
  return [
    () => ({
      check: "Opening + Σ effects = closing, per row",
      holds: everyWithin(book.table("Variance").column("difference"), constant(0n)),
      detail: `${book.table("Variance").table.rows.length} rows`,
    }),
    () => ({
      check: "Opening + Σ effects = closing, in total",
      left: rounded(
        plus(total("opening"), ...effects.map((effect) => total(effectKey(effect)))),
        close.digits,
      ),
      right: total("closing"),
      digits: close.digits,
    }),
    () => ({
      check: "Rounding totals nothing",
      left: rounded(sum(book.table("Variance").column("rounding")), close.digits),
      right: constant(0n),
      digits: close.digits,
    }),
    ...(["opening", "closing"] as const).map(
      (key) => (): CheckPlan => ({
        check: `${effectName(key)} as the engine stored it`,
        left: total(key),
        right: constant(amounts[key].total),
        digits: close.digits,
      }),
    ),
  ];
}
