import { useState } from "react";
import type { IdentifierName } from "../../../shared/domain/identifier-names.ts";
import { IDENTIFIERS } from "../../../shared/domain/identifier-names.ts";
import { attributeLabel } from "../../attribute-label.ts";
import { figureWidth } from "../../grid/column-width.ts";
import type { GridColumn } from "../../grid/grid-model.ts";
import { GridView } from "../../grid/grid-view.tsx";
import { toTabSeparated } from "../../grid/selection.ts";
import { useStore } from "../../store/index.ts";
import { Amount, Count, Share } from "../../ui/amount.tsx";
import { formatAmount, fullIn } from "../../ui/format-amount.ts";
import { ErrorNote, LoadingNote } from "../../ui/notice.tsx";
import { SelectBox } from "../../ui/select-box.tsx";
import { useAttributes } from "../../use-attributes.ts";
import { isFirstLoad, useAnswer } from "../../use-engine.ts";
import type { PeriodScope } from "../../use-workspace.ts";
import { identifierLabel } from "./identifier-text.ts";
import styles from "./identifiers.module.css";

export interface MissingGridProps {
  readonly scope: PeriodScope;
  readonly identifier: IdentifierName;
  readonly currency: string;
}

interface MissingRow {
  readonly value: string | null;
  readonly isOthers: boolean;
  readonly amount: string;
  readonly charges: number;
}

const ROWS_MAX = 200;

/** What has no value, by another attribute, the largest cost first. */
export function MissingGrid(props: MissingGridProps) {
  const { scope, identifier, currency } = props;
  const [attribute, setAttribute] = useState("sub_account_name");
  const options = useAttributes().filter(
    ({ value }) => !(IDENTIFIERS as readonly string[]).includes(value),
  );
  const answer = useAnswer("charges.pivot", {
    of: "charges",
    period: scope.period,
    basis: scope.basis,
    currency,
    rows: [attribute],
    measures: ["amount", "charges"],
    filters: [{ attribute: identifier, op: "missing" }],
    sort: { by: "amount", direction: "desc" },
    limit: ROWS_MAX,
  });
  const rows = (answer.value?.rows ?? []).map(
    ({ path, isOthers }, at): MissingRow => ({
      value: path[0] ?? null,
      isOthers,
      amount: answer.value?.cells[at]?.[0] ?? "0",
      charges: Number.parseInt(answer.value?.cells[at]?.[1] ?? "0", 10),
    }),
  );
  return (
    <section className={styles["pane"]} aria-label="Without a value">
      <div className={styles["paneHead"]}>
        <h2>
          {identifierLabel(identifier)}: largest without a value, {currency}
        </h2>
        <SelectBox label="By" value={attribute} options={options} onChange={setAttribute} />
      </div>
      {answer.error === undefined ? null : <ErrorNote error={answer.error} />}
      {isFirstLoad(answer) ? <LoadingNote what="what has no value" /> : null}
      {rows.length === 0 ? null : (
        <Rows {...props} attribute={attribute} rows={rows} total={answer.value?.totals} />
      )}
      <p className={styles["hint"]}>Enter or a double click shows the charges.</p>
    </section>
  );
}

interface RowsProps extends MissingGridProps {
  readonly attribute: string;
  readonly rows: readonly MissingRow[];
  readonly total: { readonly grand: Readonly<Record<string, string>> } | undefined;
}

function Rows({ identifier, currency, attribute, rows, total }: RowsProps) {
  const showCharges = useShowCharges(identifier, currency);
  const whole = total?.grand["amount"] ?? "0";
  const width = figureWidth(
    "Cost",
    [...rows.map(({ amount }) => amount), whole].map((text) =>
      formatAmount(text, fullIn(currency)),
    ),
  );
  const columns: readonly GridColumn[] = [
    { id: "value", label: attributeLabel(attribute), width: 220, flexMin: 120 },
    { id: "amount", label: "Cost", width, align: "end" },
    { id: "share", label: "%", width: 60, align: "end" },
    { id: "charges", label: "Charges", width: 80, align: "end" },
  ];
  const textOf = ({ value, isOthers }: MissingRow): string =>
    isOthers ? "Others" : (value ?? "(none)");
  return (
    <GridView
      label="Largest without a value"
      columns={columns}
      rowCount={rows.length + 1}
      hasTotalRow
      rowState={(row) => (row === rows.length ? { kind: "total" } : {})}
      onActivate={({ row }) => showCharges(attribute, rows[row])}
      renderCell={(at, column) => {
        const row = rows[at];
        switch (columns[column]?.id) {
          case "value":
            return <span>{row === undefined ? "Total" : textOf(row)}</span>;
          case "amount":
            return <Amount value={row?.amount ?? whole} style={fullIn(currency)} />;
          case "share":
            return <Share value={row?.amount ?? whole} of={whole} />;
          default:
            return (
              <Count value={row?.charges ?? rows.reduce((sum, { charges }) => sum + charges, 0)} />
            );
        }
      }}
      copyText={({ firstRow, lastRow }) =>
        toTabSeparated(
          rows
            .slice(firstRow, lastRow + 1)
            .map((row) => [textOf(row), row.amount, String(row.charges)]),
        )
      }
    />
  );
}

/** Goes to exactly the charges a row counts. */
function useShowCharges(identifier: IdentifierName, currency: string) {
  const { setFilter, clearFilters, openPage } = useStore();
  return (attribute: string, row: MissingRow | undefined): void => {
    clearFilters();
    setFilter({ attribute: identifier, op: "missing" });
    setFilter({ attribute: "billing_currency", op: "equals", value: currency });
    if (row !== undefined && !row.isOthers) {
      const { value } = row;
      setFilter(value === null ? { attribute, op: "missing" } : { attribute, op: "equals", value });
    }
    openPage("charges");
  };
}
