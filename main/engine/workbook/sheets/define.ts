import type { QualityResult } from "../../../../shared/contract/quality.ts";
import type { CheckedLaw } from "../../../../shared/domain/finding.ts";
import type { Reader } from "../../database/database.ts";
import type { Book, CheckPlan } from "../book.ts";
import type { RoundedStatement } from "../close-amounts.ts";
import type { CloseState } from "../close-state.ts";
import type { Table } from "../table.ts";

/** What a sheet may read: the chosen runs and the relations behind them. */
export interface SheetInput {
  readonly reader: Reader;
  readonly close: CloseState;
  readonly statements: readonly RoundedStatement[];
  /** Tables of the sheets read before; their given cells are there when formulas are built. */
  readonly book: Book;
  /** What the checks of the stored data say of the month. */
  readonly laws: readonly CheckedLaw[];
  /** What the tests of the imported data say of the month. */
  readonly quality: readonly QualityResult[];
}

/** A picture beside a sheet's numbers. */
export interface SheetPicture {
  readonly png: Uint8Array;
  readonly widthPixels: number;
  readonly heightPixels: number;
  readonly description: string;
}

export interface SheetContent {
  readonly tables: readonly Table[];
  /** Proofs, computed once every sheet has its cells. */
  readonly checks?: readonly (() => CheckPlan)[];
  /** Cells that turn red where they are not zero: table, column key. */
  readonly alarms?: readonly { readonly table: string; readonly key: string }[];
  /** Draws it when the file is written; it may use the folder for its own files. */
  readonly picture?: (folder: string) => Promise<SheetPicture>;
}

/** One sheet of the workbook. */
export interface Sheet {
  readonly name: string;
  /** One sentence under the title: what stands here and how to read it. */
  readonly holds: string;
  /** It lists the checks or columns of all the others, so it is read after them. */
  readonly isAboutAll?: true;
  load(input: SheetInput): Promise<SheetContent>;
}

/** A sheet's leaf; the function lets the compiler name what it lacks. */
export function defineSheet(sheet: Sheet): Sheet {
  return sheet;
}
