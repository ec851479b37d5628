import { Menu } from "@base-ui/react/menu";
import { ChevronDown } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "./button.tsx";
import styles from "./menu.module.css";

export interface MenuAction {
  readonly label: string;
  readonly run: () => void;
  readonly isDisabled?: boolean;
}

/** A button that opens a list of actions. */
export function ActionMenu({
  children,
  actions,
  label,
}: {
  children: ReactNode;
  actions: readonly MenuAction[];
  label?: string;
}) {
  return (
    <Menu.Root modal={false}>
      <Menu.Trigger render={<Button aria-label={label} />}>
        {children} <ChevronDown size={12} aria-hidden="true" />
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Positioner className={styles["positioner"]} sideOffset={4} align="end">
          <Menu.Popup className={styles["popup"]}>
            {actions.map((action) => (
              <Menu.Item
                key={action.label}
                className={styles["item"]}
                disabled={action.isDisabled ?? false}
                onClick={action.run}
              >
                {action.label}
              </Menu.Item>
            ))}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}
