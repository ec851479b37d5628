import type { PivotConfig } from "../../main/engine/pivot/pivot-query.ts";
import { fromUnits, toUnits } from "../../shared/domain/amount.ts";
import type { SeedRow } from "./seed.ts";

type Path = readonly (string | null)[];

/** A pivot's figures by exact integers over plain rows: no SQL, no limit, no order. */
export interface OraclePivot {
  /** Row path → column path (or `total`) → measure → amount. */
  readonly cells: Map<string, Map<string, (string | null)[]>>;
}

export function oraclePivot(config: PivotConfig, rows: readonly SeedRow[]): OraclePivot {
  const kept = rows.filter((row) => row["billed_period"] === config.period);
  const cells = new Map<string, Map<string, SeedRow[]>>();
  for (const row of kept) {
    const path = config.rows.map((name) => readAttribute(row, name));
    const column = config.columns.map((name) => readAttribute(row, name));
    for (let level = 0; level <= path.length; level += 1) {
      for (const key of ["total", JSON.stringify(column)]) {
        put(cells, JSON.stringify(path.slice(0, level)), key, row);
      }
    }
  }
  return {
    cells: new Map(
      [...cells].map(([path, columns]) => [
        path,
        new Map(
          [...columns].map(([column, group]) => [
            column,
            config.measures.map((measure) => sumOf(config, measure, group)),
          ]),
        ),
      ]),
    ),
  };
}

function put(
  cells: Map<string, Map<string, SeedRow[]>>,
  path: string,
  column: string,
  row: SeedRow,
): void {
  const columns = cells.get(path) ?? new Map<string, SeedRow[]>();
  cells.set(path, columns);
  columns.set(column, [...(columns.get(column) ?? []), row]);
}

function sumOf(config: PivotConfig, measure: string, rows: readonly SeedRow[]): string | null {
  if (measure === "charges") {
    return String(rows.length);
  }
  const basis = measure === "amount" ? config.basis : measure;
  const column = measure === "quantity" ? "pricing_quantity" : `${basis}_cost`;
  const values = rows.map((row) => row[column] ?? null).filter((value) => value !== null);
  return values.length === 0
    ? null
    : fromUnits(values.reduce((sum, value) => sum + toUnits(value), 0n));
}

export function readAttribute(row: SeedRow, name: string): string | null {
  if (name === "entity") {
    return "";
  }
  if (!name.startsWith("tag:")) {
    return row[name] ?? null;
  }
  const tags: Record<string, string | null> = JSON.parse(row["tags"] ?? "{}");
  return tags[name.slice(4)] ?? null;
}

/** The children of a path among the oracle's rows. */
export function childrenOf(oracle: OraclePivot, path: Path): Path[] {
  return [...oracle.cells.keys()]
    .map((key) => JSON.parse(key) as Path)
    .filter((other) => other.length === path.length + 1)
    .filter((other) => path.every((value, index) => other[index] === value));
}
