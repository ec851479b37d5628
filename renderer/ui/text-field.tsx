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
}

export function TextField(props: TextFieldProps) {
  const { label, value, onChange, placeholder, isLabelHidden = false, hint } = props;
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
      />
      {hint === undefined ? null : <span className={styles["hint"]}>{hint}</span>}
    </div>
  );
}
