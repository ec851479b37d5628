import { useState } from "react";
import type { CallOutput } from "../../engine-client.ts";
import type { GridColumn } from "../../grid/grid-model.ts";
import { GridView } from "../../grid/grid-view.tsx";
import { Count } from "../../ui/amount.tsx";
import styles from "./workbook.module.css";

type Sheet = CallOutput<"workbook.preview">["sheets"][number];

const COLUMNS: readonly GridColumn[] = [
  { id: "name", label: "Sheet", width: 160, flexMin: 110 },
  { id: "rows", label: "Rows", width: 60, align: "end" },
];

/** The sheets in the order of the workbook; what the selected one holds stands below. */
export function SheetGrid({ sheets }: { sheets: readonly Sheet[] }) {
  const [row, setRow] = useState(0);
  const selected = sheets[row];
  return selected === undefined ? null : (
    <div className={styles["sheets"]}>
      <GridView
        label="Sheets"
        columns={COLUMNS}
        rowCount={sheets.length}
        rowState={(at) => ({ isMarked: at === row })}
        onRange={(_, active) => setRow(active.row)}
        renderCell={(at, column) =>
          column === 0 ? <span>{sheets[at]?.name}</span> : <Count value={sheets[at]?.rows ?? 0} />
        }
      />
      <p className={styles["holds"]} aria-live="polite">
        {selected.holds}
      </p>
    </div>
  );
}
