import { type ReactNode, useMemo, useState } from "react";
import type { Scope } from "../../../shared/contract/scope.ts";
import { PRICE_STATUS_NAMES, PriceStatus } from "../../../shared/domain/price-status.ts";
import type { CallInput } from "../../engine-client.ts";
import { DataGrid, type SortOrder } from "../../grid/data-grid.tsx";
import type { RowBlocks } from "../../grid/row-blocks.ts";
import { type ColumnDefault, columnDefaults, useColumnState } from "../../grid/use-column-state.ts";
import { useRowBlocks } from "../../grid/use-row-blocks.ts";
import { ActionMenu } from "../../ui/action-menu.tsx";
import { fullIn, plural, spellAmount } from "../../ui/format-amount.ts";
import { Inspector } from "../../ui/inspector.tsx";
import { EmptyNote, ErrorNote, LoadingNote } from "../../ui/notice.tsx";
import { PageFrame } from "../../ui/page.tsx";
import { SelectBox } from "../../ui/select-box.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { useAnswer } from "../../use-engine.ts";
import { useStatus } from "../../use-workspace.ts";
import styles from "./charges.module.css";
import { FacetFilter, filterOn } from "./facet-filter.tsx";
import { PriceTrace } from "./price-trace.tsx";

type Question = CallInput<"prices.summary">;
type StatusChoice = PriceStatus | "all";

const FIRST_COLUMNS: readonly (readonly [name: string, width: number])[] = [
  ["sku_id", 116],
  ["meter", 108],
  ["pricing_unit", 76],
  ["status", 104],
  ["price_before", 100],
  ["price", 100],
  ["change", 96],
  ["price_effect", 84],
  ["quantity_effect", 98],
  ["other_effect", 96],
  ["quantity", 104],
  ["cost", 104],
  ["list_price", 96],
  ["contracted_price", 116],
  ["effective_price", 110],
  ["service_name", 170],
  ["region_id", 104],
];

/** What a column can be filtered by; each is an attribute of the charges behind the list. */
const FILTERABLE = new Set([
  "provider_name",
  "service_name",
  "sku_id",
  "sku_price_id",
  "region_id",
  "pricing_category",
  "pricing_unit",
]);

export interface PriceViewProps {
  readonly scope: Scope;
  readonly viewSwitch: ReactNode;
  readonly onShowCharges: () => void;
}

/** The price of every SKU in a month, beside the month it is compared with. */
export function PriceView({ scope, viewSwitch, onShowCharges }: PriceViewProps) {
  const [sort, setSort] = useState<SortOrder | null>(null);
  const [status, setStatus] = useState<StatusChoice>("all");
  const [search, setSearch] = useState("");
  const question = usePriceQuestion(scope);
  const blocks = useRowBlocks("prices.page", {
    ...question,
    search,
    ...(status === "all" ? {} : { statuses: [status] }),
    ...(sort === null ? {} : { sort }),
  });
  const names = blocks.columns.map(({ name }) => name).join(" ");
  const defaults = useMemo(() => columnDefaults(names.split(" "), FIRST_COLUMNS), [names]);
  const message = usePricesMessage(question);
  const tools = (
    <div className={styles["tools"]}>
      <StatusFilter question={question} status={status} onChange={setStatus} />
      <TextField
        label="Search prices"
        isLabelHidden
        value={search}
        placeholder="Search SKU, service, region"
        onChange={setSearch}
      />
    </div>
  );
  if (names === "" || blocks.error !== null) {
    return (
      <PageFrame title="Charges" message={message} actions={viewSwitch}>
        {tools}
        {blocks.error === null ? (
          <LoadingNote what="the prices" />
        ) : (
          <ErrorNote error={blocks.error} />
        )}
      </PageFrame>
    );
  }
  return (
    <PriceTable
      key={question.against ?? ""}
      {...{
        scope,
        question,
        blocks,
        sort,
        setSort,
        defaults,
        message,
        tools,
        viewSwitch,
        onShowCharges,
      }}
    />
  );
}

interface PriceTableProps {
  readonly scope: Scope;
  readonly question: Question;
  readonly blocks: RowBlocks;
  readonly sort: SortOrder | null;
  readonly setSort: (sort: SortOrder | null) => void;
  readonly defaults: readonly ColumnDefault[];
  readonly message: string | null;
  readonly tools: ReactNode;
  readonly viewSwitch: ReactNode;
  readonly onShowCharges: () => void;
}

function PriceTable(props: PriceTableProps) {
  const { scope, question, blocks } = props;
  const [active, setActive] = useState<number | null>(null);
  const columns = useColumnState(
    question.against === undefined ? "prices" : "prices-compared",
    props.defaults,
  );
  const labels = new Map(blocks.columns.map(({ name, label }) => [name, label]));
  const cell = (name: string): string | null => {
    const place = blocks.columns.findIndex((column) => column.name === name);
    return active === null ? null : (blocks.rowAt(active)?.[place] ?? null);
  };
  return (
    <PageFrame
      title="Charges"
      message={props.message}
      actions={
        <>
          {props.viewSwitch}
          <ActionMenu
            label="Columns"
            actions={[
              ...columns.hidden
                .filter((name) => name !== "line")
                .map((name) => ({
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
      {props.tools}
      {blocks.total === 0 ? (
        <EmptyNote>No price of this period passes the filters.</EmptyNote>
      ) : (
        <DataGrid
          label="Unit prices"
          blocks={blocks}
          columns={columns}
          sort={props.sort}
          onSort={props.setSort}
          isFiltered={(name) => filterOn(scope.filters, name) !== undefined}
          filterOf={({ name }) =>
            FILTERABLE.has(name)
              ? (close) => <FacetFilter scope={scope} attribute={name} onDone={close} />
              : undefined
          }
          onRange={(_range, { row }) => setActive(row)}
        />
      )}
      <Inspector>
        <PriceTrace
          question={question}
          lineText={cell("line")}
          title={cell("meter") ?? cell("sku_id") ?? cell("service_name")}
          unit={cell("pricing_unit")}
          onShowCharges={props.onShowCharges}
        />
      </Inspector>
    </PageFrame>
  );
}

/** A month without bills has no prices to compare with. */
function usePriceQuestion({ period, compare, basis, currency, filters }: Scope): Question {
  const status = useStatus();
  const isBilled =
    status?.periods.some((one) => one.period === compare && one.charges > 0) ?? false;
  return useMemo(
    () => ({
      period,
      ...(compare === undefined || !isBilled ? {} : { against: compare }),
      ...(basis === undefined ? {} : { basis }),
      ...(currency === undefined ? {} : { currency }),
      ...(filters === undefined ? {} : { filters }),
    }),
    [period, compare, isBilled, basis, currency, filters],
  );
}

function StatusFilter({
  question,
  status,
  onChange,
}: {
  question: Question;
  status: StatusChoice;
  onChange: (status: StatusChoice) => void;
}) {
  const found = useAnswer("prices.summary", question).value?.statuses ?? [];
  const options: { value: StatusChoice; label: string }[] = [
    { value: "all", label: "All" },
    ...PriceStatus.options
      .filter((name) => name === status || found.some((one) => one.status === name))
      .map((value) => ({ value, label: PRICE_STATUS_NAMES[value] })),
  ];
  return (
    <div className={styles["status"]}>
      <SelectBox label="Status" value={status} options={options} onChange={onChange} />
    </div>
  );
}

function usePricesMessage(question: Question): string | null {
  const summary = useAnswer("prices.summary", question).value;
  if (summary === undefined) {
    return null;
  }
  const { period, against, currency, lines, price, statuses, currenciesLeftOut } = summary;
  const count = (name: PriceStatus): number =>
    statuses.find(({ status }) => status === name)?.lines ?? 0;
  const others =
    currenciesLeftOut.length === 0 ? "" : `; ${currenciesLeftOut.join(", ")} is not in this list`;
  const list = `${plural(lines, "price")} of ${period} in ${currency}`;
  return against === null
    ? `${list}${others}`
    : `${list}${others}; ${count("new")} new, ${count("retired")} retired, ` +
        `${count("re-priced")} re-priced since ${against}; ` +
        `prices moved ${currency} ${spellAmount(price, fullIn(currency))}`;
}
