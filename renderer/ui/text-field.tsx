import { useId } from "react";
import { classNames } from "./class-names.ts";
import styles from "./text-field.module.css";

export interface TextFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly placeholder?: string;
  readonly isLabelHidden?: boolean;
  readonly hint?: string;
  /** Enter was pressed, or the field was left. */
  readonly onSettled?: () => void;
}

export function TextField(props: TextFieldProps) {
  const { label, value, onChange, placeholder, isLabelHidden = false, hint, onSettled } = props;
  const id = useId();
  return (
    <div className={styles["field"]}>
      <label htmlFor={id} className={classNames(isLabelHidden && "screen-reader")}>
        {label}
      </label>
      <input
        id={id}
        className={styles["input"]}
        value={value}
        placeholder={placeholder}
        onChange={(event) => onChange(event.target.value)}
        onBlur={onSettled}
        onKeyDown={(event) => (event.key === "Enter" ? onSettled?.() : undefined)}
      />
      {hint === undefined ? null : <span className={styles["hint"]}>{hint}</span>}
    </div>
  );
}
