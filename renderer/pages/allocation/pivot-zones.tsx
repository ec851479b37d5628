import { Menu } from "@base-ui/react/menu";
import { ChevronDown, Plus } from "lucide-react";
import { PivotDimension } from "../../../shared/contract/charges.ts";
import type { CostBasis } from "../../../shared/domain/charge.ts";
import type { Condition } from "../../../shared/domain/condition.ts";
import { attributeLabel } from "../../attribute-label.ts";
import {
  addDimension,
  moveDimension,
  type PivotConfig,
  type PivotZone,
  removeDimension,
} from "../../grid/pivot-config.ts";
import menuStyles from "../../ui/menu.module.css";
import { useAttributes } from "../../use-attributes.ts";
import styles from "./allocation.module.css";

export interface PivotZonesProps {
  readonly config: PivotConfig;
  readonly onChange: (config: PivotConfig) => void;
  readonly basis: CostBasis;
  readonly filters: readonly Condition[];
}

const OF_A_RUN = ["target", "pool", "rule", "stage"];

/** What stands on the rows and columns; every change by menu, so by mouse and by key alike. */
export function PivotZones({ config, onChange, basis, filters }: PivotZonesProps) {
  return (
    <>
      <Zone title="Rows" zone="rows" config={config} onChange={onChange} />
      <Zone title="Columns" zone="columns" config={config} onChange={onChange} />
      <section className={styles["zone"]} aria-label="Values">
        <h3>Values</h3>
        <p className={styles["chips"]}>
          <span className={styles["chip"]}>
            {basis.charAt(0).toUpperCase() + basis.slice(1)} cost, sum
          </span>
        </p>
      </section>
      {filters.length === 0 ? null : (
        <section className={styles["zone"]} aria-label="Filters">
          <h3>Filters</h3>
          <p className={styles["chips"]}>
            {filters.map(({ attribute }) => (
              <span key={attribute} className={styles["chip"]}>
                {attributeLabel(attribute)}
              </span>
            ))}
          </p>
        </section>
      )}
    </>
  );
}

interface ZoneProps {
  readonly title: string;
  readonly zone: PivotZone;
  readonly config: PivotConfig;
  readonly onChange: (config: PivotConfig) => void;
}

function Zone({ title, zone, config, onChange }: ZoneProps) {
  return (
    <section className={styles["zone"]} aria-label={title}>
      <h3>{title}</h3>
      <div className={styles["chips"]}>
        {config[zone].map((name) => (
          <DimensionChip key={name} name={name} zone={zone} config={config} onChange={onChange} />
        ))}
        <AddDimension title={title} zone={zone} config={config} onChange={onChange} />
      </div>
    </section>
  );
}

function DimensionChip({
  name,
  zone,
  config,
  onChange,
}: Omit<ZoneProps, "title"> & { name: string }) {
  const names = config[zone];
  const index = names.indexOf(name);
  const other: PivotZone = zone === "rows" ? "columns" : "rows";
  const isOnly = zone === "rows" && names.length === 1;
  const actions = [
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
    { label: "Remove", isDisabled: isOnly, run: () => onChange(removeDimension(config, name)) },
  ];
  return (
    <Menu.Root modal={false}>
      <Menu.Trigger className={styles["chip"]}>
        {attributeLabel(name)} <ChevronDown size={11} aria-hidden="true" />
      </Menu.Trigger>
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

function AddDimension({ title, zone, config, onChange }: ZoneProps) {
  const attributes = useAttributes();
  const used = [...config.rows, ...config.columns];
  const names = [...OF_A_RUN, ...attributes.map(({ value }) => value)]
    .filter((name) => !used.includes(name))
    .filter((name) => PivotDimension.safeParse(name).success);
  return (
    <Menu.Root modal={false}>
      <Menu.Trigger className={styles["add"]} aria-label={`Add to ${title.toLowerCase()}`}>
        <Plus size={13} aria-hidden="true" />
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Positioner className={menuStyles["positioner"]} sideOffset={4} align="start">
          <Menu.Popup className={menuStyles["popup"]}>
            {names.map((name) => (
              <Menu.Item
                key={name}
                className={menuStyles["item"]}
                onClick={() => onChange(addDimension(config, zone, name))}
              >
                {attributeLabel(name)}
              </Menu.Item>
            ))}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}
