import type { CallOutput } from "../../engine-client.ts";
import type { GridColumn } from "../../grid/grid-model.ts";
import { GridView } from "../../grid/grid-view.tsx";
import { formatCount } from "../../ui/format-amount.ts";

type Sheet = CallOutput<"workbook.preview">["sheets"][number];

const COLUMNS: readonly GridColumn[] = [
  { id: "name", label: "Sheet", width: 140 },
  { id: "rows", label: "Rows", width: 56, align: "end" },
  { id: "holds", label: "What it holds", width: 300 },
];

/** The sheets in the order of the workbook. */
export function SheetGrid({ sheets }: { sheets: readonly Sheet[] }) {
  return sheets.length === 0 ? null : (
    <GridView
      label="Sheets"
      columns={COLUMNS}
      rowCount={sheets.length}
      renderCell={(row, column) => {
        const sheet = sheets[row];
        switch (COLUMNS[column]?.id) {
          case "name":
            return <span>{sheet?.name}</span>;
          case "holds":
            return <span title={sheet?.holds}>{sheet?.holds}</span>;
          default:
            return <span>{formatCount(sheet?.rows ?? 0)}</span>;
        }
      }}
    />
  );
}
