import { useState } from "react";
import type { ReconciliationResult } from "../../../shared/contract/reconciliation.ts";
import type { Period } from "../../../shared/domain/period.ts";
import { PagedGrid } from "../../grid/paged-grid.tsx";
import { useStore } from "../../store/index.ts";
import { amountStyle, formatCount } from "../../ui/format-amount.ts";
import { Inspector } from "../../ui/inspector.tsx";
import { ErrorNote, LoadingNote } from "../../ui/notice.tsx";
import { Tabbed } from "../../ui/tabbed.tsx";
import { isFirstLoad, useAnswer } from "../../use-engine.ts";
import { useMedia } from "../../use-media.ts";
import { AccountGrid } from "./account-grid.tsx";
import { equationOf } from "./account-words.ts";
import { EquationHeader } from "./equation-header.tsx";
import { ItemDetail } from "./item-detail.tsx";
import { ItemGrid } from "./item-grid.tsx";
import { MatchGrid } from "./match-grid.tsx";
import styles from "./reconciliation.module.css";
import { ScheduleGrid, type ScheduleGridProps } from "./schedule-grid.tsx";
import { TreatmentGrid } from "./treatment-grid.tsx";
import { UnmappedGrid } from "./unmapped-grid.tsx";

const LEDGER_COLUMNS = [
  ["line_text", 200],
  ["line_date", 104],
  ["document", 110],
  ["amount", 100],
] as const;
const BILL_COLUMNS = [
  ["line_text", 240],
  ["reference", 160],
  ["amount", 100],
] as const;

export interface ReconciliationPanesProps {
  readonly result: ReconciliationResult;
  /** Null is all accounts together. */
  readonly account: string | null;
  readonly onAccount: (account: string | null) => void;
}

/** The equation, the accounts and their items, and the lines that stand alone. */
export function ReconciliationPanes({ result, account, onAccount }: ReconciliationPanesProps) {
  const unit = useStore((state) => state.unit);
  const style = amountStyle(unit, result.totals.ledger, result.currency);
  const filter = { period: result.period, ...(account === null ? {} : { account }) };
  const answer = useAnswer("reconciliation.items", filter);
  const [itemKey, setItemKey] = useState<string | null>(null);
  const [scheduleId, setScheduleId] = useState<string | null>(null);
  const explainItem = (key: string | null): void => {
    setScheduleId(null);
    setItemKey(key);
  };
  const items = answer.value?.items ?? [];
  const isNarrowWindow = useMedia("(width < 1400px)");
  const item = items.find((known) => known.itemKey === itemKey);
  return (
    <>
      <EquationHeader
        equation={equationOf(result, account)}
        currency={result.currency}
        style={style}
      />
      {result.warnings.map((text) => (
        <p key={text} className={styles["warning"]}>
          {text}
        </p>
      ))}
      {result.blockedBy.map(({ failure, test, found }) => (
        <p key={failure} className={styles["warning"]}>
          Not to be certified. {test}: {found} Mend or accept it on Sources, Quality.
        </p>
      ))}
      <div className={styles["upper"]}>
        <AccountGrid
          key={result.runId}
          result={result}
          account={account}
          style={style}
          isNarrow={isNarrowWindow || item !== undefined}
          onAccount={onAccount}
        />
        <div className={styles["pane"]}>
          {answer.error === undefined ? null : <ErrorNote error={answer.error} />}
          {isFirstLoad(answer) ? <LoadingNote what="the reconciling items" /> : null}
          {answer.value === undefined ? null : (
            <ItemGrid
              key={account ?? "all"}
              items={items}
              period={result.period}
              currency={result.currency}
              style={style}
              isNarrow={isNarrowWindow || item !== undefined || account === null}
              isExplained={item !== undefined}
              hasAccounts={account === null}
              onItem={explainItem}
            />
          )}
        </div>
      </div>
      <LinePanes
        result={result}
        account={account}
        scheduleId={scheduleId}
        onSchedule={(id) => {
          setItemKey(null);
          setScheduleId(id);
        }}
      />
      {item === undefined ? null : (
        <Inspector>
          <ItemDetail item={item} period={result.period} onClose={() => setItemKey(null)} />
        </Inspector>
      )}
    </>
  );
}

function LinePanes({
  result,
  account,
  ...explained
}: Pick<ReconciliationPanesProps, "result" | "account"> &
  Pick<ScheduleGridProps, "scheduleId" | "onSchedule">) {
  const filter = { period: result.period, ...(account === null ? {} : { account }) };
  const unmapped = result.unmapped.length === 0 ? "" : `, ${formatCount(result.unmapped.length)}`;
  return (
    <Tabbed
      label="Lines"
      className={styles["tabs"]}
      parts={[
        { value: "unmatched", label: "Not matched", panel: <Unmatched filter={filter} /> },
        {
          value: "matches",
          label: "Matches",
          panel: <MatchGrid filter={filter} passes={result.passes} currency={result.currency} />,
        },
        {
          value: "unmapped",
          label: `Outside the account map${unmapped}`,
          panel: <UnmappedGrid unmapped={result.unmapped} />,
        },
        {
          value: "schedules",
          label: "Schedules",
          panel: <ScheduleGrid period={result.period} {...explained} />,
        },
        {
          value: "treatment",
          label: "Treatment",
          panel: <TreatmentGrid period={result.period} account={account} />,
        },
      ]}
    />
  );
}

type LineFilter = { readonly period: Period; readonly account?: string };

function Unmatched({ filter }: { filter: LineFilter }) {
  return (
    <div className={styles["lower"]}>
      <UnmatchedLines
        input={{ ...filter, side: "ledger" }}
        what="ledger"
        title="Ledger lines not matched"
        columns={LEDGER_COLUMNS}
      />
      <UnmatchedLines
        input={{ ...filter, side: "billing" }}
        what="bill"
        title="Bill lines not matched"
        columns={BILL_COLUMNS}
      />
    </div>
  );
}

function UnmatchedLines(props: {
  readonly input: LineFilter & { readonly side: "ledger" | "billing" };
  readonly what: string;
  readonly title: string;
  readonly columns: readonly (readonly [name: string, width: number])[];
}) {
  const { input, what, title, columns } = props;
  return (
    <section className={styles["pane"]} aria-label={title}>
      <h2 className={styles["paneTitle"]}>{title}</h2>
      <PagedGrid
        name="reconciliation.unmatched"
        input={input}
        label={title}
        view={`unmatched-${input.side}`}
        first={columns}
        emptyText={`Every ${what} line is matched.`}
      />
    </section>
  );
}
