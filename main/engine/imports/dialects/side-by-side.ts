import type { DriverColumn } from "../../../../shared/domain/mapping.ts";
import { Mapping } from "../../../../shared/domain/mapping.ts";
import { headerPlace } from "../finance/finance-header.ts";
import type { Dialect, DialectReading, OpeningTable } from "./define.ts";
import { OpenedHeader } from "./opened-header.ts";

/** One driver of a layout: its name, the columns it may stand in, and its unit. */
export interface SideDriver {
  readonly driver: string;
  readonly names: string;
  readonly unit?: string;
}

/** A layout whose records hold the quantities of several drivers side by side. */
export interface SideBySide extends Omit<Dialect, "read" | "dataset"> {
  readonly signature: readonly string[];
  /** A column that another layout has and this one has not. */
  readonly foreign?: string;
  /** Columns that may be the target, the first that is filled. */
  readonly targets: readonly string[];
  /** The day, or the moment it begins. */
  readonly periods: readonly string[];
  readonly drivers: readonly SideDriver[];
  /** The column whose texts part each driver once more, for example the model. */
  readonly by?: string;
}

const MONTH = "^(\\d{4}-\\d{2}|\\d{9,11})";

/** A layout of drivers that is told by the names in its header; no cost is added by it. */
export function sideBySide(layout: SideBySide): Dialect {
  const { name, title, reference, says } = layout;
  return { name, title, dataset: "driver", reference, says, read: (table) => read(layout, table) };
}

function read(layout: SideBySide, table: OpeningTable): DialectReading | null {
  const found = OpenedHeader.find(table, layout.signature);
  if (found === null || (layout.foreign !== undefined && found.has(layout.foreign))) {
    return null;
  }
  const target = firstFilled(found, layout.targets);
  const period = firstFilled(found, layout.periods);
  const drivers = driversOf(found, layout);
  if (target === null || period === null || drivers.length === 0) {
    return null;
  }
  const { delimiter } = table;
  return {
    confidence: "exact",
    header: found.header,
    mapping: Mapping.parse({
      tieout: 1,
      dataset: "driver",
      name: layout.title,
      ...(delimiter === null ? {} : { delimiter }),
      columns: { target, period: { column: period, pattern: MONTH } },
      drivers,
    }),
    matched: layout.signature.length + drivers.length,
    reasons: [
      `${headerPlace(found.header)} has the columns of ${layout.title}.`,
      layout.says,
      `${target} is the target; another column as target is a mapping away.`,
    ],
    questions: [],
  };
}

/** The first of the columns in which a record has a text, else the first that there is. */
function firstFilled(found: OpenedHeader, groups: readonly string[]): string | null {
  const names = groups.flatMap((group) => found.name(group) ?? []);
  return names.find((name) => found.cells(name).length > 0) ?? names[0] ?? null;
}

function driversOf(found: OpenedHeader, { drivers, by }: SideBySide): DriverColumn[] {
  const part = by === undefined ? null : found.name(by);
  const isParted = part !== null && found.cells(part).length > 0;
  return drivers.flatMap(({ driver, names, unit }) => {
    const column = found.name(names);
    if (column === null) {
      return [];
    }
    const one = { driver, column, ...(unit === undefined ? {} : { unit }) };
    return isParted ? [one, { ...one, by: part }] : [one];
  });
}
