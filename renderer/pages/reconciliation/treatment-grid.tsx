import type { AccountTreatment } from "../../../shared/contract/reconciliation.ts";
import { treatmentName } from "../../../shared/domain/treatment.ts";
import type { GridColumn } from "../../grid/grid-model.ts";
import { GridView } from "../../grid/grid-view.tsx";
import { toTabSeparated } from "../../grid/selection.ts";
import { Amount } from "../../ui/amount.tsx";
import { Badge } from "../../ui/badge.tsx";
import { fullIn } from "../../ui/format-amount.ts";
import { ErrorNote, LoadingNote } from "../../ui/notice.tsx";
import { isFirstLoad, useAnswer } from "../../use-engine.ts";
import styles from "./reconciliation.module.css";

const COLUMNS: readonly GridColumn[] = [
  { id: "account", label: "Account", width: 200, flexMin: 130 },
  { id: "ofAccount", label: "The account treats it as", width: 190 },
  { id: "treatment", label: "The bills are", width: 190 },
  { id: "by", label: "Stated by", width: 220, flexMin: 120 },
  { id: "amount", label: "Amount", width: 120, align: "end" },
  { id: "currency", label: "Currency", width: 76 },
  { id: "state", label: "State", width: 110 },
];

/** How the bills of each account are treated, and what a rule treats otherwise. */
export function TreatmentGrid({ period, account }: { period: string; account: string | null }) {
  const answer = useAnswer("reconciliation.treatments", { period });
  if (answer.error !== undefined) {
    return <ErrorNote error={answer.error} onRetry={answer.retry} />;
  }
  if (isFirstLoad(answer) || answer.value === undefined) {
    return <LoadingNote what="the treatments" />;
  }
  const { accounts, amounts } = answer.value;
  const lines = amounts.filter((line) => account === null || line.account === account);
  const [first] = lines;
  if (first === undefined) {
    return <p className={styles["none"]}>{emptyText(accounts.length > 0, period)}</p>;
  }
  return (
    <GridView
      label="Treatment"
      columns={COLUMNS}
      rowCount={lines.length}
      renderCell={(row, column) => (
        <TreatmentCell line={lines[row] ?? first} id={COLUMNS[column]?.id ?? ""} />
      )}
      copyText={({ firstRow, lastRow, firstColumn, lastColumn }) =>
        toTabSeparated(
          lines
            .slice(firstRow, lastRow + 1)
            .map((line) =>
              COLUMNS.slice(firstColumn, lastColumn + 1).map(({ id }) => cellText(line, id)),
            ),
        )
      }
    />
  );
}

function emptyText(isStated: boolean, period: string): string {
  return isStated
    ? `Run the allocation of ${period} to see how its bills are treated.`
    : "No account of the map states how it treats its cost: write treatment: opex, capex … " +
        "beside it.";
}

function TreatmentCell({ line, id }: { line: AccountTreatment; id: string }) {
  const text = cellText(line, id);
  switch (id) {
    case "amount":
      return <Amount value={line.amount} style={fullIn(line.currency)} />;
    case "state":
      return line.isMisposted ? <Badge tone="warn">{text}</Badge> : text;
    default:
      return <span title={text}>{text}</span>;
  }
}

function cellText(line: AccountTreatment, id: string): string {
  switch (id) {
    case "account":
      return `${line.account} ${line.name}`.trim();
    case "ofAccount":
      return treatmentName(line.ofAccount);
    case "treatment":
      return treatmentName(line.treatment);
    case "by":
      return line.rule === null
        ? line.treatment === null
          ? ""
          : "the account"
        : `${line.rule.name}, rules version ${line.rule.version}`;
    case "amount":
      return line.amount;
    case "currency":
      return line.currency;
    default:
      return line.isMisposted ? "mis-posted" : "";
  }
}
