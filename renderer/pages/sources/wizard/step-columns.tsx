import { useState } from "react";
import type { Inspection } from "../../../../shared/contract/workspace.ts";
import type { Mapping } from "../../../../shared/domain/mapping.ts";
import { Badge } from "../../../ui/badge.tsx";
import { Button } from "../../../ui/button.tsx";
import { formatCount } from "../../../ui/format-amount.ts";
import { ErrorNote } from "../../../ui/notice.tsx";
import { SearchSelect } from "../../../ui/search-select.tsx";
import { type Option, SelectBox } from "../../../ui/select-box.tsx";
import {
  debitCreditOf,
  indicatorOf,
  withColumn,
  withDebitCredit,
  withIndicator,
} from "../mapping-draft.ts";
import { SkipEditor } from "../skip-editor.tsx";
import { WrittenFields } from "../written-fields.tsx";
import { type AmountForm, amountForm, withAmountForm } from "./amount-parts.ts";
import { type FieldRow, fieldRows, mappingToShow, samplesOf, unusedColumns } from "./field-rows.ts";
import { type FileDraft, type FileState, type Look, questionsOf } from "./file-draft.ts";
import styles from "./wizard.module.css";

const NONE = "\u0000";
const FORMS: readonly Option<AmountForm>[] = [
  { value: "signed", label: "One column with its sign" },
  { value: "sides", label: "Debit and credit columns" },
  { value: "marked", label: "A column and a mark of its side" },
];

export interface StepColumnsProps {
  readonly draft: FileDraft;
  readonly look: Look;
  readonly state: FileState;
  readonly onMapping: (mapping: Mapping) => void;
}

/** Which column of the file is what; suggestions say why, questions stand above. */
export function StepColumns({ draft, look, state, onMapping }: StepColumnsProps) {
  const { inspection, first } = look;
  if (inspection === null) {
    return null;
  }
  const mapping = mappingToShow(inspection, draft.mapping);
  const questions = questionsOf(draft, look);
  return (
    <div className={styles["stack"]}>
      {state.kind === "wrong" ? <ErrorNote error={state.error} /> : null}
      {questions.length === 0 ? null : (
        <ul className={styles["questions"]} aria-label="To be clarified">
          {questions.map(({ about, text }) => (
            <li key={`${about} ${text}`}>
              <b>{about}</b> {text}
            </li>
          ))}
        </ul>
      )}
      <WrittenFields
        mapping={mapping}
        signs={inspection.ambiguous.flatMap((one) => (one.asks === "decimal" ? one.column : []))}
        onChange={onMapping}
      />
      <FieldTable mapping={mapping} inspection={inspection} first={first} onMapping={onMapping} />
      <Unused columns={unusedColumns(mapping, inspection)} />
      <SkipEditor mapping={mapping} header={inspection.sample.header} onChange={onMapping} />
    </div>
  );
}

function FieldTable(props: {
  readonly mapping: Mapping;
  readonly inspection: Inspection;
  readonly first: Inspection | null;
  readonly onMapping: (mapping: Mapping) => void;
}) {
  const { mapping, inspection, first, onMapping } = props;
  const [showsAll, setShowsAll] = useState(false);
  const { shown, others } = fieldRows(mapping, inspection, first);
  const columns: readonly Option<string>[] = [
    { value: NONE, label: "not in the file" },
    ...[...new Set(inspection.sample.header)]
      .filter((name) => name !== "")
      .map((name) => ({ value: name, label: name })),
  ];
  const rows = showsAll ? [...shown, ...others] : shown;
  return (
    <div>
      <table className={styles["fieldTable"]}>
        <thead>
          <tr>
            <th scope="col">Field</th>
            <th scope="col">Column of the file</th>
            <th scope="col">First values</th>
            <th scope="col">Suggestion</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) =>
            row.field === "amount" && mapping.dataset === "ledger" ? (
              <AmountRow
                key={row.field}
                row={row}
                mapping={mapping}
                inspection={inspection}
                columns={columns}
                onMapping={onMapping}
              />
            ) : (
              <FieldLine key={row.field} row={row}>
                <SearchSelect
                  label={`Column of ${row.label}`}
                  value={row.source}
                  placeholder={row.stated ?? "not in the file"}
                  options={columns}
                  onChange={(column) =>
                    onMapping(withColumn(mapping, row.field, column === NONE ? null : column))
                  }
                />
              </FieldLine>
            ),
          )}
        </tbody>
      </table>
      {others.length === 0 ? null : (
        <Button tone="quiet" onClick={() => setShowsAll(!showsAll)}>
          {showsAll ? "Show fewer fields" : `Show ${formatCount(others.length)} more fields`}
        </Button>
      )}
    </div>
  );
}

function FieldLine({ row, children }: { row: FieldRow; children: React.ReactNode }) {
  return (
    <tr>
      <th scope="row">
        {row.label}
        {row.isRequired ? <span className={styles["required"]}> needed</span> : null}
      </th>
      <td>{children}</td>
      <Samples values={row.samples} />
      <td className={styles["why"]}>
        {row.chip === null ? null : <Badge tone={row.chip.tone}>{row.chip.text}</Badge>}{" "}
        {row.reason}
      </td>
    </tr>
  );
}

function Samples({ values }: { values: readonly string[] }) {
  const text = values.join(" · ");
  return (
    <td className={styles["samples"]} title={text}>
      {text}
    </td>
  );
}

/** The amount of a ledger may stand in one column, on two sides, or beside a mark. */
function AmountRow(props: {
  readonly row: FieldRow;
  readonly mapping: Mapping;
  readonly inspection: Inspection;
  readonly columns: readonly Option<string>[];
  readonly onMapping: (mapping: Mapping) => void;
}) {
  const { row, mapping, inspection, columns, onMapping } = props;
  const pair = debitCreditOf(mapping);
  const marked = indicatorOf(mapping);
  const select = (label: string, value: string | null, put: (column: string) => Mapping) => (
    <SearchSelect
      label={`Column of ${label}`}
      value={value === "" ? null : value}
      placeholder={`choose: ${label.toLowerCase()}`}
      options={columns}
      onChange={(column) => onMapping(put(column === NONE ? "" : column))}
    />
  );
  const values = [row.source, pair?.debit, pair?.credit, marked?.value, marked?.indicator].flatMap(
    (name) => (name === undefined ? [] : samplesOf(name, inspection).slice(0, 3)),
  );
  return (
    <FieldLine row={{ ...row, samples: row.source === null ? values : row.samples }}>
      <div className={styles["amountParts"]}>
        <SelectBox
          label="Amount is written in"
          isLabelHidden
          value={amountForm(mapping)}
          options={FORMS}
          onChange={(form) => onMapping(withAmountForm(mapping, form))}
        />
        {pair === null && marked === null
          ? select("Amount", row.source, (column) =>
              withColumn(mapping, "amount", column === "" ? null : column),
            )
          : null}
        {pair === null ? null : (
          <>
            {select("Debit", pair.debit, (name) => withDebitCredit(mapping, name, pair.credit))}
            {select("Credit", pair.credit, (name) => withDebitCredit(mapping, pair.debit, name))}
          </>
        )}
        {marked === null ? null : (
          <>
            {select("Amount without sign", marked.value, (value) =>
              withIndicator(mapping, { ...marked, value }),
            )}
            {select("Mark of the side", marked.indicator, (indicator) =>
              withIndicator(mapping, { ...marked, indicator }),
            )}
          </>
        )}
      </div>
    </FieldLine>
  );
}

function Unused({ columns }: { columns: readonly string[] }) {
  return columns.length === 0 ? null : (
    <p className={styles["unused"]}>
      <span>Kept, not used:</span>
      {columns.map((name) => (
        <Badge key={name}>{name}</Badge>
      ))}
    </p>
  );
}
