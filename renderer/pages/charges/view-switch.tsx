import { Button } from "../../ui/button.tsx";
import styles from "./charges.module.css";

export type ChargesView = "charges" | "prices";

const VIEWS: readonly (readonly [view: ChargesView, label: string])[] = [
  ["charges", "Charges"],
  ["prices", "Unit prices"],
];

/** The two ways to look at a month's charges: row by row, and as the prices they were billed at. */
export function ViewSwitch({
  view,
  onChange,
}: {
  view: ChargesView;
  onChange: (view: ChargesView) => void;
}) {
  return (
    <fieldset className={styles["views"]}>
      <legend className="screen-reader">What is listed</legend>
      {VIEWS.map(([name, label]) => (
        <Button key={name} isPressed={view === name} onClick={() => onChange(name)}>
          {label}
        </Button>
      ))}
    </fieldset>
  );
}
