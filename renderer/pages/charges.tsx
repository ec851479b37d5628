import { type ReactNode, useEffect, useMemo, useState } from "react";
import type { Scope } from "../../shared/contract/scope.ts";
import { type Command, useOfferCommands } from "../commands.ts";
import { DataGrid, type SortOrder } from "../grid/data-grid.tsx";
import type { RowBlocks } from "../grid/row-blocks.ts";
import { type ColumnDefault, columnDefaults, useColumnState } from "../grid/use-column-state.ts";
import { useRowBlocks } from "../grid/use-row-blocks.ts";
import { useStore } from "../store/index.ts";
import { ActionMenu } from "../ui/action-menu.tsx";
import { Button } from "../ui/button.tsx";
import { formatCount, fullIn, plural, shortCount, spellAmount } from "../ui/format-amount.ts";
import { Inspector } from "../ui/inspector.tsx";
import { EmptyNote, ErrorNote, LoadingNote } from "../ui/notice.tsx";
import { PageFrame } from "../ui/page.tsx";
import { useAnswer } from "../use-engine.ts";
import { useScope, useStatus } from "../use-workspace.ts";
import { ChargeTrace } from "./charges/charge-trace.tsx";
import { FacetFilter, filterOn } from "./charges/facet-filter.tsx";
import { FilterByAttribute } from "./charges/filter-by-attribute.tsx";
import { PriceView } from "./charges/price-view.tsx";
import { type SelectedRows, useSelectionSum } from "./charges/use-selection-sum.ts";
import { type ChargesView, ViewSwitch } from "./charges/view-switch.tsx";
import { NO_NOTE, type Page, type RailNote } from "./define.ts";

export const chargesPage: Page = {
  path: "charges",
  title: "Charges",
  component: Charges,
  useRailNote: useChargesNote,
};

/** What a reader looks at first, in this order; other columns follow and start hidden. */
const FIRST_COLUMNS: readonly (readonly [name: string, width: number])[] = [
  ["service_name", 170],
  ["charge_period_start", 104],
  ["provider_name", 92],
  ["sub_account_name", 122],
  ["resource_id", 140],
  ["effective_cost", 112],
  ["billed_cost", 112],
  ["billing_currency", 70],
  ["charge_category", 104],
  ["region_name", 112],
  ["pricing_quantity", 96],
  ["pricing_unit", 84],
  ["charge_description", 240],
  ["list_cost", 112],
  ["contracted_cost", 112],
];

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
  return <ChargesOf scope={scope} />;
}

function ChargesOf({ scope }: { scope: Scope }) {
  const [view, setView] = useState<ChargesView>("charges");
  const commands = useMemo<readonly Command[]>(
    () => [
      {
        id: "unit-prices",
        title: view === "prices" ? "Show charges" : "Show unit prices",
        group: "This page",
        shortcut: "u",
        run: () => setView(view === "prices" ? "charges" : "prices"),
      },
    ],
    [view],
  );
  useOfferCommands(commands);
  const viewSwitch = <ViewSwitch view={view} onChange={setView} />;
  return view === "prices" ? (
    <PriceView scope={scope} viewSwitch={viewSwitch} onShowCharges={() => setView("charges")} />
  ) : (
    <ChargeRows scope={scope} viewSwitch={viewSwitch} />
  );
}

function ChargeRows({ scope, viewSwitch }: { scope: Scope; viewSwitch: ReactNode }) {
  const [sort, setSort] = useState<SortOrder | null>(null);
  const blocks = useRowBlocks("charges.page", { scope, ...(sort === null ? {} : { sort }) });
  const names = blocks.columns.map(({ name }) => name).join(" ");
  const defaults = useMemo(() => columnDefaults(names.split(" "), FIRST_COLUMNS), [names]);
  return names === "" || blocks.error !== null ? (
    <PageFrame title="Charges" actions={viewSwitch}>
      {blocks.error === null ? (
        <LoadingNote what="the charges" />
      ) : (
        <ErrorNote error={blocks.error} />
      )}
    </PageFrame>
  ) : (
    <ChargeTable {...{ scope, blocks, sort, setSort, defaults, viewSwitch }} />
  );
}

interface ChargeTableProps {
  readonly scope: Scope;
  readonly blocks: RowBlocks;
  readonly sort: SortOrder | null;
  readonly setSort: (sort: SortOrder | null) => void;
  readonly defaults: readonly ColumnDefault[];
  readonly viewSwitch: ReactNode;
}

function ChargeTable(props: ChargeTableProps) {
  const { scope, blocks, sort, setSort, defaults, viewSwitch } = props;
  const [selected, setSelected] = useState<SelectedRows | null>(null);
  const columns = useColumnState("charges", defaults);
  const labels = new Map(blocks.columns.map(({ name, label }) => [name, label]));
  useSelectionSum(scope, sort, selected, blocks.total);
  const idPlace = blocks.columns.findIndex(({ name }) => name === "charge_id");
  const chargeId = selected === null ? null : (blocks.rowAt(selected.active)?.[idPlace] ?? null);
  return (
    <PageFrame
      title="Charges"
      message={useChargesMessage(scope)}
      actions={
        <>
          {viewSwitch}
          <FilterByAttribute scope={scope} />
          <ActionMenu
            label="Columns"
            actions={[
              ...columns.hidden.map((name) => ({
                label: `Show ${labels.get(name) ?? name}`,
                run: () => columns.show(name),
              })),
              { label: "Reset layout", run: columns.reset },
            ]}
          >
            Columns
          </ActionMenu>
        </>
      }
    >
      {blocks.total === 0 ? <NoCharges isFiltered={scope.filters.length > 0} /> : null}
      {blocks.total === 0 ? null : (
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
          onRange={(range, active) =>
            setSelected({ from: range.firstRow, to: range.lastRow + 1, active: active.row })
          }
        />
      )}
      <Inspector>
        <ChargeTrace chargeId={chargeId} />
      </Inspector>
    </PageFrame>
  );
}

const NOT_FILTERABLE = new Set(["charge_id", "charge_period_start", "charge_period_end", "tags"]);
const MEASURES = /_(cost|quantity|unit)$/;

function isFilterable(name: string): boolean {
  return !NOT_FILTERABLE.has(name) && !MEASURES.test(name);
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
  const isFiltered = scope.filters.length > 0;
  const whole = useAnswer("charges.sums", isFiltered ? { scope: { ...scope, filters: [] } } : null);
  const kept = value?.charges;
  const of = whole.value?.charges;
  useEffect(() => {
    const isKnown = isFiltered && kept !== undefined && of !== undefined;
    const text = isKnown ? `filtered ${formatCount(kept)} of ${plural(of, "charge")}` : "";
    setStatusNote(isKnown ? { text, tone: "plain" } : null);
  }, [isFiltered, kept, of, setStatusNote]);
  if (value === undefined) {
    return null;
  }
  const sums = value.sums.map(
    (sum) => `${sum.currency} ${spellAmount(sum[scope.basis], fullIn(sum.currency))}`,
  );
  const cost = `${scope.basis} cost ${sums.join(", ") || "0"}`;
  return `${plural(value.charges, "charge")} of ${scope.period}; ${cost}`;
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
