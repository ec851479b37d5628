import type { UnmappedAmount } from "../../../shared/contract/reconciliation.ts";
import type { GridColumn } from "../../grid/grid-model.ts";
import { GridView } from "../../grid/grid-view.tsx";
import { toTabSeparated } from "../../grid/selection.ts";
import { Amount, Count } from "../../ui/amount.tsx";
import { fullIn } from "../../ui/format-amount.ts";
import styles from "./reconciliation.module.css";

const COLUMNS: readonly GridColumn[] = [
  { id: "code", label: "Provider or account", width: 180 },
  { id: "name", label: "What it holds", width: 240, flexMin: 140 },
  { id: "side", label: "Side", width: 80 },
  { id: "records", label: "Records", width: 80, align: "end" },
  { id: "amount", label: "Amount", width: 120, align: "end" },
  { id: "currency", label: "Currency", width: 76 },
];

/** Charges and ledger accounts that the account map leaves out of the comparison. */
export function UnmappedGrid({ unmapped }: { unmapped: readonly UnmappedAmount[] }) {
  if (unmapped.length === 0) {
    return (
      <p className={styles["none"]}>Every charge and every ledger account is in the account map.</p>
    );
  }
  return (
    <GridView
      label="Outside the account map"
      columns={COLUMNS}
      rowCount={unmapped.length}
      renderCell={(row, column) => (
        <UnmappedCell line={unmapped[row]} id={COLUMNS[column]?.id ?? ""} />
      )}
      copyText={({ firstRow, lastRow, firstColumn, lastColumn }) =>
        toTabSeparated(
          unmapped
            .slice(firstRow, lastRow + 1)
            .map((line) =>
              COLUMNS.slice(firstColumn, lastColumn + 1).map(({ id }) => cellText(line, id)),
            ),
        )
      }
    />
  );
}

function UnmappedCell({ line, id }: { line: UnmappedAmount | undefined; id: string }) {
  if (line === undefined) {
    return null;
  }
  switch (id) {
    case "records":
      return <Count value={line.records} />;
    case "amount":
      return <Amount value={line.amount} style={fullIn(line.currency)} />;
    default:
      return <span title={cellText(line, id)}>{cellText(line, id)}</span>;
  }
}

function cellText(line: UnmappedAmount, id: string): string {
  switch (id) {
    case "code":
      return line.code;
    case "name":
      return line.name;
    case "side":
      return line.side === "billing" ? "Bills" : "Ledger";
    case "records":
      return String(line.records);
    case "amount":
      return line.amount;
    default:
      return line.currency;
  }
}
