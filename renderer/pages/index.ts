import { allocationPage } from "./allocation.tsx";
import { chargesPage } from "./charges.tsx";
import type { Page } from "./define.ts";
import { identifiersPage } from "./identifiers.tsx";
import { reconciliationPage } from "./reconciliation.tsx";
import { sourcesPage } from "./sources.tsx";
import { taxonomyPage } from "./taxonomy.tsx";
import { variancePage } from "./variance.tsx";
import { workbookPage } from "./workbook.tsx";

/** What is shown: the steps of the close, in order, then what every close builds on. */
export const PAGES: readonly Page[] = [
  sourcesPage,
  chargesPage,
  allocationPage,
  reconciliationPage,
  variancePage,
  workbookPage,
  identifiersPage,
  taxonomyPage,
];
