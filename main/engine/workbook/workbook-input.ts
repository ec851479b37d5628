import type { CostBasis } from "../../../shared/domain/charge.ts";
import type { VarianceConvention } from "../../../shared/domain/variance-effect.ts";

/** What the user asked a workbook of. */
export interface WorkbookInput {
  readonly period: string;
  readonly compare?: string | undefined;
  readonly basis: CostBasis;
  readonly currency?: string | undefined;
  /** The convention of the variance; absent takes the one asked for last. */
  readonly convention?: VarianceConvention | undefined;
}
