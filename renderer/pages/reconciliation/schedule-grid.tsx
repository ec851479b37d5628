import type { Schedule, ScheduleTotal } from "../../../shared/contract/reconciliation.ts";
import { subtractAmounts } from "../../../shared/domain/amount.ts";
import type { Period } from "../../../shared/domain/period.ts";
import type { GridColumn } from "../../grid/grid-model.ts";
import { GridView } from "../../grid/grid-view.tsx";
import { toTabSeparated } from "../../grid/selection.ts";
import { Amount } from "../../ui/amount.tsx";
import { fullIn } from "../../ui/format-amount.ts";
import { Inspector } from "../../ui/inspector.tsx";
import { ErrorNote, LoadingNote } from "../../ui/notice.tsx";
import { isFirstLoad, useAnswer } from "../../use-engine.ts";
import styles from "./reconciliation.module.css";
import { ScheduleDetail } from "./schedule-detail.tsx";
import { scheduleName } from "./schedule-name.ts";

const COLUMNS: readonly GridColumn[] = [
  { id: "name", label: "Paid for several months", width: 240, flexMin: 176 },
  { id: "currency", label: "Currency", width: 72 },
  { id: "amount", label: "Paid", width: 112, align: "end" },
  { id: "opening", label: "Opening", width: 112, align: "end" },
  { id: "added", label: "Added", width: 112, align: "end" },
  { id: "recognised", label: "By month", width: 104, align: "end" },
  { id: "closing", label: "Closing", width: 112, align: "end" },
  { id: "byDay", label: "By day", width: 104, align: "end" },
  { id: "difference", label: "Difference", width: 88, align: "end" },
  { id: "term", label: "Term", width: 176 },
  { id: "account", label: "Account", width: 80 },
];
const FIGURES = new Set([
  "amount",
  "opening",
  "added",
  "recognised",
  "closing",
  "byDay",
  "difference",
]);

export interface ScheduleGridProps {
  readonly period: Period;
  /** The schedule that is explained; null where none is. */
  readonly scheduleId: string | null;
  readonly onSchedule: (scheduleId: string | null) => void;
}

/** Prepaid amounts of the month: as the ledger spreads them, beside their days. */
export function ScheduleGrid({ period, scheduleId, onSchedule }: ScheduleGridProps) {
  const answer = useAnswer("reconciliation.schedules", { period });
  if (answer.error !== undefined) {
    return <ErrorNote error={answer.error} onRetry={answer.retry} />;
  }
  if (isFirstLoad(answer) || answer.value === undefined) {
    return <LoadingNote what="the schedules" />;
  }
  const { schedules, totals } = answer.value;
  const explained = schedules.find((one) => one.scheduleId === scheduleId);
  const rows = [...schedules.map(scheduleRow), ...totals.map(totalRow)];
  if (rows.length === 0) {
    return (
      <p className={styles["none"]}>
        Nothing was paid for several months: no supplier invoice has a service period beyond its
        month, and no commitment was purchased.
      </p>
    );
  }
  return (
    <>
      <GridView
        label={`Schedules of ${period}`}
        columns={COLUMNS}
        rowCount={rows.length}
        rowState={(row) => (row < schedules.length ? {} : { kind: "subtotal" })}
        renderCell={(row, column) => (
          <ScheduleCell row={rows[row]} id={COLUMNS[column]?.id ?? ""} />
        )}
        onActivate={({ row }) => {
          const schedule = schedules[row];
          if (schedule !== undefined) {
            onSchedule(schedule.scheduleId);
          }
        }}
        copyText={({ firstRow, lastRow, firstColumn, lastColumn }) =>
          toTabSeparated(
            rows
              .slice(firstRow, lastRow + 1)
              .map((row) =>
                COLUMNS.slice(firstColumn, lastColumn + 1).map(({ id }) => row.cells[id] ?? ""),
              ),
          )
        }
      />
      <p className={styles["hint"]}>
        By month: every whole month alike, as ledgers amortise. By day: as providers do. Enter shows
        the months of a schedule.
      </p>
      {explained === undefined ? null : (
        <Inspector>
          <ScheduleDetail schedule={explained} onClose={() => onSchedule(null)} />
        </Inspector>
      )}
    </>
  );
}

interface Row {
  /** Null for the sum of an account. */
  readonly schedule: Schedule | null;
  /** Text per column; empty where there is none. */
  readonly cells: Readonly<Record<string, string>>;
}

function scheduleRow(schedule: Schedule): Row {
  const { firstDay, lastDay } = schedule;
  const name = scheduleName(schedule);
  const term = firstDay === null ? "not known" : `${firstDay} – ${lastDay}`;
  const { account, amount } = schedule;
  return { schedule, cells: { name, term, account: account ?? "", amount, ...figures(schedule) } };
}

function totalRow(total: ScheduleTotal): Row {
  return {
    schedule: null,
    cells: {
      name: `Account ${total.account ?? "not stated"}`,
      ...figures(total),
    },
  };
}

function figures({
  currency,
  byMonth,
  byDay,
}: Pick<Schedule, "currency" | "byMonth" | "byDay">): Row["cells"] {
  return byMonth === null || byDay === null
    ? { currency }
    : {
        ...byMonth,
        currency,
        byDay: byDay.recognised,
        difference: subtractAmounts(byMonth.recognised, byDay.recognised),
      };
}

function ScheduleCell({ row, id }: { row: Row | undefined; id: string }) {
  const text = row?.cells[id];
  if (text === undefined) {
    return null;
  }
  return FIGURES.has(id) ? (
    <Amount value={text} style={fullIn(row?.cells["currency"])} />
  ) : (
    <span title={text}>{text}</span>
  );
}
