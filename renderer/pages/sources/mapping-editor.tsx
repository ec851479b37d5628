import type { ReactNode } from "react";
import type { Inspection } from "../../../shared/contract/workspace.ts";
import {
  Dataset,
  DateFormat,
  MAPPED_FIELDS,
  type Mapping,
} from "../../../shared/domain/mapping.ts";
import { attributeLabel } from "../../attribute-label.ts";
import { type Option, SelectBox } from "../../ui/select-box.tsx";
import { TextField } from "../../ui/text-field.tsx";
import {
  columnOf,
  debitCreditOf,
  type Indicator,
  indicatorOf,
  NO_INDICATOR,
  withAnswer,
  withColumn,
  withConstant,
  withDataset,
  withDebitCredit,
  withIndicator,
  wordsOf,
} from "./mapping-draft.ts";
import { DATASET_NAMES } from "./source-words.ts";
import styles from "./sources.module.css";

const NONE = "";
const DATASETS = Dataset.options.map((value) => ({ value, label: DATASET_NAMES[value] }));
const DECIMALS: readonly Option<"." | "," | "">[] = [
  { value: NONE, label: "–" },
  { value: ".", label: "Point: 1,234.56" },
  { value: ",", label: "Comma: 1.234,56" },
];
const DATES: readonly Option<string>[] = [
  { value: NONE, label: "–" },
  ...DateFormat.options.map((value) => ({ value, label: value })),
];
const SIGNS: readonly Option<Mapping["sign"]>[] = [
  { value: "debit-positive", label: "Cost is positive" },
  { value: "credit-positive", label: "Cost is negative" },
];

export interface MappingEditorProps {
  readonly mapping: Mapping;
  readonly inspection: Inspection;
  readonly onChange: (mapping: Mapping) => void;
}

/** Says how a file is read: what it holds, how it writes figures, which column is what. */
export function MappingEditor({ mapping, inspection, onChange }: MappingEditorProps) {
  return (
    <>
      <div>
        <h2 className={styles["subheading"]}>How the file is written</h2>
        <div className={styles["fields"]}>
          <Labelled label="Holds">
            <SelectBox
              label="Holds"
              isLabelHidden
              value={mapping.dataset}
              options={DATASETS}
              onChange={(dataset) => onChange(withDataset(mapping, dataset))}
            />
          </Labelled>
          <Labelled label="Decimal sign">
            <SelectBox
              label="Decimal sign"
              isLabelHidden
              value={mapping.decimal ?? NONE}
              options={DECIMALS}
              onChange={(sign) =>
                onChange(withAnswer(mapping, "decimal", sign === "" ? null : sign))
              }
            />
          </Labelled>
          <Labelled label="Date format">
            <SelectBox
              label="Date format"
              isLabelHidden
              value={mapping.dateFormat ?? NONE}
              options={DATES}
              onChange={(format) => {
                const parsed = DateFormat.safeParse(format);
                onChange(withAnswer(mapping, "dateFormat", parsed.success ? parsed.data : null));
              }}
            />
          </Labelled>
          <Labelled label="Sign">
            <SelectBox
              label="Sign"
              isLabelHidden
              value={mapping.sign}
              options={SIGNS}
              onChange={(sign) => onChange({ ...mapping, sign })}
            />
          </Labelled>
          <TextField
            label="Currency of every row"
            value={mapping.currency ?? ""}
            placeholder="as a column says"
            onChange={(text) =>
              onChange(withAnswer(mapping, "currency", text === "" ? null : text.toUpperCase()))
            }
          />
          <TextField
            label="Entity of every row"
            value={mapping.constants["entity"] ?? ""}
            placeholder="as a column says"
            onChange={(text) => onChange(withConstant(mapping, "entity", text))}
          />
        </div>
      </div>
      <ColumnFields mapping={mapping} inspection={inspection} onChange={onChange} />
    </>
  );
}

function ColumnFields({ mapping, inspection, onChange }: MappingEditorProps) {
  const fields = fieldsOf(mapping);
  const columns = inspection.sample.header.map((value) => ({ value, label: value }));
  const options = [{ value: NONE, label: "–" }, ...columns.filter(({ value }) => value !== NONE)];
  return (
    <div>
      <h2 className={styles["subheading"]}>Which column is what</h2>
      <div className={styles["fields"]}>
        {fields.map((field) => (
          <Labelled key={field} label={fieldLabel(field)}>
            <SelectBox
              label={fieldLabel(field)}
              isLabelHidden
              value={columnOf(mapping, field) ?? NONE}
              options={options}
              placeholder={field === "amount" ? amountPlaceholder(mapping) : "–"}
              onChange={(column) =>
                onChange(withColumn(mapping, field, column === NONE ? null : column))
              }
            />
          </Labelled>
        ))}
        {mapping.dataset === "ledger" ? (
          <SignFields mapping={mapping} options={options} onChange={onChange} />
        ) : null}
      </div>
    </div>
  );
}

/** How debit and credit are told apart where one signed column does not say it. */
function SignFields({
  mapping,
  options,
  onChange,
}: Pick<MappingEditorProps, "mapping" | "onChange"> & { options: readonly Option<string>[] }) {
  const pair = debitCreditOf(mapping);
  const marked = indicatorOf(mapping);
  const words = marked ?? NO_INDICATOR;
  const change = (part: Partial<Indicator>): void =>
    onChange(withIndicator(mapping, { ...words, ...part }));
  return (
    <>
      <ColumnField
        label="Debit column"
        value={pair?.debit ?? NONE}
        options={options}
        onChange={(debit) => onChange(withDebitCredit(mapping, debit, pair?.credit ?? ""))}
      />
      <ColumnField
        label="Credit column"
        value={pair?.credit ?? NONE}
        options={options}
        onChange={(credit) => onChange(withDebitCredit(mapping, pair?.debit ?? "", credit))}
      />
      <ColumnField
        label="Unsigned amount column"
        value={marked?.value ?? NONE}
        options={options}
        onChange={(value) => change({ value })}
      />
      <ColumnField
        label="Debit or credit by column"
        value={marked?.indicator ?? NONE}
        options={options}
        onChange={(indicator) => change({ indicator })}
      />
      <TextField
        label="Debit is written"
        value={words.debitValues.join(", ")}
        onChange={(text) => change({ debitValues: wordsOf(text) })}
      />
      <TextField
        label="Credit is written"
        value={words.creditValues.join(", ")}
        onChange={(text) => change({ creditValues: wordsOf(text) })}
      />
    </>
  );
}

function ColumnField(props: {
  readonly label: string;
  readonly value: string;
  readonly options: readonly Option<string>[];
  readonly onChange: (column: string) => void;
}) {
  return (
    <Labelled label={props.label}>
      <SelectBox {...props} isLabelHidden />
    </Labelled>
  );
}

/** The dataset's own fields; for bills, the fields the mapping already fills. */
function fieldsOf(mapping: Mapping): readonly string[] {
  const fields: readonly string[] = MAPPED_FIELDS[mapping.dataset];
  return fields.length > 0 ? fields : Object.keys(mapping.columns);
}

function amountPlaceholder(mapping: Mapping): string {
  if (debitCreditOf(mapping) !== null) {
    return "debit and credit";
  }
  return indicatorOf(mapping) === null ? "–" : "unsigned, with a mark";
}

function fieldLabel(field: string): string {
  return attributeLabel(field);
}

function Labelled({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className={styles["field"]}>
      <span aria-hidden="true">{label}</span>
      {children}
    </div>
  );
}
