import { completeness, POINT_NAMES } from "../../../shared/domain/identifier-words.ts";
import { figureWidth } from "../../grid/column-width.ts";
import type { GridColumn } from "../../grid/grid-model.ts";
import { GridView } from "../../grid/grid-view.tsx";
import { toTabSeparated } from "../../grid/selection.ts";
import { Amount, Count } from "../../ui/amount.tsx";
import { Dot } from "../../ui/badge.tsx";
import { formatAmount, fullIn } from "../../ui/format-amount.ts";
import { type CoverageLine, identifierLabel, missingAmount } from "./identifier-text.ts";
import styles from "./identifiers.module.css";

export interface CompletenessGridProps {
  readonly lines: readonly CoverageLine[];
  readonly row: number;
  readonly onRow: (row: number) => void;
  readonly onEdit: () => void;
}

/** Per identifier and place where it is carried: how much of the month has a value. */
export function CompletenessGrid({ lines, row, onRow, onEdit }: CompletenessGridProps) {
  const costs = lines.flatMap((line) => [line.amount, missingAmount(line)]);
  const width = figureWidth(
    "Cost without one",
    costs.map((text) => formatAmount(text)),
  );
  const columns: readonly GridColumn[] = [
    { id: "identifier", label: "Identifier", width: 150, flexMin: 110 },
    { id: "point", label: "Carried by", width: 150, flexMin: 110 },
    { id: "complete", label: "Complete %", width: 92, align: "end" },
    { id: "agreed", label: "As agreed %", width: 96, align: "end" },
    { id: "missing", label: "Cost without one", width, align: "end" },
    { id: "amount", label: "of", width, align: "end" },
    { id: "currency", label: "Currency", width: 76 },
    { id: "rows", label: "Rows without one", width: 122, align: "end" },
    { id: "charges", label: "of", width: 84, align: "end" },
    { id: "values", label: "Values", width: 68, align: "end" },
  ];
  return (
    <GridView
      label="Completeness"
      columns={columns}
      rowCount={lines.length}
      rowState={(at) => ({ isMarked: at === row })}
      onRange={(_, active) => onRow(active.row)}
      onActivate={({ row: at }) => {
        onRow(at);
        onEdit();
      }}
      renderCell={(at, column) => <Cell lines={lines} at={at} id={columns[column]?.id ?? ""} />}
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

function Cell({ lines, at, id }: { lines: readonly CoverageLine[]; at: number; id: string }) {
  const line = lines[at];
  if (line === undefined) {
    return null;
  }
  const text = cellText(line, id);
  switch (id) {
    case "identifier":
      return lines[at - 1]?.identifier === line.identifier ? (
        <span className="screen-reader">{text}</span>
      ) : (
        <span className={styles["identifier"]}>
          <Dot tone={toneOf(line)} /> {text}
        </span>
      );
    case "missing":
      return <Amount value={text} style={fullIn(line.currency)} />;
    case "amount":
      return <Amount value={line.amount} style={fullIn(line.currency)} />;
    case "rows":
      return <Count value={line.charges - line.found} />;
    case "charges":
      return <Count value={line.charges} />;
    case "values":
      return <Count value={line.values} />;
    default:
      return <span title={titleOf(line, id)}>{text}</span>;
  }
}

function toneOf({ isDefined, charges, found }: CoverageLine): "good" | "warn" | "none" {
  return isDefined ? (charges === found ? "good" : "warn") : "none";
}

/** The two amounts a share is made of, for who wants to know. */
function titleOf(line: CoverageLine, id: string): string | undefined {
  const part =
    id === "complete" ? line.foundMagnitude : id === "agreed" ? line.agreedMagnitude : null;
  return part === null
    ? undefined
    : `${part} of ${line.magnitude} ${line.currency}, counted without signs`;
}

function cellText(line: CoverageLine, id: string): string {
  switch (id) {
    case "identifier":
      return identifierLabel(line.identifier);
    case "point":
      return line.isDefined ? POINT_NAMES[line.point] : "Bills: not defined";
    case "complete":
      return line.isDefined ? completeness(line.foundMagnitude, line.magnitude) : "";
    case "agreed":
      return line.isDefined ? completeness(line.agreedMagnitude, line.magnitude) : "";
    case "missing":
      return missingAmount(line);
    case "amount":
      return line.amount;
    case "currency":
      return line.currency;
    case "rows":
      return String(line.charges - line.found);
    case "charges":
      return String(line.charges);
    default:
      return String(line.values);
  }
}
