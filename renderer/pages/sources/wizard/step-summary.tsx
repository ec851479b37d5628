import { subtractAmounts } from "../../../../shared/domain/amount.ts";
import { Amount, Count } from "../../../ui/amount.tsx";
import { Badge } from "../../../ui/badge.tsx";
import { fullIn, plural, spellAmount } from "../../../ui/format-amount.ts";
import { LoadingNote } from "../../../ui/notice.tsx";
import { TextField } from "../../../ui/text-field.tsx";
import { kindText } from "../source-words.ts";
import type { FileDraft } from "./file-draft.ts";
import { RestatedPart } from "./restated-part.tsx";
import type { ListedFile } from "./step-files.tsx";
import { describeState } from "./steps.ts";
import styles from "./summary.module.css";
import {
  countedName,
  expectedKey,
  type Matrix,
  recordsEquation,
  ties,
  totalsMatrix,
  typedAmount,
} from "./summary-words.ts";

export interface StepSummaryProps {
  readonly files: readonly ListedFile[];
  readonly onChange: (token: string, part: Partial<FileDraft>) => void;
}

/** What the import will come to, file by file, before anything is stored. */
export function StepSummary({ files, onChange }: StepSummaryProps) {
  return (
    <div className={styles["summary"]}>
      {files.map((file) => (
        <FileSummary
          key={file.draft.file.token}
          {...file}
          onChange={(part) => onChange(file.draft.file.token, part)}
        />
      ))}
    </div>
  );
}

function FileSummary(
  props: ListedFile & { readonly onChange: (part: Partial<FileDraft>) => void },
) {
  const { draft, look, state, onChange } = props;
  const { preview } = look;
  const { tone, text } = describeState(state);
  const matrix = preview === null ? null : totalsMatrix(preview);
  const isIn = state.kind === "ready" || state.kind === "trying";
  return (
    <section className={styles["file"]} aria-label={draft.file.name} aria-busy={!isIn}>
      <header className={styles["head"]}>
        <h2>{draft.file.name}</h2>
        {preview === null ? null : (
          <span className={styles["facts"]}>{kindText(preview.dataset, preview.format)}</span>
        )}
        <span className={styles["space"]} />
        {preview?.known === "active" ? <Badge tone="accent">imported already</Badge> : null}
        <Badge tone={tone}>{isIn ? text : `left out: ${text}`}</Badge>
      </header>
      {preview === null ? (
        state.kind === "trying" ? (
          <LoadingNote what={draft.file.name} />
        ) : null
      ) : (
        <>
          <p className={styles["equation"]}>{recordsEquation(preview)}</p>
          {matrix === null ? null : (
            <Totals
              counted={countedName(preview)}
              matrix={matrix}
              expected={draft.expected}
              onChange={onChange}
            />
          )}
          {preview.findings.some(({ severity }) => severity !== "blocking") ? (
            <p className={styles["facts"]}>
              {plural(
                preview.findings.filter(({ severity }) => severity !== "blocking").length,
                "note",
              )}{" "}
              under Review and fix.
            </p>
          ) : null}
          {preview.restates.map((restated) => (
            <RestatedPart
              key={restated.sourceFileId}
              restated={restated}
              chosen={draft.restating}
              onChoose={(restating) => onChange({ restating })}
            />
          ))}
        </>
      )}
    </section>
  );
}

function Totals(props: {
  readonly counted: string;
  readonly matrix: Matrix;
  readonly expected: FileDraft["expected"];
  readonly onChange: (part: Partial<FileDraft>) => void;
}) {
  const { counted, matrix, expected, onChange } = props;
  const { measure, currencies, rows, totals } = matrix;
  return (
    <table className={styles["totals"]}>
      <thead>
        <tr>
          <th scope="col">Period</th>
          <th scope="col" className={styles["figure"]}>
            {counted}
          </th>
          {currencies.map((currency) => (
            <th key={currency} scope="col" className={styles["figure"]}>
              {measureLabel(measure, currency)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ period, records, amounts }) => (
          <tr key={period}>
            <th scope="row">{period}</th>
            <td className={styles["figure"]}>
              <Count value={records} />
            </td>
            {amounts.map((amount, index) => (
              <td key={currencies[index]} className={styles["figure"]}>
                <Amount value={amount} style={fullIn(currencies[index])} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">Total</th>
          <td className={styles["figure"]}>
            <Count value={rows.reduce((sum, { records }) => sum + records, 0)} />
          </td>
          {totals.map((total, index) => (
            <td key={currencies[index]} className={styles["figure"]}>
              <Amount value={total} style={fullIn(currencies[index])} />
            </td>
          ))}
        </tr>
        <tr className={styles["expected"]}>
          <th scope="row" colSpan={2}>
            Expected total, if you know it
          </th>
          {totals.map((total, index) => {
            const currency = currencies[index] ?? "";
            const key = expectedKey(measure, currency);
            return (
              <td key={currency} className={styles["figure"]}>
                <Expected
                  label={`Expected ${measureLabel(measure, currency)}`}
                  total={total}
                  typed={expected[key] ?? ""}
                  onChange={(text) => onChange({ expected: withTyped(expected, key, text) })}
                />
              </td>
            );
          })}
        </tr>
      </tfoot>
    </table>
  );
}

function Expected(props: {
  readonly label: string;
  readonly total: string;
  readonly typed: string;
  readonly onChange: (text: string) => void;
}) {
  const { label, total, typed, onChange } = props;
  const amount = typedAmount(typed);
  return (
    <div className={styles["typed"]}>
      <span role="status">
        {typed.trim() === "" ? null : amount === null ? (
          <Badge tone="warn">not an amount</Badge>
        ) : ties(total, amount) ? (
          <Badge tone="good">ties</Badge>
        ) : (
          <Badge tone="bad">differs by {exactly(subtractAmounts(total, amount))}</Badge>
        )}
      </span>
      <TextField label={label} isLabelHidden value={typed} placeholder="0.00" onChange={onChange} />
    </div>
  );
}

/** To the cent, or exactly where the cents would read as nothing. */
function exactly(amount: string): string {
  const text = spellAmount(amount);
  return /[1-9]/.test(text) ? text : amount;
}

function measureLabel(measure: string, currency: string): string {
  const words = measure.replaceAll("_", " ");
  return `${words.charAt(0).toUpperCase()}${words.slice(1)} ${currency}`.trim();
}

function withTyped(expected: FileDraft["expected"], key: string, text: string) {
  const { [key]: _, ...others } = expected;
  return text === "" ? others : { ...others, [key]: text };
}
