import type { CallOutput } from "../../engine-client.ts";
import type { GridColumn } from "../../grid/grid-model.ts";
import { GridView } from "../../grid/grid-view.tsx";
import { Badge } from "../../ui/badge.tsx";

type Check = CallOutput<"workbook.preview">["checks"][number];

const COLUMNS: readonly GridColumn[] = [
  { id: "check", label: "Check", width: 300, flexMin: 240 },
  { id: "ok", label: "State", width: 52 },
  { id: "sheet", label: "Sheet", width: 130 },
  { id: "detail", label: "What was compared", width: 220 },
];

/** Every check the workbook carries, with what it found. */
export function CheckGrid({ checks }: { checks: readonly Check[] }) {
  return checks.length === 0 ? null : (
    <GridView
      label="Checks"
      columns={COLUMNS}
      rowCount={checks.length}
      renderCell={(row, column) => <CheckCell check={checks[row]} id={COLUMNS[column]?.id ?? ""} />}
    />
  );
}

function CheckCell({ check, id }: { check: Check | undefined; id: string }) {
  switch (id) {
    case "check":
      return <span title={check?.check}>{check?.check}</span>;
    case "sheet":
      return <span>{check?.sheet}</span>;
    case "detail":
      return <span title={check?.detail}>{check?.detail}</span>;
    default:
      return (
        <Badge tone={check?.ok === true ? "good" : "bad"}>
          {check?.ok === true ? "ok" : "fails"}
        </Badge>
      );
  }
}
