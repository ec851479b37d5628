import type { ReactNode } from "react";
import { CurrencyCode } from "../../../shared/domain/currency.ts";
import { Dataset, DateFormat, type Mapping } from "../../../shared/domain/mapping.ts";
import { type Option, SelectBox } from "../../ui/select-box.tsx";
import { SettledField } from "../../ui/settled-field.tsx";
import { CONSTANT_FIELDS } from "./constant-fields.ts";
import {
  indicatorOf,
  withAnswer,
  withConstant,
  withDataset,
  withDecimal,
  withIndicator,
  wordsOf,
} from "./mapping-draft.ts";
import { DATASET_NAMES } from "./source-words.ts";
import styles from "./sources.module.css";

export const SHOWN = "shown";
const DATASETS = Dataset.options.map((value) => ({ value, label: DATASET_NAMES[value] }));
export const DECIMALS: readonly Option<"." | "," | "shown">[] = [
  { value: SHOWN, label: "as the figures show" },
  { value: ".", label: "Point: 1,234.56" },
  { value: ",", label: "Comma: 1.234,56" },
];
export const DATES: readonly Option<string>[] = [
  { value: SHOWN, label: "as the dates show" },
  ...DateFormat.options.map((value) => ({ value, label: value })),
];
const SIGNS: readonly Option<Mapping["sign"]>[] = [
  { value: "debit-positive", label: "Cost is positive" },
  { value: "credit-positive", label: "Cost is negative" },
];

export interface WrittenFieldsProps {
  readonly mapping: Mapping;
  /** Columns whose own decimal sign is asked for. */
  readonly signs?: readonly string[];
  readonly onChange: (mapping: Mapping) => void;
}

/** What the file holds, how it writes figures and dates, and what is the same in every row. */
export function WrittenFields({ mapping, signs = [], onChange }: WrittenFieldsProps) {
  return (
    <div className={styles["fields"]}>
      <Choice
        label="Holds"
        value={mapping.dataset}
        options={DATASETS}
        onChange={(dataset) => onChange(withDataset(mapping, dataset))}
      />
      <Choice
        label="Decimal sign"
        value={mapping.decimal ?? SHOWN}
        options={DECIMALS}
        onChange={(sign) => onChange(withAnswer(mapping, "decimal", sign === SHOWN ? null : sign))}
      />
      {[...new Set([...signs, ...Object.keys(mapping.decimals ?? {})])].map((column) => (
        <Choice
          key={column}
          label={`Decimal sign of ${column}`}
          value={mapping.decimals?.[column] ?? SHOWN}
          options={DECIMALS}
          onChange={(sign) => onChange(withDecimal(mapping, column, sign === SHOWN ? null : sign))}
        />
      ))}
      <Choice
        label="Date format"
        value={mapping.dateFormat ?? SHOWN}
        options={DATES}
        onChange={(format) => {
          const parsed = DateFormat.safeParse(format);
          onChange(withAnswer(mapping, "dateFormat", parsed.success ? parsed.data : null));
        }}
      />
      {mapping.dataset === "charge" ? null : (
        <Choice
          label="Sign"
          value={mapping.sign}
          options={SIGNS}
          onChange={(sign) => onChange({ ...mapping, sign })}
        />
      )}
      <SettledField
        label="Currency of every row"
        value={mapping.currency ?? ""}
        placeholder="as a column says"
        accepts={(text) => text === "" || CurrencyCode.safeParse(text.toUpperCase()).success}
        onChange={(text) =>
          onChange(withAnswer(mapping, "currency", text === "" ? null : text.toUpperCase()))
        }
      />
      {CONSTANT_FIELDS[mapping.dataset].map(({ field, label, placeholder }) => (
        <SettledField
          key={field}
          label={label}
          value={mapping.constants[field] ?? ""}
          placeholder={placeholder ?? "as a column says"}
          onChange={(text) => onChange(withConstant(mapping, field, text.trim()))}
        />
      ))}
      <MarkFields mapping={mapping} onChange={onChange} />
    </div>
  );
}

/** How debit and credit are marked, once a column is said to mark them. */
function MarkFields({ mapping, onChange }: WrittenFieldsProps) {
  const marked = indicatorOf(mapping);
  if (marked === null) {
    return null;
  }
  return (
    <>
      <SettledField
        label="Debit is written"
        value={marked.debitValues.join(", ")}
        onChange={(text) =>
          onChange(withIndicator(mapping, { ...marked, debitValues: wordsOf(text) }))
        }
      />
      <SettledField
        label="Credit is written"
        value={marked.creditValues.join(", ")}
        onChange={(text) =>
          onChange(withIndicator(mapping, { ...marked, creditValues: wordsOf(text) }))
        }
      />
    </>
  );
}

function Choice<T extends string>(props: {
  readonly label: string;
  readonly value: T;
  readonly options: readonly Option<T>[];
  readonly onChange: (value: T) => void;
}) {
  return (
    <Labelled label={props.label}>
      <SelectBox {...props} isLabelHidden />
    </Labelled>
  );
}

function Labelled({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className={styles["field"]}>
      <span aria-hidden="true">{label}</span>
      {children}
    </div>
  );
}
