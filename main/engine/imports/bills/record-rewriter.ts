import type { FileRow } from "../readers/file-row.ts";
import type { CanonicalPlaces, RecordPlaces } from "./canonical-places.ts";
import type { ChargePlan } from "./charge-plan.ts";
import type { ChargeShapes } from "./charge-shapes.ts";
import type { RecordCost } from "./left-out-records.ts";

/** Makes charges of the records of another layout, before they are written. */
export interface RecordRewriter extends RecordPlaces {
  /**
   * The charges of one record in the columns of the plan, without what is only kept; none where it
   * is left out.
   * Errors: throws RecordRefused
   */
  rewrite(cells: readonly string[]): readonly (readonly string[])[];
  /** The record last rewritten was loaded, or left out. */
  keep(): void;
  /** What a record says it costs, readable or not. */
  costOf(cells: readonly string[]): RecordCost;
  /** The one cell a reject's column or field is about; null where there are several or none. */
  cellOf(name: string): number | null;
}

/** What to write: the records, how their charges are read and where they stand. */
export interface CanonicalSource {
  readonly rows: AsyncIterable<readonly FileRow[]>;
  readonly headerLine: number;
  readonly plan: ChargePlan;
  readonly places: CanonicalPlaces;
  readonly shapes: Pick<ChargeShapes, "conventions" | "dateFormats">;
  /** Between the cells of the records, and so of what is written. */
  readonly delimiter: string;
  readonly rewriter: RecordRewriter | null;
}
