import { Select } from "@base-ui/react/select";
import { Check, ChevronDown } from "lucide-react";
import styles from "./select-box.module.css";

export interface Option<T extends string> {
  readonly value: T;
  readonly label: string;
  /** Said in the list beside the label. */
  readonly detail?: string;
  /** The heading it stands under; options of one group follow each other. */
  readonly group?: string;
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
              {grouped(options).map(({ group, members }) =>
                group === undefined ? (
                  members.map((option) => <Choice key={option.value} option={option} />)
                ) : (
                  <Select.Group key={group}>
                    <Select.GroupLabel className={styles["group"]}>{group}</Select.GroupLabel>
                    {members.map((option) => (
                      <Choice key={option.value} option={option} />
                    ))}
                  </Select.Group>
                ),
              )}
            </Select.List>
          </Select.Popup>
        </Select.Positioner>
      </Select.Portal>
    </Select.Root>
  );
}

function Choice<T extends string>({ option }: { option: Option<T> }) {
  return (
    <Select.Item value={option.value} className={styles["item"]}>
      <Select.ItemIndicator className={styles["indicator"]}>
        <Check size={12} aria-hidden="true" />
      </Select.ItemIndicator>
      <Select.ItemText className={styles["text"]}>{option.label}</Select.ItemText>
      {option.detail === undefined ? null : (
        <span className={styles["detail"]}>{option.detail}</span>
      )}
    </Select.Item>
  );
}

/** Options in their order, those that follow each other under one heading together. */
function grouped<T extends string>(
  options: readonly Option<T>[],
): { group: string | undefined; members: Option<T>[] }[] {
  const groups: { group: string | undefined; members: Option<T>[] }[] = [];
  for (const option of options) {
    const last = groups.at(-1);
    if (last !== undefined && last.group === option.group) {
      last.members.push(option);
    } else {
      groups.push({ group: option.group, members: [option] });
    }
  }
  return groups;
}
