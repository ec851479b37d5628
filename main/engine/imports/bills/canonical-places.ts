import { type CellPlan, cellPlans } from "./canonical-cells.ts";
import type { CellSource, ChargePlan, PlannedColumn } from "./charge-plan.ts";

/** A cell of a charge that is written behind its record, because it is not copied as it stands. */
export interface WrittenCell {
  /** Position in the charge. */
  readonly index: number;
  /** How it is read; null where it is text. */
  readonly cell: CellPlan | null;
  readonly isCurrency: boolean;
}

/** A cell of a charge that stands in its record. */
export interface CopiedCell {
  readonly index: number;
  /** Position in the record. */
  readonly at: number;
}

/** Where the cells of charges stand in the text that is loaded. */
export interface CanonicalPlaces {
  /** The same columns, as they stand in that text: those of the record, then what is behind it. */
  readonly plan: ChargePlan;
  readonly written: readonly WrittenCell[];
  readonly copied: readonly CopiedCell[];
}

/** Where the charges of a plan come from. */
export interface RecordPlaces {
  /** Cells of a record of the file. */
  readonly width: number;
  /** The record's cell that a cell of the plan always repeats; null where it is made of others. */
  copyOf(index: number): number | null;
}

/** The plan of charges that are their records. */
export function sameRecord({ header }: ChargePlan): RecordPlaces {
  return { width: header.length, copyOf: (index) => index };
}

/**
 * A text is loaded as its records stand, each with what was read of it behind it, so that what is
 * only kept or copied is neither taken apart nor put together again.
 */
export function canonicalPlaces(plan: ChargePlan, record: RecordPlaces): CanonicalPlaces {
  const cells = new Map(cellPlans(plan).map((cell) => [cell.name, cell]));
  const written: WrittenCell[] = [];
  const copied: CopiedCell[] = [];
  const places = new Map<PlannedColumn, number>();
  // A record is refused for its currency first, then for its numbers and its times.
  for (const planned of inOrderOfReading(plan)) {
    const { column, source } = planned;
    if (source.kind === "constant") {
      continue;
    }
    const { index } = source;
    const cell = cells.get(column.name) ?? null;
    const isCurrency = column.name === "billing_currency";
    const at = cell !== null || isCurrency ? null : record.copyOf(index);
    if (at === null) {
      places.set(planned, record.width + written.length);
      written.push({ index, cell, isCurrency });
    } else {
      places.set(planned, at);
      copied.push({ index, at });
    }
  }
  const placeOf = (planned: PlannedColumn): CellSource => {
    const index = places.get(planned);
    return index === undefined ? planned.source : { kind: "column", index };
  };
  return {
    plan: {
      ...plan,
      header: Array.from({ length: record.width + written.length }, (_, index) => `c${index}`),
      columns: plan.columns.map((planned) => ({ ...planned, source: placeOf(planned) })),
      kept: plan.kept.map(({ name, index }) => ({ name, index: record.copyOf(index) ?? index })),
    },
    written,
    copied,
  };
}

function inOrderOfReading(plan: ChargePlan): PlannedColumn[] {
  const read = cellPlans(plan).map(({ name }) => name);
  const order = ["billing_currency", ...read];
  const rank = ({ column }: PlannedColumn): number => {
    const at = order.indexOf(column.name);
    return at === -1 ? order.length : at;
  };
  return [...plan.columns].sort((a, b) => rank(a) - rank(b));
}
