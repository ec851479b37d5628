import type {
  AccountStatement,
  ReconciliationResult,
} from "../../../shared/contract/reconciliation.ts";
import { subtractAmounts } from "../../../shared/domain/amount.ts";
import { figureWidth } from "../../grid/column-width.ts";
import type { GridColumn } from "../../grid/grid-model.ts";
import { GridView } from "../../grid/grid-view.tsx";
import { toTabSeparated } from "../../grid/selection.ts";
import { Amount } from "../../ui/amount.tsx";
import { Badge, Dot } from "../../ui/badge.tsx";
import { type AmountStyle, formatAmount, unitLabel } from "../../ui/format-amount.ts";
import { accountState, isAccepted } from "./account-words.ts";

export interface AccountGridProps {
  readonly result: ReconciliationResult;
  readonly account: string | null;
  readonly style: AmountStyle;
  /** Leaves the state to its dot, where the evidence takes the room. */
  readonly isNarrow: boolean;
  readonly onAccount: (account: string | null) => void;
}

/** The accounts with their state; the last row is all of them. */
export function AccountGrid({ result, account, style, isNarrow, onAccount }: AccountGridProps) {
  const { accounts, totals } = result;
  const figureColumn = (id: string, label: string): GridColumn => {
    const statements = [...accounts, totalsRow(totals, result)];
    const figures = statements.map((statement) => formatAmount(cellText(statement, id), style));
    return { id, label, width: figureWidth(label, figures), align: "end" };
  };
  const columns: readonly GridColumn[] = [
    {
      id: "account",
      label: `Account, ${unitLabel(result.currency, style)}`,
      width: 170,
      flexMin: 110,
    },
    figureColumn("ledger", "Ledger"),
    figureColumn("billing", "Bills"),
    figureColumn("difference", "Difference"),
    ...(isNarrow ? [] : [{ id: "state", label: "State", width: 76 }]),
  ];
  const chosen = accounts.findIndex((known) => known.account === account);
  const rowOf = (row: number) => accounts[row] ?? totalsRow(totals, result);
  const textOf = (row: number, column: number) => cellText(rowOf(row), columns[column]?.id ?? "");
  return (
    <GridView
      label="Accounts"
      columns={columns}
      rowCount={accounts.length + 1}
      hasTotalRow
      startCell={{ row: chosen < 0 ? accounts.length : chosen, column: 0 }}
      rowState={(row) => ({
        ...(row === accounts.length ? { kind: "total" as const } : {}),
        isMarked: row === (chosen < 0 ? accounts.length : chosen),
      })}
      onRange={(_, active) => onAccount(accounts[active.row]?.account ?? null)}
      copyText={({ firstRow, lastRow, firstColumn, lastColumn }) =>
        toTabSeparated(
          range(firstRow, lastRow).map((row) =>
            range(firstColumn, lastColumn).map((column) => textOf(row, column)),
          ),
        )
      }
      renderCell={(row, column) => {
        const statement = rowOf(row);
        const state = accountState(statement);
        switch (columns[column]?.id) {
          case "account":
            return (
              <>
                <Dot tone={state.tone} />
                <span className="screen-reader">{state.text}, </span>
                <span style={{ marginLeft: 8 }}>{textOf(row, column)}</span>
              </>
            );
          case "state":
            return <Badge tone={state.tone}>{state.text}</Badge>;
          default:
            return <Amount value={textOf(row, column)} style={style} />;
        }
      }}
    />
  );
}

type Statement = Pick<
  AccountStatement,
  "account" | "name" | "ledger" | "billing" | "ties" | "certifiable"
>;

function totalsRow(
  totals: ReconciliationResult["totals"],
  result: ReconciliationResult,
): Statement {
  const { ledger, billing } = totals;
  const verdict = { ties: result.ties, certifiable: isAccepted(result) };
  return { account: "", name: "All accounts", ledger, billing, ...verdict };
}

function cellText(statement: Statement, id: string): string {
  switch (id) {
    case "account":
      return `${statement.account} ${statement.name}`.trim();
    case "ledger":
      return statement.ledger;
    case "billing":
      return statement.billing;
    case "difference":
      return subtractAmounts(statement.ledger, statement.billing);
    default:
      return accountState(statement).text;
  }
}

function range(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}
