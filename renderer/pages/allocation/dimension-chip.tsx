import { Menu } from "@base-ui/react/menu";
import { ChevronDown, GripVertical, Plus } from "lucide-react";
import type { DragEvent, KeyboardEvent } from "react";
import { attributeLabel } from "../../attribute-label.ts";
import {
  addDimension,
  isOnlyRow,
  moveDimension,
  type PivotConfig,
  type PivotZone,
} from "../../grid/pivot-config.ts";
import menuStyles from "../../ui/menu.module.css";
import { Part } from "../../ui/part.tsx";
import styles from "./allocation.module.css";
import { useKeptAttributes } from "./use-kept-attributes.ts";

export interface DimensionChipProps {
  readonly name: string;
  readonly zone: PivotZone;
  readonly config: PivotConfig;
  readonly onChange: (config: PivotConfig) => void;
  readonly onRemove: () => void;
  readonly onDragStart: (event: DragEvent) => void;
  readonly onDrop: (event: DragEvent) => void;
}

/** A dimension in its zone: drag it by its grip, open its menu, or press Alt with an arrow. */
export function DimensionChip(props: DimensionChipProps) {
  const { name, zone, config, onChange } = props;
  const actions = actionsOf(props);
  const moveByKey = (event: KeyboardEvent): void => {
    const steps = event.key === "ArrowUp" ? -1 : event.key === "ArrowDown" ? 1 : 0;
    if (event.altKey && steps !== 0) {
      event.preventDefault();
      event.stopPropagation();
      onChange(moveDimension(config, name, steps));
    } else if (event.key === "Delete") {
      event.preventDefault();
      props.onRemove();
    } else if (event.altKey && (event.key === "ArrowLeft" || event.key === "ArrowRight")) {
      event.preventDefault();
      onChange(addDimension(config, otherZone(zone), name));
    }
  };
  return (
    <Menu.Root modal={false}>
      <Part className={styles["dimension"]} onDrop={props.onDrop}>
        <Part
          className={styles["grip"]}
          data-grip={name}
          draggable
          aria-hidden="true"
          onDragStart={props.onDragStart}
        >
          <GripVertical size={11} />
        </Part>
        <Menu.Trigger className={styles["name"]} data-dimension={name} onKeyDownCapture={moveByKey}>
          {attributeLabel(name)} <ChevronDown size={11} aria-hidden="true" />
        </Menu.Trigger>
      </Part>
      <Menu.Portal>
        <Menu.Positioner className={menuStyles["positioner"]} sideOffset={4} align="start">
          <Menu.Popup className={menuStyles["popup"]}>
            {actions.map(({ label, isDisabled, run }) => (
              <Menu.Item
                key={label}
                className={menuStyles["item"]}
                disabled={isDisabled}
                onClick={run}
              >
                {label}
              </Menu.Item>
            ))}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}

function actionsOf({ name, zone, config, onChange, onRemove }: DimensionChipProps) {
  const names = config[zone];
  const index = names.indexOf(name);
  const isOnly = isOnlyRow(config, name);
  const other = otherZone(zone);
  return [
    {
      label: "Move up",
      isDisabled: index === 0,
      run: () => onChange(moveDimension(config, name, -1)),
    },
    {
      label: "Move down",
      isDisabled: index === names.length - 1,
      run: () => onChange(moveDimension(config, name, 1)),
    },
    {
      label: `Move to ${other}`,
      isDisabled: isOnly,
      run: () => onChange(addDimension(config, other, name)),
    },
    { label: "Remove", isDisabled: isOnly, run: onRemove },
  ];
}

function otherZone(zone: PivotZone): PivotZone {
  return zone === "rows" ? "columns" : "rows";
}

export interface AddDimensionProps {
  readonly title: string;
  readonly config: PivotConfig;
  readonly onAdd: (name: string) => void;
}

/** Everything the run can be looked at by that no zone holds yet. */
export function AddDimension({ title, config, onAdd }: AddDimensionProps) {
  const kept = useKeptAttributes();
  const used = [...config.rows, ...config.columns];
  const names = kept.filter((name) => !used.includes(name));
  return (
    <Menu.Root modal={false}>
      <Menu.Trigger
        className={styles["add"]}
        data-add=""
        aria-label={`Add to ${title.toLowerCase()}`}
      >
        <Plus size={13} aria-hidden="true" />
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Positioner className={menuStyles["positioner"]} sideOffset={4} align="start">
          <Menu.Popup className={menuStyles["popup"]}>
            {names.map((name) => (
              <Menu.Item key={name} className={menuStyles["item"]} onClick={() => onAdd(name)}>
                {attributeLabel(name)}
              </Menu.Item>
            ))}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}
