import { parse, stringify } from "yaml";
import { z } from "zod";
import { VarianceInput } from "../../../shared/contract/variance.ts";
import { AccountEntities } from "../../../shared/domain/account-entity.ts";
import { CostBasis } from "../../../shared/domain/charge.ts";
import { CurrencyCode } from "../../../shared/domain/currency.ts";
import { WorkspaceCalendar } from "../../../shared/domain/fiscal-calendar.ts";
import { Identifiers } from "../../../shared/domain/identifiers.ts";
import { Mapping } from "../../../shared/domain/mapping.ts";
import { Period } from "../../../shared/domain/period.ts";
import type { ReadWorkbook } from "../xlsx/read-cells.ts";

/** Everything a close was made of but the files themselves: what re-performing it needs. */
export const CloseRecord = z.strictObject({
  tieout: z.literal(1),
  period: Period,
  compare: Period.nullable(),
  basis: CostBasis,
  currency: CurrencyCode,
  settings: z.strictObject({
    entity: z.string().optional(),
    currency: CurrencyCode.optional(),
    accountEntities: AccountEntities.optional(),
    identifiers: Identifiers.optional(),
    calendar: WorkspaceCalendar.optional(),
  }),
  /** In the order they were imported. */
  sources: z.array(
    z.strictObject({
      file: z.string(),
      sha256: z.string(),
      format: z.string().optional(),
      mapping: Mapping.optional(),
      allowRejects: z.boolean(),
    }),
  ),
  variance: VarianceInput.nullable(),
  accept: z.array(z.strictObject({ item: z.string(), comment: z.string() })),
  /** Failed tests of the data that were accepted; absent where none was. */
  quality: z.array(z.strictObject({ failure: z.string(), comment: z.string() })).optional(),
  /** The texts as they were written, because their versions are hashes of them. */
  rules: z.string(),
  reconciliation: z.string(),
  taxonomy: z.string().optional(),
});
export type CloseRecord = z.infer<typeof CloseRecord>;

/** Where the record stands in a workbook. */
export const RECORD_TABLE = "Recipe";
const LINE_MAX = 30_000;

export interface RecordLine {
  readonly line: number;
  readonly text: string;
}

/** The record as lines of YAML that a cell can hold; a longer line goes on in the next row. */
export function recordLines(record: CloseRecord): RecordLine[] {
  const text = stringify(record, {
    lineWidth: 0,
    blockQuote: "literal",
    aliasDuplicateObjects: false,
  });
  return text
    .trimEnd()
    .split("\n")
    .flatMap((line, index) => pieces(line).map((piece) => ({ line: index + 1, text: piece })));
}

function pieces(line: string): string[] {
  const count = Math.max(1, Math.ceil(line.length / LINE_MAX));
  return Array.from({ length: count }, (_, at) => line.slice(at * LINE_MAX, (at + 1) * LINE_MAX));
}

/** The record a workbook carries, or null where it carries none that can be read. */
export function readCloseRecord(workbook: ReadWorkbook): CloseRecord | null {
  const lines = new Map<number, string>();
  for (const [line, text] of recordCells(workbook)) {
    lines.set(line, (lines.get(line) ?? "") + text);
  }
  const known = CloseRecord.safeParse(parseOrNull([...lines.values()].join("\n")));
  return known.success ? known.data : null;
}

function parseOrNull(text: string): unknown {
  try {
    return parse(text);
  } catch {
    return null;
  }
}

function* recordCells(workbook: ReadWorkbook): Iterable<[number, string]> {
  for (let part = 1; ; part += 1) {
    const suffix = part === 1 ? "" : `_${part}`;
    const refersTo = workbook.names.get(`${RECORD_TABLE}_line${suffix}`);
    const [, sheet = "", first = "", last = first] =
      /^'(.*)'!\$A\$(\d+)(?::\$A\$(\d+))?$/.exec(refersTo ?? "") ?? [];
    const rows = workbook.sheets.find(({ name }) => name === sheet)?.rows;
    if (rows === undefined) {
      return;
    }
    for (let row = Number.parseInt(first, 10); row <= Number.parseInt(last, 10); row += 1) {
      const cells = rows.get(row);
      yield [Number.parseInt(cells?.get(0)?.text ?? "", 10), cells?.get(1)?.text ?? ""];
    }
  }
}
