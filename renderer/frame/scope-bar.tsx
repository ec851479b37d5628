import { Monitor, Moon, PanelRight, Sun, X } from "lucide-react";
import { COST_BASES } from "../../shared/domain/charge.ts";
import { useStore } from "../store/index.ts";
import type { Theme } from "../store/ui-slice.ts";
import { Button } from "../ui/button.tsx";
import type { AmountUnit } from "../ui/format-amount.ts";
import { Keys } from "../ui/keys.tsx";
import { type Option, SelectBox } from "../ui/select-box.tsx";
import { useAnswer } from "../use-engine.ts";
import { useStatus } from "../use-workspace.ts";
import { CalendarDialog } from "./calendar-dialog.tsx";
import { periodOptions } from "./calendar-draft.ts";
import { describeFilter } from "./describe-filter.ts";
import styles from "./scope-bar.module.css";
import { WorkspaceButton } from "./workspace-dialog.tsx";

const BASES = COST_BASES.map((basis) => ({
  value: basis,
  label: `${basis.charAt(0).toUpperCase()}${basis.slice(1)}`,
}));
const NONE = "none";

/** What every number depends on, always in sight. */
export function ScopeBar() {
  const status = useStatus();
  return (
    <header className={styles["bar"]}>
      <WorkspaceButton />
      <CalendarDialog />
      {status !== undefined && status.periods.length > 0 ? <ScopeSelects /> : null}
      <FilterChips />
      <span className={styles["space"]} />
      <CommandButton />
      <ThemeButton />
      <InspectorButton />
    </header>
  );
}

function ScopeSelects() {
  const status = useStatus();
  const { period, compare, basis, setPeriod, setCompare, setBasis } = useStore();
  const periods = (status?.periods ?? [])
    .map((known) => known.period)
    .toSorted((a, b) => b.localeCompare(a));
  const calendar = useAnswer("calendar.get", {}).value;
  const days = calendar === undefined || calendar.isCalendarMonths ? [] : calendar.periods;
  const options = periodOptions(periods, days);
  return (
    <>
      <SelectBox
        label="Period"
        value={period}
        options={options}
        onChange={(next) => setPeriod(next, periods)}
      />
      <SelectBox
        label="Compare"
        value={compare ?? NONE}
        options={[...options.filter(({ value }) => value !== period), { value: NONE, label: "–" }]}
        onChange={(value) => setCompare(value === NONE ? null : value)}
      />
      <SelectBox label="Basis" value={basis} options={BASES} onChange={setBasis} />
      <UnitSelect />
    </>
  );
}

/** The currency looked at and the unit amounts are written in. */
function UnitSelect() {
  const status = useStatus();
  const { unit, setUnit, currency, setCurrency } = useStore();
  const reporting = status?.currency ?? "USD";
  const shown = currency ?? reporting;
  const units: readonly Option<AmountUnit>[] = [
    { value: "auto", label: shown },
    { value: "one", label: `${shown}, every cent` },
    { value: "k", label: `${shown} k` },
    { value: "m", label: `${shown} m` },
  ];
  const others = (status?.currencies ?? []).filter((code) => code !== shown);
  const switches = others.map((code) => ({ value: `currency:${code}`, label: `Bills in ${code}` }));
  return (
    <SelectBox<string>
      label="In"
      value={unit}
      options={[...units, ...switches]}
      onChange={(value) => {
        const code = /^currency:(.+)$/.exec(value)?.[1];
        const chosen = units.find((option) => option.value === value);
        if (code !== undefined) {
          setCurrency(code === reporting ? null : code);
        } else if (chosen !== undefined) {
          setUnit(chosen.value);
        }
      }}
    />
  );
}

function FilterChips() {
  const filters = useStore((state) => state.filters);
  const dropFilter = useStore((state) => state.dropFilter);
  return filters.map((filter) => (
    <span key={filter.attribute} className={styles["chip"]}>
      <span className={styles["chipText"]}>{describeFilter(filter)}</span>
      <button
        type="button"
        className={styles["chipClose"]}
        aria-label={`Remove the filter ${describeFilter(filter)}`}
        onClick={() => dropFilter(filter.attribute)}
      >
        <X size={12} aria-hidden="true" />
      </button>
    </span>
  ));
}

function CommandButton() {
  const setPaletteOpen = useStore((state) => state.setPaletteOpen);
  return (
    <button type="button" className={styles["search"]} onClick={() => setPaletteOpen(true)}>
      <span>Search or run a command</span>
      <Keys shortcut="Mod+K" />
    </button>
  );
}

const NEXT_THEME: Readonly<Record<Theme, Theme>> = {
  system: "light",
  light: "dark",
  dark: "system",
};
const THEME_ICON = { system: Monitor, light: Sun, dark: Moon };

function ThemeButton() {
  const theme = useStore((state) => state.theme);
  const setTheme = useStore((state) => state.setTheme);
  const Icon = THEME_ICON[theme];
  return (
    <Button
      isIcon
      tone="quiet"
      aria-label={`Theme: ${theme}. Change to ${NEXT_THEME[theme]}`}
      title={`Theme: ${theme}`}
      onClick={() => setTheme(NEXT_THEME[theme])}
    >
      <Icon size={15} aria-hidden="true" />
    </Button>
  );
}

function InspectorButton() {
  const isOpen = useStore((state) => state.isInspectorOpen);
  const toggle = useStore((state) => state.toggleInspector);
  return (
    <Button
      isIcon
      tone="quiet"
      aria-label="Explain this number"
      aria-expanded={isOpen}
      title="Explain this number"
      onClick={() => toggle()}
    >
      <PanelRight size={15} aria-hidden="true" />
    </Button>
  );
}
