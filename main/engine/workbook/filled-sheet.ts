import type { PlacedTable } from "./book.ts";
import type { RenderedChecks } from "./place-checks.ts";
import type { SheetLayout } from "./sheet-layout.ts";
import type { SheetContent } from "./sheets/define.ts";

/** A sheet with all its cells, before it is cut into rows. */
export interface FilledSheet {
  readonly name: string;
  readonly holds: string;
  readonly scope: string;
  readonly tables: readonly PlacedTable[];
  readonly layout: SheetLayout;
  readonly checks: RenderedChecks | null;
  readonly alarms: readonly { readonly table: string; readonly key: string }[];
  readonly picture: SheetContent["picture"];
}
