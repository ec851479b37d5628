import type { Finding } from "../../../shared/domain/finding.ts";
import type { Reader } from "../database/database.ts";

/**
 * A leaf: reads relations and says what is wrong with them; finds nothing where they are sound.
 * Listed in index.ts, it is run with the findings, by `verify`, and for every workbook.
 */
export interface Check {
  readonly name: string;
  /** What always holds, as one sentence. */
  readonly law: string;
  /** The code of its findings. */
  readonly code: string;
  /** Of one month where a month is asked for, else of all. */
  find(reader: Reader, period: string | null): Promise<Finding[]>;
}

/** A check of what was imported, which also stands in the list of the tests of imported data. */
export interface ImportCheck extends Check {
  readonly title: string;
}

/** A finding about the workspace as a whole, to be completed by the check that makes it. */
export const OF_NO_FILE = {
  sourceFileId: null,
  file: null,
  row: null,
  column: null,
  count: 1,
  amountAtStake: null,
  currency: null,
} as const satisfies Partial<Finding>;
