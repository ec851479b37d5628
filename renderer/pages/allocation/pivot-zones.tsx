import { type DragEvent, type RefObject, useEffect, useRef } from "react";
import type { CostBasis } from "../../../shared/domain/charge.ts";
import type { Condition } from "../../../shared/domain/condition.ts";
import { attributeLabel } from "../../attribute-label.ts";
import {
  type PivotConfig,
  type PivotZone,
  placeDimension,
  removeDimension,
} from "../../grid/pivot-config.ts";
import styles from "./allocation.module.css";
import { AddDimension, DimensionChip } from "./dimension-chip.tsx";
import { ValueChip } from "./value-chip.tsx";

export interface PivotZonesProps {
  readonly config: PivotConfig;
  readonly onChange: (config: PivotConfig) => void;
  readonly basis: CostBasis;
  readonly filters: readonly Condition[];
}

/** What stands on the rows and columns: by mouse, by menu and by key, all to the same effect. */
export function PivotZones({ config, onChange, basis, filters }: PivotZonesProps) {
  const root = useRef<HTMLDivElement>(null);
  const followMoved = useFollowMoved(root, config);
  const change = (next: PivotConfig, moved: string): void => {
    followMoved(moved);
    onChange(next);
  };
  return (
    <div ref={root}>
      <Zone title="Rows" zone="rows" config={config} onChange={change} />
      <Zone title="Columns" zone="columns" config={config} onChange={change} />
      <section className={styles["zone"]} aria-label="Values">
        <h3>Values</h3>
        <div className={styles["chips"]}>
          <ValueChip
            basis={basis}
            show={config.show}
            onShow={(show) => onChange({ ...config, show })}
          />
        </div>
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
    </div>
  );
}

interface ZoneProps {
  readonly title: string;
  readonly zone: PivotZone;
  readonly config: PivotConfig;
  readonly onChange: (config: PivotConfig, moved: string) => void;
}

const DRAGGED = "text/dimension";

function Zone({ title, zone, config, onChange }: ZoneProps) {
  const accept = (event: DragEvent): void => {
    if (event.dataTransfer.types.includes(DRAGGED)) {
      event.preventDefault();
    }
  };
  const drop = (event: DragEvent, before: string | null): void => {
    const name = event.dataTransfer.getData(DRAGGED);
    if (name !== "") {
      event.preventDefault();
      event.stopPropagation();
      onChange(placeDimension(config, zone, name, before), name);
    }
  };
  return (
    <section
      className={styles["zone"]}
      aria-label={title}
      onDragOver={accept}
      onDrop={(event) => drop(event, null)}
    >
      <h3>{title}</h3>
      <div className={styles["chips"]}>
        {config[zone].map((name) => (
          <DimensionChip
            key={name}
            name={name}
            zone={zone}
            config={config}
            onChange={(next) => onChange(next, name)}
            onRemove={() => onChange(removeDimension(config, name), name)}
            onDragStart={(event) => event.dataTransfer.setData(DRAGGED, name)}
            onDrop={(event) => drop(event, name)}
          />
        ))}
        <AddDimension
          title={title}
          config={config}
          onAdd={(name) => onChange(placeDimension(config, zone, name, null), name)}
        />
      </div>
    </section>
  );
}

/** Keeps the focus on a dimension that was moved, or near where it was removed. */
function useFollowMoved(
  root: RefObject<HTMLElement | null>,
  config: PivotConfig,
): (name: string) => void {
  const moved = useRef<string | null>(null);
  useEffect(() => {
    const name = moved.current;
    const isShown = config.rows.concat(config.columns).includes(name ?? "");
    if (name === null) {
      return;
    }
    moved.current = null;
    // A menu gives the focus back as it closes, one frame later.
    const timer = window.setTimeout(() => {
      const place = isShown ? `[data-dimension="${CSS.escape(name)}"]` : "[data-add]";
      root.current?.querySelector<HTMLElement>(place)?.focus();
    }, 50);
    return () => window.clearTimeout(timer);
  }, [config, root]);
  return (name) => {
    moved.current = name;
  };
}
