import type { Finding } from "../../../shared/domain/finding.ts";
import type { CellReplacement, Mapping } from "../../../shared/domain/mapping.ts";
import { fail } from "../../../shared/errors.ts";
import { comparableName } from "./finance/finance-header.ts";
import type { TableCandidate } from "./finance/finance-source.ts";
import type { StagedFile } from "./loaded-file.ts";
import { nearestName } from "./nearest-name.ts";
import type { FileRow } from "./readers/file-row.ts";

interface Header {
  readonly names: readonly string[];
  readonly lastLine: number;
}

interface Replacement extends CellReplacement {
  readonly index: number;
}

/** Reads cells as the mapping says instead of as they stand, and counts every one of them. */
export class ReplacedCells {
  private readonly replacements: readonly Replacement[];
  private readonly below: number;
  private counts = new Map<Replacement, number>();

  private constructor(replacements: readonly Replacement[], below: number) {
    this.replacements = replacements;
    this.below = below;
  }

  /** null where the mapping replaces nothing. */
  static of({ replace = [] }: Mapping, { names, lastLine }: Header): ReplacedCells | null {
    const replacements = replace.map((one) => ({
      ...one,
      index: indexOfColumn(one.column, names, "replaces cells of"),
    }));
    return replacements.length === 0 ? null : new ReplacedCells(replacements, lastLine);
  }

  within(candidate: TableCandidate): TableCandidate {
    const { source } = candidate;
    return { ...candidate, source: { ...source, rows: () => this.rows(source.rows()) } };
  }

  /** Starts counting anew, because a file may be read more than once. */
  async *rows(rows: AsyncIterable<readonly FileRow[]>): AsyncIterable<readonly FileRow[]> {
    this.counts = new Map();
    for await (const batch of rows) {
      yield batch.map((row) => this.replaced(row));
    }
  }

  findings({ sourceFileId, name }: Pick<StagedFile, "sourceFileId" | "name">): Finding[] {
    return this.replacements.flatMap((replacement): Finding[] => {
      const count = this.counts.get(replacement) ?? 0;
      const { column, from, to, reason } = replacement;
      const cells = count === 1 ? "1 cell" : `${count} cells`;
      return count === 0
        ? []
        : [
            {
              code: "cells-replaced",
              severity: "warning",
              sourceFileId,
              file: name,
              row: null,
              column,
              found: `${cells} of ${column} with ${shown(from)}, read as ${shown(to)}: ${reason}`,
              expected: "cells that are read as they stand",
              remedy: "Nothing to do if the reason holds; else import the file without it.",
              count,
              amountAtStake: null,
              currency: null,
            },
          ];
    });
  }

  private replaced(row: FileRow): FileRow {
    if (row.line <= this.below || row.cells.every((cell) => cell.trim() === "")) {
      return row;
    }
    let cells: string[] | null = null;
    for (const replacement of this.replacements) {
      const { index, from, to } = replacement;
      if (index < row.cells.length && (row.cells[index] ?? "").trim() === from) {
        cells ??= [...row.cells];
        cells[index] = to;
        this.counts.set(replacement, (this.counts.get(replacement) ?? 0) + 1);
      }
    }
    const kinds = this.kindsOf(row);
    return cells === null ? row : { ...row, cells, kinds, isVerbatim: false };
  }

  /** What was put in is a text, whatever the workbook's cell was. */
  private kindsOf(row: FileRow): FileRow["kinds"] {
    return (
      row.kinds?.map((kind, place) => {
        const isPut = this.replacements.some(
          ({ index, from }) => index === place && (row.cells[index] ?? "").trim() === from,
        );
        return isPut ? "text" : kind;
      }) ?? null
    );
  }
}

/**
 * The position of a column a mapping says something of.
 * Errors: `mapping-invalid` where there is none, with the nearest
 */
export function indexOfColumn(column: string, names: readonly string[], does: string): number {
  const wanted = comparableName(column);
  const index = names.findIndex((name) => comparableName(name) === wanted);
  if (index === -1) {
    const nearest = nearestName(column, names);
    fail(
      "mapping-invalid",
      `The mapping ${does} "${column}", which is no column of the file.`,
      nearest === null
        ? "Name a column of its header."
        : `Correct the name; the nearest column is "${nearest}".`,
      { column, nearest },
    );
  }
  return index;
}

function shown(text: string): string {
  return text === "" ? "nothing" : `"${text.slice(0, 60)}"`;
}
