import type { Reading } from "../../../shared/contract/workspace.ts";
import type { RawTable } from "../../../shared/domain/inspected-file.ts";
import { comparableRow } from "./finance/finance-header.ts";
import { type OpenedTables, openTables, type TableCandidate } from "./finance/finance-source.ts";
import type { StagedFile } from "./loaded-file.ts";

const ROWS = 40;
const CELL_MAX = 120;
const CELLS_MAX = 200;

/** The first rows of a file as they stand in it; undefined where it cannot be read as a table. */
export async function describeTable(
  staged: StagedFile,
  reading: Partial<Reading>,
  header: readonly string[],
): Promise<RawTable | undefined> {
  if (staged.kind === "parquet") {
    return undefined;
  }
  const opened = await openTables(staged, { delimiter: reading.delimiter, quote: reading.quote });
  try {
    return await described(staged, opened, reading, header);
  } finally {
    opened.close();
  }
}

async function described(
  staged: StagedFile,
  { candidates }: OpenedTables,
  reading: Partial<Reading>,
  header: readonly string[],
): Promise<RawTable | undefined> {
  const isSheets = staged.kind === "xlsx";
  const wanted = comparableRow(header);
  const holdsHeader = ({ opening }: TableCandidate): boolean =>
    opening.some(({ cells }) => comparableRow(cells) === wanted);
  const named = candidates.find(({ source }) => source.sheet === reading.sheet);
  const chosen = named ?? candidates.find(holdsHeader) ?? candidates[0];
  if (chosen === undefined) {
    return undefined;
  }
  const found = chosen.opening.find(({ cells }) => comparableRow(cells) === wanted);
  return {
    kind: isSheets ? "sheet" : "text",
    encoding: staged.encoding,
    delimiter: chosen.delimiter,
    quote: isSheets ? null : (reading.quote ?? '"'),
    sheets: isSheets ? await countSheets(candidates) : [],
    sheet: chosen.source.sheet,
    ...archiveOf(staged),
    headerRow: reading.headerRow ?? found?.line ?? null,
    rows: chosen.opening.slice(0, ROWS).map(({ line, cells }) => ({
      line,
      cells: cells.slice(0, CELLS_MAX).map((cell) => cell.slice(0, CELL_MAX)),
    })),
  };
}

/** The tables of an archive, of which one is shown. */
function archiveOf({ archive }: StagedFile): Pick<RawTable, "archive"> {
  return archive === undefined
    ? {}
    : {
        archive: { chosen: archive.chosen, tables: archive.groups.map((group) => ({ ...group })) },
      };
}

async function countSheets(candidates: readonly TableCandidate[]): Promise<RawTable["sheets"]> {
  const sheets: RawTable["sheets"] = [];
  for (const { source } of candidates) {
    let rows = 0;
    for await (const batch of source.rows()) {
      rows += batch.filter(({ cells }) => cells.some((cell) => cell.trim() !== "")).length;
    }
    sheets.push({ name: source.sheet ?? "", rows });
  }
  return sheets;
}
