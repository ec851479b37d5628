import { allocation } from "./allocation.ts";
import { calendar } from "./calendar.ts";
import { charges } from "./charges.ts";
import { identifiers } from "./identifiers.ts";
import { jobs } from "./jobs.ts";
import { prices } from "./prices.ts";
import { quality } from "./quality.ts";
import { reconciliation } from "./reconciliation.ts";
import { sources } from "./sources.ts";
import { taxonomy } from "./taxonomy.ts";
import { variance } from "./variance.ts";
import { workbook } from "./workbook.ts";
import { workspace } from "./workspace.ts";

/** Every question the renderer or the command line may ask. */
export const contract = {
  workspace,
  sources,
  charges,
  prices,
  identifiers,
  quality,
  calendar,
  taxonomy,
  allocation,
  reconciliation,
  variance,
  workbook,
  jobs,
};
export type Contract = typeof contract;
