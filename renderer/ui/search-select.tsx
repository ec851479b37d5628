import { Combobox } from "@base-ui/react/combobox";
import { Check, ChevronDown } from "lucide-react";
import styles from "./search-select.module.css";
import list from "./select-box.module.css";
import type { Option } from "./select-box.tsx";

export interface SearchSelectProps {
  readonly label: string;
  readonly value: string | null;
  readonly options: readonly Option<string>[];
  readonly placeholder?: string;
  readonly onChange: (value: string) => void;
}

/** A value chosen from a long list, found by typing a part of its name. */
export function SearchSelect({ label, value, options, placeholder, onChange }: SearchSelectProps) {
  const chosen = options.find((option) => option.value === value) ?? null;
  return (
    <Combobox.Root
      items={[...options]}
      value={chosen}
      isItemEqualToValue={(item: Option<string>, other: Option<string>) =>
        item.value === other.value
      }
      onValueChange={(next: Option<string> | null) => {
        if (next !== null && next.value !== value) {
          onChange(next.value);
        }
      }}
    >
      <Combobox.InputGroup className={styles["group"]}>
        <Combobox.Input
          className={styles["input"]}
          aria-label={label}
          placeholder={placeholder}
          onFocus={(event) => event.currentTarget.select()}
        />
        <Combobox.Trigger className={styles["trigger"]} aria-label={`${label}: show all`}>
          <ChevronDown size={12} aria-hidden="true" />
        </Combobox.Trigger>
      </Combobox.InputGroup>
      <Combobox.Portal>
        <Combobox.Positioner className={list["positioner"]} sideOffset={4} align="start">
          <Combobox.Popup className={list["popup"]}>
            <Combobox.Empty className={styles["empty"]}>Nothing has this name.</Combobox.Empty>
            <Combobox.List className={list["list"]} aria-label={label}>
              {(option: Option<string>) => (
                <Combobox.Item key={option.value} value={option} className={list["item"]}>
                  <Combobox.ItemIndicator className={list["indicator"]}>
                    <Check size={12} aria-hidden="true" />
                  </Combobox.ItemIndicator>
                  <span className={list["text"]}>{option.label}</span>
                </Combobox.Item>
              )}
            </Combobox.List>
          </Combobox.Popup>
        </Combobox.Positioner>
      </Combobox.Portal>
    </Combobox.Root>
  );
}
