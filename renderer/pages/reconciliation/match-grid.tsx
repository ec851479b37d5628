import type { ReconciliationResult } from "../../../shared/contract/reconciliation.ts";
import type { CallOutput } from "../../engine-client.ts";
import type { GridColumn } from "../../grid/grid-model.ts";
import { GridView } from "../../grid/grid-view.tsx";
import { toTabSeparated } from "../../grid/selection.ts";
import { Amount, Count } from "../../ui/amount.tsx";
import { formatCount, fullIn, plural } from "../../ui/format-amount.ts";
import { ErrorNote, LoadingNote } from "../../ui/notice.tsx";
import { isFirstLoad, useAnswer } from "../../use-engine.ts";
import styles from "./reconciliation.module.css";

type Match = CallOutput<"reconciliation.matches">["matches"][number];

const COLUMNS: readonly GridColumn[] = [
  { id: "reason", label: "Why they match", width: 260 },
  { id: "pass", label: "Pass", width: 150 },
  { id: "account", label: "Account", width: 80 },
  { id: "ledgerLines", label: "Ledger lines", width: 86, align: "end" },
  { id: "billingLines", label: "Bill lines", width: 80, align: "end" },
  { id: "ledgerAmount", label: "Ledger", width: 106, align: "end" },
  { id: "billingAmount", label: "Bills", width: 106, align: "end" },
  { id: "difference", label: "Difference", width: 90, align: "end" },
];
const SHOWN_MAX = 1000;

export interface MatchGridProps {
  readonly filter: { readonly period: string; readonly account?: string };
  readonly passes: ReconciliationResult["passes"];
  readonly currency: string;
}

/** What was matched to what, and by which pass. */
export function MatchGrid({ filter, passes, currency }: MatchGridProps) {
  const answer = useAnswer("reconciliation.matches", { ...filter, offset: 0, limit: SHOWN_MAX });
  const names = new Map(passes.map(({ pass, name }) => [pass, name]));
  if (answer.error !== undefined) {
    return <ErrorNote error={answer.error} />;
  }
  if (isFirstLoad(answer) || answer.value === undefined) {
    return <LoadingNote what="the matches" />;
  }
  const { matches, total } = answer.value;
  if (total === 0) {
    return <p className={styles["none"]}>Nothing was matched.</p>;
  }
  return (
    <>
      <GridView
        label={`Matches, ${currency}`}
        columns={COLUMNS}
        rowCount={matches.length}
        renderCell={(row, column) => (
          <MatchCell match={matches[row]} column={column} names={names} currency={currency} />
        )}
        copyText={({ firstRow, lastRow, firstColumn, lastColumn }) =>
          toTabSeparated(
            matches
              .slice(firstRow, lastRow + 1)
              .map((match) =>
                COLUMNS.slice(firstColumn, lastColumn + 1).map(({ id }) =>
                  matchText(match, id, names),
                ),
              ),
          )
        }
      />
      {total > matches.length ? (
        <p className={styles["hint"]}>
          The first {formatCount(matches.length)} of {plural(total, "match", "matches")}; the
          workbook lists all.
        </p>
      ) : null}
    </>
  );
}

const AMOUNTS = new Set(["ledgerAmount", "billingAmount", "difference"]);

function MatchCell({
  match,
  column,
  names,
  currency,
}: {
  match: Match | undefined;
  column: number;
  names: ReadonlyMap<number, string>;
  currency: string;
}) {
  const id = COLUMNS[column]?.id ?? "";
  if (match === undefined) {
    return null;
  }
  if (id === "ledgerLines" || id === "billingLines") {
    return <Count value={match[id].length} />;
  }
  const text = matchText(match, id, names);
  return AMOUNTS.has(id) ? (
    <Amount value={text} style={fullIn(currency)} />
  ) : (
    <span title={text}>{text}</span>
  );
}

function matchText(match: Match, id: string, names: ReadonlyMap<number, string>): string {
  switch (id) {
    case "reason":
      return match.reason;
    case "pass":
      return `${match.pass} ${names.get(match.pass) ?? ""}`.trim();
    case "account":
      return match.account;
    case "ledgerLines":
      return formatCount(match.ledgerLines.length);
    case "billingLines":
      return formatCount(match.billingLines.length);
    case "ledgerAmount":
      return match.ledgerAmount;
    case "billingAmount":
      return match.billingAmount;
    default:
      return match.difference;
  }
}
