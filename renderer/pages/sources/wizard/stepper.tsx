import { Check } from "lucide-react";
import { classNames } from "../../../ui/class-names.ts";
import { STEPS, type Step } from "./steps.ts";
import styles from "./wizard.module.css";

export interface StepperProps {
  readonly current: Step;
  readonly isOpen: (step: Step) => boolean;
  /** Steps that still ask something. */
  readonly asking: ReadonlySet<Step>;
  readonly onStep: (step: Step) => void;
}

/** Where the import stands; every step that can be looked at is a button. */
export function Stepper({ current, isOpen, asking, onStep }: StepperProps) {
  const at = STEPS.findIndex(({ id }) => id === current);
  return (
    <nav aria-label="Steps of the import">
      <ol className={styles["stepper"]}>
        {STEPS.map(({ id, title }, index) => (
          <li
            key={id}
            className={classNames(
              styles["step"],
              index === at && styles["current"],
              index < at && !asking.has(id) && styles["past"],
            )}
          >
            <button
              type="button"
              aria-current={id === current ? "step" : undefined}
              disabled={!isOpen(id)}
              onClick={() => onStep(id)}
            >
              <span className={styles["number"]} aria-hidden="true">
                {index < at && !asking.has(id) ? <Check size={11} /> : index + 1}
              </span>
              {title}
              {asking.has(id) && id !== current ? (
                <span className="screen-reader">, open questions</span>
              ) : null}
            </button>
          </li>
        ))}
      </ol>
    </nav>
  );
}
