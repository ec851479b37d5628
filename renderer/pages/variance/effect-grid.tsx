import { useMemo, useState } from "react";
import type { VarianceResult } from "../../../shared/contract/variance.ts";
import {
  addAmounts,
  compareAmounts,
  subtractAmounts,
  toUnits,
} from "../../../shared/domain/amount.ts";
import { attributeLabel } from "../../attribute-label.ts";
import { effectName } from "../../charts/bridge.ts";
import { figureWidth, SORT_ARROW } from "../../grid/column-width.ts";
import type { GridColumn } from "../../grid/grid-model.ts";
import { GridView } from "../../grid/grid-view.tsx";
import { rangeCells, toTabSeparated } from "../../grid/selection.ts";
import { useStore } from "../../store/index.ts";
import { Amount, Change } from "../../ui/amount.tsx";
import {
  type AmountStyle,
  amountStyle,
  formatAmount,
  fullIn,
  percentOf,
  plural,
  unitLabel,
} from "../../ui/format-amount.ts";

type EffectRow = VarianceResult["rows"][number];

const LABEL = "label";
const CHANGE = "change";
const PERCENT = "percent";

/** The change of each value with its effects; the largest change first unless sorted otherwise. */
export function EffectGrid({ result }: { result: VarianceResult }) {
  const unit = useStore((state) => state.unit);
  const setSelection = useStore((state) => state.setSelection);
  const [sort, setSort] = useState<{ id: string; isDescending: boolean }>({
    id: CHANGE,
    isDescending: true,
  });
  const style = amountStyle(unit, result.closing, result.currency, "overview");
  const ids = useMemo(() => columnIds(result), [result]);
  const rows = useMemo(() => sortedRows(result.rows, sort), [result.rows, sort]);
  const total: EffectRow = useMemo(() => totalRow(result), [result]);
  const rowAt = (row: number): EffectRow => rows[row] ?? total;
  const columns = ids.map(
    (id): GridColumn => ({
      id,
      label: columnLabel(id, result, unitLabel(result.currency, style)),
      width: columnWidth(id, result, style) + (sort.id === id ? SORT_ARROW : 0),
      flexMin: 150,
      align: id === LABEL ? "start" : "end",
      sort: sort.id === id ? (sort.isDescending ? "descending" : "ascending") : undefined,
    }),
  );
  return (
    <GridView
      label="Change by value"
      columns={columns}
      rowCount={rows.length + 1}
      hasTotalRow
      hasEndColumn
      headLines={2}
      rowState={(row) => (row === rows.length ? { kind: "total" } : {})}
      onHeaderActivate={(column) => {
        const id = ids[column] ?? LABEL;
        setSort((before) => ({ id, isDescending: before.id === id ? !before.isDescending : true }));
      }}
      renderCell={(row, column) => (
        <EffectCell
          row={rowAt(row)}
          id={ids[column] ?? LABEL}
          isTotal={row === rows.length}
          style={style}
        />
      )}
      onRange={(range) => {
        const chosen: string[] = [];
        const last =
          range.firstRow < rows.length ? Math.min(range.lastRow, rows.length - 1) : range.lastRow;
        for (let row = range.firstRow; row <= last; row += 1) {
          for (let column = range.firstColumn; column <= range.lastColumn; column += 1) {
            chosen.push(cellAmount(rowAt(row), ids[column] ?? LABEL) ?? "0");
          }
        }
        setSelection({
          cells: plural(rangeCells(range), "cell"),
          sums: [
            {
              label: `Sum ${result.currency}`,
              value: formatAmount(addAmounts(chosen), fullIn(result.currency)),
            },
          ],
        });
      }}
      copyText={({ firstRow, lastRow, firstColumn, lastColumn }) =>
        toTabSeparated(
          Array.from({ length: lastRow - firstRow + 1 }, (_, index) => rowAt(firstRow + index)).map(
            (row) => ids.slice(firstColumn, lastColumn + 1).map((id) => copiedText(row, id)),
          ),
        )
      }
    />
  );
}

function columnIds(result: VarianceResult): string[] {
  const effects = result.effects
    .filter(({ amount, effect }) => amount !== "0" || hasEffect(result, effect))
    .map(({ effect }) => effect);
  return [LABEL, "opening", ...effects, "closing", CHANGE, PERCENT];
}

function hasEffect(result: VarianceResult, effect: string): boolean {
  return result.rows.some(({ effects }) => (effects[effect] ?? "0") !== "0");
}

function columnWidth(id: string, result: VarianceResult, style: AmountStyle): number {
  if (id === LABEL || id === PERCENT) {
    return id === LABEL ? 190 : 78;
  }
  const figures = [...result.rows, totalRow(result)].map((row) =>
    formatAmount(cellAmount(row, id) ?? "0", style),
  );
  return figureWidth(columnLabel(id, result, ""), figures, 2);
}

function columnLabel(id: string, result: VarianceResult, unit: string): string {
  switch (id) {
    case LABEL:
      return `${result.by.map(attributeLabel).join(", ")}, ${unit}`;
    case "opening":
      return result.from;
    case "closing":
      return result.to;
    case CHANGE:
      return "Change";
    case PERCENT:
      return "Change %";
    default:
      return effectName(id);
  }
}

function totalRow(result: VarianceResult): EffectRow {
  const { opening, closing } = result;
  const effects = Object.fromEntries(result.effects.map(({ effect, amount }) => [effect, amount]));
  return { path: ["Total"], opening, closing, effects };
}

function rowLabel({ path }: EffectRow): string {
  return path.map((value) => value ?? "(empty)").join(" · ");
}

function copiedText(row: EffectRow, id: string): string {
  if (id === LABEL) {
    return rowLabel(row);
  }
  const change = subtractAmounts(row.closing, row.opening);
  return id === PERCENT ? (percentOf(change, row.opening) ?? "") : (cellAmount(row, id) ?? "");
}

function cellAmount(row: EffectRow, id: string): string | null {
  switch (id) {
    case LABEL:
    case PERCENT:
      return null;
    case "opening":
      return row.opening;
    case "closing":
      return row.closing;
    case CHANGE:
      return subtractAmounts(row.closing, row.opening);
    default:
      return row.effects[id] ?? "0";
  }
}

interface EffectCellProps {
  readonly row: EffectRow;
  readonly id: string;
  readonly isTotal: boolean;
  readonly style: AmountStyle;
}

function EffectCell({ row, id, isTotal, style }: EffectCellProps) {
  if (id === LABEL) {
    return <span title={rowLabel(row)}>{isTotal ? "Total" : rowLabel(row)}</span>;
  }
  if (id === PERCENT) {
    const change = subtractAmounts(row.closing, row.opening);
    return <Change value={change} percent={percentOf(change, row.opening)} />;
  }
  const amount = cellAmount(row, id) ?? "0";
  const isEffect = id !== "opening" && id !== "closing";
  const tone = !isEffect || amount === "0" ? "plain" : amount.startsWith("-") ? "good" : "bad";
  return <Amount value={amount} style={style} tone={tone} />;
}

/** Largest change first, whichever its direction; a figure column by its figure. */
export function sortedRows(
  rows: readonly EffectRow[],
  { id, isDescending }: { readonly id: string; readonly isDescending: boolean },
): EffectRow[] {
  const direction = isDescending ? -1 : 1;
  return rows.toSorted((a, b) => {
    if (id === LABEL) {
      return direction * -rowLabel(a).localeCompare(rowLabel(b));
    }
    const left = cellAmount(a, id) ?? "0";
    const right = cellAmount(b, id) ?? "0";
    if (id === PERCENT) {
      return direction * comparePercent(a, b) || rowLabel(a).localeCompare(rowLabel(b));
    }
    const order = id === CHANGE ? compareMagnitude(left, right) : compareAmounts(left, right);
    return direction * order || rowLabel(a).localeCompare(rowLabel(b));
  });
}

/** change ÷ opening, compared across; what began at nothing grew without bound. */
function comparePercent(a: EffectRow, b: EffectRow): number {
  const share = ({ opening, closing }: EffectRow) => {
    const base = toUnits(opening);
    const change = toUnits(closing) - base;
    return base < 0n ? { base: -base, change: -change } : { base, change };
  };
  const [left, right] = [share(a), share(b)];
  if (left.base === 0n || right.base === 0n) {
    return left.base === right.base ? 0 : left.base === 0n ? 1 : -1;
  }
  const difference = left.change * right.base - right.change * left.base;
  return difference === 0n ? 0 : difference < 0n ? -1 : 1;
}

function compareMagnitude(a: string, b: string): number {
  const magnitude = (text: string): bigint => {
    const units = toUnits(text);
    return units < 0n ? -units : units;
  };
  const difference = magnitude(a) - magnitude(b);
  return difference === 0n ? 0 : difference < 0n ? -1 : 1;
}
