import { useCallback, useEffect, useMemo, useState } from "react";
import type { Scope } from "../../shared/contract/scope.ts";
import { DataGrid, type SortOrder } from "../grid/data-grid.tsx";
import { type ColumnDefault, useColumnState } from "../grid/use-column-state.ts";
import { useRowBlocks } from "../grid/use-row-blocks.ts";
import { useStore } from "../store/index.ts";
import { ActionMenu } from "../ui/action-menu.tsx";
import { Button } from "../ui/button.tsx";
import { plural, shortCount, spellAmount } from "../ui/format-amount.ts";
import { Inspector } from "../ui/inspector.tsx";
import { EmptyNote, ErrorNote, LoadingNote } from "../ui/notice.tsx";
import { PageFrame } from "../ui/page.tsx";
import { useAnswer } from "../use-engine.ts";
import { useScope, useStatus } from "../use-workspace.ts";
import { ChargeTrace } from "./charges/charge-trace.tsx";
import { FacetFilter, filterOn } from "./charges/facet-filter.tsx";
import { FilterByAttribute } from "./charges/filter-by-attribute.tsx";
import { type SelectedRows, useSelectionSum } from "./charges/use-selection-sum.ts";
import { NO_NOTE, type Page, type RailNote } from "./define.ts";

export const chargesPage: Page = {
  path: "charges",
  title: "Charges",
  component: Charges,
  useRailNote: useChargesNote,
};

/** What a reader looks at first, in this order; other columns follow and start hidden. */
const FIRST_COLUMNS: readonly (readonly [name: string, width: number])[] = [
  ["service_name", 190],
  ["charge_period_start", 92],
  ["provider_name", 96],
  ["sub_account_name", 130],
  ["region_name", 112],
  ["resource_id", 170],
  ["charge_category", 88],
  ["pricing_quantity", 96],
  ["pricing_unit", 84],
  ["effective_cost", 104],
  ["billed_cost", 104],
  ["billing_currency", 68],
  ["charge_description", 220],
  ["list_cost", 104],
  ["contracted_cost", 104],
];
const OTHER_WIDTH = 130;
const NO_DEFAULTS: readonly ColumnDefault[] = [];

function Charges() {
  const scope = useScope();
  const openPage = useStore((state) => state.openPage);
  if (scope === null) {
    return (
      <PageFrame title="Charges">
        <EmptyNote
          action={
            <Button tone="primary" onClick={() => openPage("sources")}>
              Go to Sources
            </Button>
          }
        >
          Every charge of the period, row by row, once a billing export is imported.
        </EmptyNote>
      </PageFrame>
    );
  }
  return <ChargeRows scope={scope} />;
}

function ChargeRows({ scope }: { scope: Scope }) {
  const [sort, setSort] = useState<SortOrder | null>(null);
  const [selected, setSelected] = useState<SelectedRows | null>(null);
  const blocks = useRowBlocks("charges.page", { scope, ...(sort === null ? {} : { sort }) });
  const defaults = useColumnDefaults(blocks.columns.map(({ name }) => name).join(" "));
  useSelectionSum(scope, sort, selected, blocks.total);
  const idPlace = blocks.columns.findIndex(({ name }) => name === "charge_id");
  const chargeId =
    selected === null || idPlace < 0 ? null : (blocks.rowAt(selected.active)?.[idPlace] ?? null);
  const grid = { blocks, scope, sort, setSort, setSelected };
  return (
    <PageFrame
      title="Charges"
      message={useChargesMessage(scope)}
      actions={<FilterByAttribute scope={scope} />}
    >
      {blocks.error === null ? null : <ErrorNote error={blocks.error} />}
      {blocks.total === null && blocks.error === null ? <LoadingNote what="the charges" /> : null}
      {blocks.total === 0 ? <NoCharges isFiltered={scope.filters.length > 0} /> : null}
      {blocks.total !== null && blocks.total > 0 && defaults !== NO_DEFAULTS ? (
        <ChargeGrid {...grid} defaults={defaults} />
      ) : null}
      <Inspector>
        <ChargeTrace chargeId={chargeId} />
      </Inspector>
    </PageFrame>
  );
}

interface ChargeGridProps {
  readonly blocks: ReturnType<typeof useRowBlocks>;
  readonly scope: Scope;
  readonly sort: SortOrder | null;
  readonly setSort: (sort: SortOrder | null) => void;
  readonly setSelected: (selected: SelectedRows) => void;
  readonly defaults: readonly ColumnDefault[];
}

function ChargeGrid({ blocks, scope, sort, setSort, setSelected, defaults }: ChargeGridProps) {
  const columns = useColumnState("charges", defaults);
  const labels = new Map(blocks.columns.map(({ name, label }) => [name, label]));
  const onRange = useCallback(
    (range: { firstRow: number; lastRow: number }, active: { row: number }) =>
      setSelected({ from: range.firstRow, to: range.lastRow + 1, active: active.row }),
    [setSelected],
  );
  return (
    <>
      <DataGrid
        label="Charges"
        blocks={blocks}
        columns={columns}
        sort={sort}
        onSort={setSort}
        isFiltered={(name) => filterOn(scope.filters, name) !== undefined}
        filterOf={({ name }) =>
          isFilterable(name)
            ? (close) => <FacetFilter scope={scope} attribute={name} onDone={close} />
            : undefined
        }
        onRange={onRange}
      />
      <div style={{ display: "flex", gap: 8 }}>
        <ActionMenu
          label="Show a hidden column"
          actions={columns.hidden
            .filter((name) => labels.has(name))
            .map((name) => ({ label: labels.get(name) ?? name, run: () => columns.show(name) }))}
        >
          Columns
        </ActionMenu>
        <Button tone="quiet" onClick={columns.reset}>
          Reset layout
        </Button>
      </div>
    </>
  );
}

const NOT_FILTERABLE = new Set(["charge_id", "charge_period_start", "charge_period_end", "tags"]);
const MEASURES = /_(cost|quantity|unit)$/;

function isFilterable(name: string): boolean {
  return !NOT_FILTERABLE.has(name) && !MEASURES.test(name);
}

function useColumnDefaults(names: string): readonly ColumnDefault[] {
  return useMemo(() => {
    if (names === "") {
      return NO_DEFAULTS;
    }
    const known = names.split(" ");
    const first = FIRST_COLUMNS.filter(([name]) => known.includes(name));
    const others = known.filter((name) => !first.some(([id]) => id === name));
    return [
      ...first.map(([id, width]) => ({ id, width })),
      ...others.map((id) => ({ id, width: OTHER_WIDTH, isHidden: true })),
    ];
  }, [names]);
}

function NoCharges({ isFiltered }: { isFiltered: boolean }) {
  const clearFilters = useStore((state) => state.clearFilters);
  return isFiltered ? (
    <EmptyNote action={<Button onClick={clearFilters}>Clear all filters</Button>}>
      No charge of this period passes the filters.
    </EmptyNote>
  ) : (
    <EmptyNote>This period has no charges in this currency.</EmptyNote>
  );
}

function useChargesMessage(scope: Scope): string | null {
  const answer = useAnswer("charges.sums", { scope });
  const setStatusNote = useStore((state) => state.setStatusNote);
  const value = answer.value;
  useEffect(() => {
    if (value !== undefined && value.charges !== value.of) {
      const text = `filtered ${plural(value.charges, "charge")} of ${plural(value.of, "charge")}`;
      setStatusNote({ text, tone: "plain" });
    } else {
      setStatusNote(null);
    }
  }, [value, setStatusNote]);
  if (value === undefined) {
    return null;
  }
  const sums = value.sums.map((sum) => `${sum.currency} ${spellAmount(sum[scope.basis])}`);
  return `${plural(value.charges, "charge")} of ${scope.period}; ${scope.basis} cost ${sums.join(", ") || "0"}`;
}

function useChargesNote(): RailNote {
  const status = useStatus();
  const period = useStore((state) => state.period);
  const charges = status?.periods.find((known) => known.period === period)?.charges ?? 0;
  if (charges === 0) {
    return NO_NOTE;
  }
  return { tone: "good", note: shortCount(charges), state: plural(charges, "charge") };
}
