import { Tabs } from "@base-ui/react/tabs";
import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";
import styles from "./tabbed.module.css";

export interface TabbedPart {
  readonly value: string;
  readonly label: string;
  readonly panel: ReactNode;
}

/** Views of one page of which one is shown at a time; the first to begin with. */
export function Tabbed(props: {
  readonly label: string;
  readonly parts: readonly TabbedPart[];
  readonly className?: string | undefined;
}) {
  return (
    <Tabs.Root
      defaultValue={props.parts[0]?.value}
      className={classNames(styles["tabs"], props.className)}
    >
      <Tabs.List className={styles["list"]} aria-label={props.label}>
        {props.parts.map(({ value, label }) => (
          <Tabs.Tab key={value} value={value} className={styles["tab"]}>
            {label}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {props.parts.map(({ value, panel }) => (
        <Tabs.Panel key={value} value={value} className={styles["panel"]}>
          {panel}
        </Tabs.Panel>
      ))}
    </Tabs.Root>
  );
}
