import { Checkbox } from "@base-ui/react/checkbox";
import { Check } from "lucide-react";
import type { ReactNode } from "react";
import styles from "./check-box.module.css";

export interface CheckBoxProps {
  readonly isChecked: boolean;
  readonly onChange: (isChecked: boolean) => void;
  readonly children: ReactNode;
}

export function CheckBox({ isChecked, onChange, children }: CheckBoxProps) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the check box inside is the control.
    <label className={styles["label"]}>
      <Checkbox.Root className={styles["box"]} checked={isChecked} onCheckedChange={onChange}>
        <Checkbox.Indicator className={styles["mark"]}>
          <Check size={12} aria-hidden="true" />
        </Checkbox.Indicator>
      </Checkbox.Root>
      <span className={styles["text"]}>{children}</span>
    </label>
  );
}
