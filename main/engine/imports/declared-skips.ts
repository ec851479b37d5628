import type { SkipRule } from "../../../shared/domain/mapping.ts";
import { fail } from "../../../shared/errors.ts";
import type { FileRow } from "./readers/file-row.ts";
import { type CellPattern, compilePattern } from "./safe-pattern.ts";

/** A rule brought together with the columns of one file. */
export interface CompiledSkip {
  readonly column: number | null;
  readonly matches: CellPattern | null;
  readonly notMatches: CellPattern | null;
  readonly empty: boolean | null;
  readonly record: string | null;
  readonly andBelow: boolean;
  readonly reason: string;
}

/**
 * The rows a mapping leaves out, of a bill as of any other file, found record by record and in
 * file order.
 */
export class DeclaredSkips {
  private readonly rules: readonly CompiledSkip[];
  private below: string | null = null;

  constructor(rules: readonly CompiledSkip[]) {
    this.rules = rules;
  }

  /** Why a record is left out; null where no rule names it. */
  reasonFor({ cells, raw, broken }: Pick<FileRow, "cells" | "raw" | "broken">): string | null {
    if (broken === null && this.below !== null) {
      return this.below;
    }
    for (const rule of this.rules) {
      // What could not be taken apart has no cells to look into.
      const applies =
        rule.record !== null ? raw.trim() === rule.record : broken === null && holds(rule, cells);
      if (applies) {
        this.below = rule.andBelow ? rule.reason : this.below;
        return rule.reason;
      }
    }
    return null;
  }
}

/** Errors: `mapping-invalid` where a rule states no condition or names no column */
export function compileSkip(rule: SkipRule, indexOf: (name: string) => number): CompiledSkip {
  const { column, matches, notMatches, empty, record } = rule;
  if (matches === undefined && notMatches === undefined && empty === undefined) {
    if (record === undefined) {
      fail(
        "mapping-invalid",
        `The skip rule "${rule.reason}" states no condition.`,
        "Give it matches, notMatches, empty or record.",
      );
    }
  } else if (record !== undefined) {
    fail(
      "mapping-invalid",
      `The skip rule "${rule.reason}" names a whole record and more.`,
      "A record is told apart by its text alone; leave the other conditions out.",
    );
  }
  if (column === undefined && matches === undefined && record === undefined) {
    fail(
      "mapping-invalid",
      `The skip rule "${rule.reason}" names no column.`,
      "Name the column that notMatches or empty is about.",
    );
  }
  return {
    column: column === undefined ? null : indexOf(column),
    matches: matches === undefined ? null : compilePattern(matches),
    notMatches: notMatches === undefined ? null : compilePattern(notMatches),
    empty: empty ?? null,
    record: record?.trim() ?? null,
    andBelow: rule.andBelow ?? false,
    reason: rule.reason,
  };
}

function holds(rule: CompiledSkip, cells: readonly string[]): boolean {
  if (rule.column === null) {
    return cells.some((cell) => rule.matches?.find(cell.trim()) !== null);
  }
  const cell = (cells[rule.column] ?? "").trim();
  return (
    (rule.matches === null || rule.matches.find(cell) !== null) &&
    (rule.notMatches === null || rule.notMatches.find(cell) === null) &&
    (rule.empty === null || rule.empty === (cell === ""))
  );
}
