import { Select } from "@base-ui/react/select";
import { Check, ChevronDown } from "lucide-react";
import styles from "./select-box.module.css";

export interface Option<T extends string> {
  readonly value: T;
  readonly label: string;
}

export interface SelectBoxProps<T extends string> {
  /** Read to screen readers; also shown small before the value unless `isLabelHidden`. */
  readonly label: string;
  readonly value: T | null;
  readonly options: readonly Option<T>[];
  readonly onChange: (value: T) => void;
  readonly isLabelHidden?: boolean;
  readonly isDisabled?: boolean;
  readonly placeholder?: string;
}

/** A value chosen from a short list, in the quiet form of the scope bar. */
export function SelectBox<T extends string>(props: SelectBoxProps<T>) {
  const { label, value, options, onChange, isLabelHidden = false } = props;
  const chosen = options.find((option) => option.value === value)?.label ?? value ?? "";
  return (
    <Select.Root
      items={[...options]}
      value={value}
      onValueChange={(next) => {
        if (next !== null) {
          onChange(next);
        }
      }}
      disabled={props.isDisabled ?? false}
      modal={false}
    >
      <Select.Trigger className={styles["trigger"]} aria-label={`${label}: ${chosen || "none"}`}>
        {isLabelHidden ? null : <span className={styles["label"]}>{label}</span>}
        <Select.Value className={styles["value"]} placeholder={props.placeholder ?? "–"} />
        <ChevronDown size={12} aria-hidden="true" className={styles["chevron"]} />
      </Select.Trigger>
      <Select.Portal>
        <Select.Positioner
          className={styles["positioner"]}
          sideOffset={4}
          align="start"
          alignItemWithTrigger={false}
        >
          <Select.Popup className={styles["popup"]}>
            <Select.List className={styles["list"]}>
              {options.map((option) => (
                <Select.Item key={option.value} value={option.value} className={styles["item"]}>
                  <Select.ItemIndicator className={styles["indicator"]}>
                    <Check size={12} aria-hidden="true" />
                  </Select.ItemIndicator>
                  <Select.ItemText className={styles["text"]}>{option.label}</Select.ItemText>
                </Select.Item>
              ))}
            </Select.List>
          </Select.Popup>
        </Select.Positioner>
      </Select.Portal>
    </Select.Root>
  );
}
