import type { Finding } from "../../../../shared/domain/finding.ts";
import type { Mapping } from "../../../../shared/domain/mapping.ts";
import { type CompiledSkip, compileSkip, DeclaredSkips } from "../declared-skips.ts";
import type { StagedFile } from "../loaded-file.ts";
import type { FileRow } from "../readers/file-row.ts";
import { indexOfColumn, ReplacedCells } from "../replaced-cells.ts";
import type { ChargePlan } from "./charge-plan.ts";

interface Header {
  readonly names: readonly string[];
  /** Which column fills which field. */
  readonly matches: ChargePlan["matches"];
  readonly lastLine: number;
}

/** The records of a bill as a mapping reads them: cells it replaces, and rows it leaves out. */
export class MappedRecords {
  private readonly lastLine: number;
  private readonly skip: readonly CompiledSkip[];
  private readonly replaced: ReplacedCells | null;

  private constructor(mapping: Mapping, header: Header) {
    this.lastLine = header.lastLine;
    this.replaced = ReplacedCells.of(mapping, header);
    this.skip = mapping.skip.map((rule) => compileSkip(rule, (name) => columnOf(name, header)));
  }

  /**
   * null where the mapping leaves every record as it is.
   * Errors: `mapping-invalid` where it names a column there is not
   */
  static of(mapping: Mapping, header: Header): MappedRecords | null {
    const isPlain = mapping.skip.length === 0 && (mapping.replace ?? []).length === 0;
    return isPlain ? null : new MappedRecords(mapping, header);
  }

  /** Starts anew, because a file may be read more than once. */
  async *rows(rows: AsyncIterable<readonly FileRow[]>): AsyncIterable<readonly FileRow[]> {
    const skips = new DeclaredSkips(this.skip);
    for await (const batch of this.replaced?.rows(rows) ?? rows) {
      yield batch.map((row) => this.marked(row, skips));
    }
  }

  findings(staged: Pick<StagedFile, "sourceFileId" | "name">): Finding[] {
    return this.replaced?.findings(staged) ?? [];
  }

  private marked(row: FileRow, skips: DeclaredSkips): FileRow {
    if (row.line <= this.lastLine || row.raw.trim() === "") {
      return row;
    }
    const leftOut = skips.reasonFor(row);
    return leftOut === null ? row : { ...row, leftOut };
  }
}

/** A rule names a column, or the field it fills. */
function columnOf(name: string, { names, matches }: Header): number {
  const match = matches.find(({ target }) => target === name);
  const filled = match === undefined ? -1 : names.indexOf(match.source);
  return filled === -1 ? indexOfColumn(name, names, "leaves out rows by") : filled;
}

/** The rows as a mapping reads them. */
export function mappedRows(
  { mapped }: { readonly mapped?: MappedRecords },
  rows: AsyncIterable<readonly FileRow[]>,
): AsyncIterable<readonly FileRow[]> {
  return mapped?.rows(rows) ?? rows;
}
