import { useEffect, useMemo, useState } from "react";
import type { ReconcilingItem } from "../../../shared/contract/reconciliation.ts";
import { addAmounts } from "../../../shared/domain/amount.ts";
import type { Period } from "../../../shared/domain/period.ts";
import { figureWidth } from "../../grid/column-width.ts";
import type { GridColumn } from "../../grid/grid-model.ts";
import { GridView } from "../../grid/grid-view.tsx";
import { toTabSeparated } from "../../grid/selection.ts";
import { useStore } from "../../store/index.ts";
import { Amount } from "../../ui/amount.tsx";
import { Badge } from "../../ui/badge.tsx";
import { Button } from "../../ui/button.tsx";
import {
  type AmountStyle,
  formatAmount,
  fullIn,
  plural,
  unitLabel,
} from "../../ui/format-amount.ts";
import styles from "./reconciliation.module.css";
import { useAccept } from "./use-accept.ts";

export interface ItemGridProps {
  readonly items: readonly ReconcilingItem[];
  readonly period: Period;
  readonly currency: string;
  readonly style: AmountStyle;
  /** Leaves the count of evidence to the inspector. */
  readonly isNarrow: boolean;
  /** Leaves the type to the inspector too, which shows it. */
  readonly isExplained: boolean;
  /** Names each item's account, where the items of several stand together. */
  readonly hasAccounts: boolean;
  readonly onItem: (itemKey: string | null) => void;
}

/** What the difference is made of. Space marks, A accepts, U takes it back. */
export function ItemGrid(props: ItemGridProps) {
  const { items, period, currency, style, onItem } = props;
  const [marked, setMarked] = useState<ReadonlySet<string>>(new Set());
  const [range, setRange] = useState({ firstRow: 0, lastRow: 0 });
  const row = range.lastRow;
  const change = useAccept(period);
  const total = addAmounts(items.map(({ amount }) => amount));
  const figures = [...items.map(({ amount }) => amount), total].map((amount) =>
    formatAmount(amount, style),
  );
  const columns: readonly GridColumn[] = [
    {
      id: "item",
      label: `Reconciling item, ${unitLabel(currency, style)}`,
      width: 220,
      flexMin: 110,
    },
    ...(props.hasAccounts ? [{ id: "account", label: "Account", width: 74 }] : []),
    ...(props.isExplained ? [] : [{ id: "type", label: "Type", width: 122 }]),
    ...(props.isNarrow ? [] : [{ id: "evidence", label: "Evidence", width: 64 }]),
    { id: "amount", label: "Amount", width: figureWidth("Amount", figures), align: "end" },
    { id: "state", label: "State", width: 80 },
  ];
  const { swept, selected } = useSwept(items, marked, range);
  const chosen = swept.size > 0 ? [...swept] : selected;
  const act = async (isAccepting: boolean): Promise<void> => {
    if (chosen.length > 0 && (await change(chosen, isAccepting))) {
      setMarked(new Set());
    }
  };
  useMarkedSum(items, swept, currency);
  if (items.length === 0) {
    return <p className={styles["none"]}>Nothing lies between the ledger and the bills.</p>;
  }
  return (
    <>
      <GridView
        label="Reconciling items"
        columns={columns}
        rowCount={items.length + 1}
        hasTotalRow
        rowState={(at) =>
          at === items.length
            ? { kind: "total" }
            : { isMarked: swept.has(items[at]?.itemKey ?? "") }
        }
        renderCell={(at, column) => (
          <ItemCell items={items} row={at} id={columns[column]?.id ?? ""} style={style} />
        )}
        onRange={setRange}
        onActivate={({ row: at }) => onItem(items[at]?.itemKey ?? null)}
        onKey={(key, { row: at }) => {
          const itemKey = items[at]?.itemKey;
          switch (key.toLowerCase()) {
            case " ":
              setMarked((before) => (itemKey === undefined ? before : flipped(before, itemKey)));
              return true;
            case "a":
              void act(true);
              return true;
            case "u":
              void act(false);
              return true;
            default:
              return false;
          }
        }}
        copyText={({ firstRow, lastRow }) =>
          toTabSeparated(
            items
              .slice(firstRow, lastRow + 1)
              .map((item) => [item.description, item.type, String(item.lines), item.amount]),
          )
        }
      />
      <div className={styles["itemActions"]}>
        <Button onClick={() => void act(true)}>
          Accept {chosen.length > 1 ? plural(chosen.length, "item") : ""}
        </Button>
        <Button onClick={() => void act(false)}>Take back</Button>
        <Button tone="quiet" onClick={() => onItem(items[row]?.itemKey ?? null)}>
          Evidence
        </Button>
        <span className={styles["hint"]}>Space marks, A accepts, U takes back</span>
      </div>
    </>
  );
}

function ItemCell({
  items,
  row,
  id,
  style,
}: {
  items: readonly ReconcilingItem[];
  row: number;
  id: string;
  style: AmountStyle;
}) {
  const item = items[row];
  if (item === undefined) {
    const total = addAmounts(items.map(({ amount }) => amount));
    return id === "item" ? (
      <span>Explained</span>
    ) : id === "amount" ? (
      <Amount value={total} style={style} />
    ) : null;
  }
  switch (id) {
    case "item":
      return <span title={item.reason}>{item.description}</span>;
    case "type":
      return <Badge>{item.type.replaceAll("-", " ")}</Badge>;
    case "account":
      return <span>{item.account}</span>;
    case "evidence":
      return <span className={styles["muted"]}>{plural(item.lines, "line")}</span>;
    case "amount":
      return <Amount value={item.amount} style={style} />;
    default:
      return item.isAccepted ? (
        <Badge tone="good">accepted</Badge>
      ) : (
        <Badge tone="warn">{item.isProposed ? "proposed" : "entered"}</Badge>
      );
  }
}

function flipped(keys: ReadonlySet<string>, key: string): ReadonlySet<string> {
  const next = new Set(keys);
  if (!next.delete(key)) {
    next.add(key);
  }
  return next;
}

/** Rows swept over by a drag or with Shift count as marked until others are. */
function useSwept(
  items: readonly ReconcilingItem[],
  marked: ReadonlySet<string>,
  { firstRow, lastRow }: { readonly firstRow: number; readonly lastRow: number },
) {
  return useMemo(() => {
    const selected = items.slice(firstRow, lastRow + 1).map(({ itemKey }) => itemKey);
    const swept = marked.size === 0 && selected.length > 1 ? new Set(selected) : marked;
    return { swept, selected };
  }, [items, marked, firstRow, lastRow]);
}

function useMarkedSum(
  items: readonly ReconcilingItem[],
  marked: ReadonlySet<string>,
  currency: string,
): void {
  const setSelection = useStore((state) => state.setSelection);
  useEffect(() => {
    const chosen = items.filter(({ itemKey }) => marked.has(itemKey));
    const sum = formatAmount(addAmounts(chosen.map(({ amount }) => amount)), fullIn(currency));
    setSelection(
      chosen.length === 0
        ? null
        : {
            cells: `${plural(chosen.length, "item")} marked`,
            sums: [{ label: `Sum ${currency}`, value: sum }],
          },
    );
  }, [items, marked, currency, setSelection]);
}
