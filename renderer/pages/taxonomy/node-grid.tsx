import type { LayerComparison, NodeLine } from "../../../shared/contract/taxonomy.ts";
import { subtractAmounts } from "../../../shared/domain/amount.ts";
import { figureWidth } from "../../grid/column-width.ts";
import type { GridColumn } from "../../grid/grid-model.ts";
import { GridView } from "../../grid/grid-view.tsx";
import { toTabSeparated } from "../../grid/selection.ts";
import { Amount, Count } from "../../ui/amount.tsx";
import { formatAmount, fullIn } from "../../ui/format-amount.ts";
import styles from "./taxonomy.module.css";
import { nodeName, pathText } from "./taxonomy-words.ts";

export interface NodeGridProps {
  readonly layer: LayerComparison;
  /** The versions that stand side by side; null where one is looked at alone. */
  readonly versions: { readonly before: string; readonly after: string } | null;
  /** What is counted: charges, or ledger lines. */
  readonly counted: string;
}

/** The nodes of a layer with what belongs to each; the last row is all of it. */
export function NodeGrid({ layer, versions, counted }: NodeGridProps) {
  const lines: readonly NodeLine[] = [...layer.lines, totalLine(layer)];
  const figure = (id: "before" | "after" | "difference", label: string): GridColumn => {
    const width = figureWidth(
      label,
      lines.map((line) => formatAmount(line[id], fullIn(layer.currency))),
    );
    return { id, label, width, align: "end" };
  };
  const columns: readonly GridColumn[] = [
    { id: "node", label: `Node, ${layer.currency}`, width: 260, flexMin: 160 },
    ...(versions === null
      ? [figure("after", "Cost")]
      : [
          figure("before", versions.before),
          figure("after", versions.after),
          figure("difference", "Difference"),
        ]),
    { id: "charges", label: counted, width: 96, align: "end" },
  ];
  return (
    <GridView
      label="Nodes"
      columns={columns}
      rowCount={lines.length}
      hasTotalRow
      rowState={(row) => (row === lines.length - 1 ? { kind: "total" } : {})}
      renderCell={(row, column) => (
        <Cell line={lines[row]} id={columns[column]?.id ?? ""} currency={layer.currency} />
      )}
      copyText={({ firstRow, lastRow, firstColumn, lastColumn }) =>
        toTabSeparated(
          lines
            .slice(firstRow, lastRow + 1)
            .map((line) =>
              columns.slice(firstColumn, lastColumn + 1).map(({ id }) => cellText(line, id)),
            ),
        )
      }
    />
  );
}

function totalLine({ total, charges }: LayerComparison): NodeLine {
  return {
    code: "",
    path: ["All"],
    before: total,
    after: total,
    difference: subtractAmounts(total, total),
    chargesBefore: charges,
    chargesAfter: charges,
  };
}

interface CellProps {
  readonly line: NodeLine | undefined;
  readonly id: string;
  readonly currency: string;
}

function Cell({ line, id, currency }: CellProps) {
  if (line === undefined) {
    return null;
  }
  switch (id) {
    case "node":
      return (
        <span
          className={styles["node"]}
          style={{ paddingLeft: Math.max(0, line.path.length - 1) * 16 }}
          title={pathText(line.code === null ? null : line.path)}
        >
          {nodeName(line)}
        </span>
      );
    case "charges":
      return <Count value={line.chargesAfter} />;
    default:
      return <Amount value={cellText(line, id)} style={fullIn(currency)} />;
  }
}

function cellText(line: NodeLine, id: string): string {
  switch (id) {
    case "node":
      return pathText(line.code === null ? null : line.path);
    case "before":
      return line.before;
    case "after":
      return line.after;
    case "difference":
      return line.difference;
    default:
      return String(line.chargesAfter);
  }
}
