import { Menu } from "@base-ui/react/menu";
import { Popover } from "@base-ui/react/popover";
import { ChevronDown } from "lucide-react";
import { type ReactNode, useRef, useState } from "react";
import menuStyles from "../ui/menu.module.css";
import styles from "./column-menu.module.css";

export interface ColumnAction {
  readonly label: string;
  readonly run: () => void;
  readonly isDisabled?: boolean;
}

export interface ColumnMenuProps {
  readonly label: string;
  readonly isFiltered: boolean;
  readonly actions: readonly ColumnAction[];
  /** The filter of the column; given a way to close it. */
  readonly filter?: (close: () => void) => ReactNode;
}

/** The menu at the end of a column's head: everything the mouse can do, by key. */
export function ColumnMenu({ label, isFiltered, actions, filter }: ColumnMenuProps) {
  const anchor = useRef<HTMLButtonElement>(null);
  const [isFiltering, setFiltering] = useState(false);
  return (
    <>
      <Menu.Root modal={false}>
        <Menu.Trigger
          ref={anchor}
          className={`${styles["trigger"]} ${isFiltered ? styles["filtered"] : ""}`}
          aria-label={`Menu of the column ${label}`}
          tabIndex={-1}
        >
          <ChevronDown size={12} aria-hidden="true" />
        </Menu.Trigger>
        <Menu.Portal>
          <Menu.Positioner className={menuStyles["positioner"]} sideOffset={2} align="end">
            <Menu.Popup className={menuStyles["popup"]}>
              {filter === undefined ? null : (
                <Menu.Item className={menuStyles["item"]} onClick={() => setFiltering(true)}>
                  Filter…
                </Menu.Item>
              )}
              {actions.map((action) => (
                <Menu.Item
                  key={action.label}
                  className={menuStyles["item"]}
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
      {filter === undefined ? null : (
        <Popover.Root open={isFiltering} onOpenChange={setFiltering}>
          <Popover.Portal>
            <Popover.Positioner
              anchor={anchor}
              className={menuStyles["positioner"]}
              sideOffset={2}
              align="end"
            >
              <Popover.Popup className={menuStyles["panel"]} aria-label={`Filter ${label}`}>
                {isFiltering ? filter(() => setFiltering(false)) : null}
              </Popover.Popup>
            </Popover.Positioner>
          </Popover.Portal>
        </Popover.Root>
      )}
    </>
  );
}
