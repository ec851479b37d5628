import { Menu } from "@base-ui/react/menu";
import { Check, ChevronDown } from "lucide-react";
import type { CostBasis } from "../../../shared/domain/charge.ts";
import type { PivotShow } from "../../grid/pivot-config.ts";
import { SHOWN_AS } from "../../grid/pivot-share.ts";
import menuStyles from "../../ui/menu.module.css";
import styles from "./allocation.module.css";

const SHOWS: readonly PivotShow[] = ["amount", "column", "row", "grand"];

export interface ValueChipProps {
  readonly basis: CostBasis;
  readonly show: PivotShow;
  readonly onShow: (show: PivotShow) => void;
}

/** What the cells hold: the amount, or its share of a total. */
export function ValueChip({ basis, show, onShow }: ValueChipProps) {
  const cost = `${basis.charAt(0).toUpperCase()}${basis.slice(1)} cost`;
  return (
    <Menu.Root modal={false}>
      <Menu.Trigger className={styles["chip"]}>
        {cost}, {show === "amount" ? "sum" : SHOWN_AS[show]}{" "}
        <ChevronDown size={11} aria-hidden="true" />
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Positioner className={menuStyles["positioner"]} sideOffset={4} align="start">
          <Menu.Popup className={menuStyles["popup"]}>
            <Menu.RadioGroup value={show} onValueChange={(next: PivotShow) => onShow(next)}>
              {SHOWS.map((choice) => (
                <Menu.RadioItem
                  key={choice}
                  value={choice}
                  closeOnClick
                  className={menuStyles["item"]}
                >
                  <span className={menuStyles["mark"]}>
                    <Menu.RadioItemIndicator>
                      <Check size={12} aria-hidden="true" />
                    </Menu.RadioItemIndicator>
                  </span>
                  Show as {SHOWN_AS[choice]}
                </Menu.RadioItem>
              ))}
            </Menu.RadioGroup>
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}
