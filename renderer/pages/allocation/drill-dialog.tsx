import { useMemo } from "react";
import { attributeLabel } from "../../attribute-label.ts";
import { figureWidth } from "../../grid/column-width.ts";
import type { GridColumn } from "../../grid/grid-model.ts";
import { GridView } from "../../grid/grid-view.tsx";
import { toTabSeparated } from "../../grid/selection.ts";
import { useStore } from "../../store/index.ts";
import { Amount } from "../../ui/amount.tsx";
import { Badge } from "../../ui/badge.tsx";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { formatAmount, fullIn, plural } from "../../ui/format-amount.ts";
import { ErrorNote, LoadingNote } from "../../ui/notice.tsx";
import { isFirstLoad, useAnswer } from "../../use-engine.ts";
import styles from "./allocation.module.css";
import { conditionFor, type DrillQuestion, type DrillRow, drillRows } from "./drill-question.ts";

export interface DrillDialogProps {
  readonly question: DrillQuestion;
  /** The exact amount of the cell that was opened. */
  readonly amount: string;
  readonly currency: string;
  /** A value in the words of the grid it came from. */
  readonly nameOf: (attribute: string, value: string | null) => string;
  readonly onClose: () => void;
}

const WIDTHS: Readonly<Record<string, number>> = {
  rule: 190,
  source_file_id: 150,
  invoice_id: 130,
};

/** The rows behind a figure of the allocation, with a total that ties to it. */
export function DrillDialog(props: DrillDialogProps) {
  const { question, amount, currency, nameOf, onClose } = props;
  const answer = useAnswer("charges.pivot", question.input);
  const found = useMemo(
    () => (answer.value === undefined ? null : drillRows(answer.value, question.ofRun)),
    [answer.value, question],
  );
  const values = [...question.ofCharges, ...question.ofRun];
  const words = values.map(({ attribute, value }) => nameOf(attribute, value)).join(" · ");
  return (
    <Dialog
      title={`Rows behind ${formatAmount(amount, fullIn(currency))} ${currency}`}
      isOpen
      onClose={onClose}
      size="full"
      actions={<ChargesButton question={question} onClose={onClose} />}
    >
      <p className={styles["drillFacts"]}>
        <span>{words || "All that was allocated"}</span>
        {found === null ? null : (
          <>
            <span>{plural(found.rows.length, "row")}</span>
            {found.total === amount ? (
              <Badge tone="good">ties to the cell</Badge>
            ) : (
              <Badge tone="bad">does not tie to the cell</Badge>
            )}
          </>
        )}
      </p>
      {answer.error === undefined ? null : (
        <ErrorNote error={answer.error} onRetry={answer.retry} />
      )}
      {isFirstLoad(answer) ? <LoadingNote what="the rows" /> : null}
      {found === null ? null : (
        <div className={styles["drillRows"]}>
          <DrillGrid {...found} question={question} currency={currency} />
        </div>
      )}
    </Dialog>
  );
}

interface DrillGridProps {
  readonly rows: readonly DrillRow[];
  readonly total: string;
  readonly question: DrillQuestion;
  readonly currency: string;
}

function DrillGrid({ rows, total, question, currency }: DrillGridProps) {
  const fileNames = useFileNames();
  const dimensions = question.input.rows;
  const amounts = [...rows.map(({ amount }) => amount), total].map((text) =>
    formatAmount(text, fullIn(currency)),
  );
  const columns: readonly GridColumn[] = [
    ...dimensions.map((id) => ({ id, label: attributeLabel(id), width: WIDTHS[id] ?? 140 })),
    {
      id: "amount",
      label: `Amount, ${currency}`,
      width: figureWidth(`Amount, ${currency}`, amounts),
      align: "end",
    },
  ];
  const textAt = (row: number, column: number): string => {
    const at = rows[row];
    const dimension = dimensions[column];
    if (dimension === undefined) {
      return at?.amount ?? total;
    }
    if (at === undefined || at.isOthers) {
      return column > 0 ? "" : at === undefined ? "Total" : "Others";
    }
    const value = at.path[column] ?? "";
    return dimension === "source_file_id" ? (fileNames.get(value) ?? value) : value;
  };
  return (
    <GridView
      label="Rows behind the figure"
      columns={columns}
      rowCount={rows.length + 1}
      hasTotalRow
      rowState={(row) => (row === rows.length ? { kind: "total" } : {})}
      renderCell={(row, column) => {
        const text = textAt(row, column);
        return column === dimensions.length ? (
          <Amount value={text} style={fullIn(currency)} />
        ) : (
          <span title={text}>{text}</span>
        );
      }}
      copyText={({ firstRow, lastRow, firstColumn, lastColumn }) =>
        toTabSeparated(
          Array.from({ length: lastRow - firstRow + 1 }, (_, row) =>
            Array.from({ length: lastColumn - firstColumn + 1 }, (__, column) =>
              textAt(firstRow + row, firstColumn + column),
            ),
          ),
        )
      }
    />
  );
}

/** Goes on to the single charges, which are whole where the run shared them out. */
function ChargesButton({ question, onClose }: Pick<DrillDialogProps, "question" | "onClose">) {
  const { setFilter, openPage } = useStore();
  return (
    <Button
      onClick={() => {
        for (const value of question.ofCharges) {
          setFilter(conditionFor(value));
        }
        onClose();
        openPage("charges");
      }}
    >
      Show the charges
    </Button>
  );
}

function useFileNames(): ReadonlyMap<string, string> {
  const sources = useAnswer("workspace.sources", { includeInactive: true }).value?.sources;
  return useMemo(
    () => new Map(sources?.map(({ sourceFileId, file }) => [sourceFileId, file])),
    [sources],
  );
}
