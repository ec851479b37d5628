import type { PivotResult } from "../../../shared/contract/charges.ts";
import { addAmounts, fromUnits, toUnits } from "../../../shared/domain/amount.ts";
import { compareByCodePoint } from "../../../shared/domain/apportion.ts";
import type { Table } from "../database/database.ts";
import { type PivotConfig, sumNames } from "./pivot-query.ts";

type Path = readonly (string | null)[];
type Sums = readonly (string | null)[];

interface Node {
  readonly path: Path;
  readonly level: number;
  readonly children: number;
  readonly total: Sums;
  readonly cells: Map<string, Sums>;
}

/**
 * The pivot as rows, columns and cells out of the rows of `pivotQuery`. What the limit cut off is
 * one row per parent, the parent less the children that are shown, so that every column adds up.
 */
export function pivotResult(config: PivotConfig, currency: string, table: Table): PivotResult {
  const sums = sumNames([...new Set(config.measures)], config.compare !== undefined);
  const { nodes, paths } = readNodes(config, table, sums.length);
  const grand = nodes[0];
  const measures = measureReaders(config, sums);
  const rows = config.rows.length === 0 ? nodes : withOthers(nodes, config.rows.length);
  const columns = paths.flatMap((path) =>
    measures.map(({ name }) => ({ path: [...path], measure: name })),
  );
  const cellsOf = (node: Node): (string | null)[] =>
    paths.flatMap((path) => {
      const cell = config.columns.length === 0 ? node.total : node.cells.get(JSON.stringify(path));
      return measures.map(({ read }) => (cell === undefined ? null : read(cell)));
    });
  const totalOf = (node: Node): (string | null)[] => measures.map(({ read }) => read(node.total));
  return {
    currency,
    measures: measures.map(({ name }) => name),
    rows: rows.map((node) => ({
      path: [...node.path],
      level: node.level,
      isSubtotal: node.level < config.rows.length && !isOthers(node),
      isOthers: isOthers(node),
    })),
    columns,
    cells: rows.map(cellsOf),
    totals: {
      rows: rows.map(totalOf),
      columns: grand === undefined ? columns.map(() => null) : cellsOf(grand),
      grand: Object.fromEntries(
        measures.map(({ name, read }) => [name, (grand && read(grand.total)) ?? "0"]),
      ),
    },
  };
}

interface MeasureReader {
  readonly name: string;
  readonly read: (sums: Sums) => string | null;
}

/** Each measure, and with a compared period also its value there and the change from it. */
function measureReaders(config: PivotConfig, sums: readonly string[]): MeasureReader[] {
  const measureOf =
    (prefix: string, measure: string) =>
    (cell: Sums): string | null =>
      isEmpty(cell[sums.indexOf(`${prefix}rows_in`)])
        ? null
        : (cell[sums.indexOf(prefix + measure)] ?? null);
  return [...new Set(config.measures)].flatMap((measure) => {
    const own = measureOf("", measure);
    if (config.compare === undefined) {
      return [{ name: measure, read: own }];
    }
    const compared = measureOf("compared_", measure);
    const change = (cell: Sums): string | null => {
      const [after, before] = [own(cell), compared(cell)];
      return after === null && before === null
        ? null
        : fromUnits(toUnits(after ?? "0") - toUnits(before ?? "0"));
    };
    return [
      { name: measure, read: own },
      { name: `compared:${measure}`, read: compared },
      { name: `change:${measure}`, read: change },
    ];
  });
}

function isEmpty(count: string | null | undefined): boolean {
  return count === null || count === undefined || count === "0";
}

function readNodes(
  config: PivotConfig,
  { columns: names, rows }: Table,
  sumCount: number,
): { nodes: Node[]; paths: Path[] } {
  const at = (name: string): number => names.indexOf(name);
  const [level, isTotal, pos, children] = [at("lvl"), at("is_total"), at("pos"), at("children")];
  const rowsAt = config.rows.length === 0 ? 0 : at("p1");
  const columnsAt = config.columns.length === 0 ? 0 : at("c1");
  const sumsAt = at("rows_in");
  const nodes = new Map<unknown, Node>();
  const paths = new Map<string, Path>();
  const text = (value: unknown): string | null => (value === null ? null : String(value));
  for (const row of rows) {
    const sums = row.slice(sumsAt, sumsAt + sumCount).map(text);
    const depth = row[level] as number;
    const node = nodes.get(row[pos]) ?? {
      path: row.slice(rowsAt, rowsAt + depth).map(text),
      level: depth,
      children: row[children] as number,
      total: sums,
      cells: new Map<string, Sums>(),
    };
    nodes.set(row[pos], row[isTotal] === 1 ? { ...node, total: sums } : node);
    if (row[isTotal] !== 1) {
      const path = row.slice(columnsAt, columnsAt + config.columns.length).map(text);
      const key = JSON.stringify(path);
      node.cells.set(key, sums);
      paths.set(key, path);
    }
  }
  const columnPaths = config.columns.length === 0 ? [[]] : [...paths.values()].sort(comparePaths);
  return { nodes: [...nodes.values()], paths: columnPaths };
}

function comparePaths(a: Path, b: Path): number {
  for (let index = 0; index < a.length; index += 1) {
    const [left, right] = [a[index] ?? null, b[index] ?? null];
    if (left !== right) {
      return left === null ? 1 : right === null ? -1 : compareByCodePoint(left, right);
    }
  }
  return 0;
}

/** The shown rows without the grand total, each cut family closed by its "n others". */
function withOthers([grand, ...shown]: readonly Node[], depth: number): Node[] {
  if (grand === undefined) {
    return [];
  }
  const result: Node[] = [];
  const close = (parent: Node, from: number): number => {
    const kept: Node[] = [];
    let index = from;
    while ((shown[index]?.level ?? 0) > parent.level) {
      const child = shown[index];
      if (child !== undefined) {
        kept.push(child);
        result.push(child);
      }
      index = child === undefined || child.level === depth ? index + 1 : close(child, index + 1);
    }
    if (kept.length < parent.children) {
      result.push(others(parent, kept));
    }
    return index;
  };
  close(grand, 0);
  return result;
}

/** What the limit left out has no children of its own. */
const NO_FAMILY = -1;

function isOthers(node: Node): boolean {
  return node.children === NO_FAMILY;
}

function others(parent: Node, kept: readonly Node[]): Node {
  const count = parent.children - kept.length;
  const rest = (own: Sums | undefined, shown: readonly (Sums | undefined)[]): Sums =>
    (own ?? []).map((value, index) => {
      const taken = addAmounts(shown.map((sums) => sums?.[index] ?? "0"));
      return value === null ? null : fromUnits(toUnits(value) - toUnits(taken));
    });
  const cells = [...parent.cells].map(
    ([key, sums]) =>
      [
        key,
        rest(
          sums,
          kept.map((node) => node.cells.get(key)),
        ),
      ] as const,
  );
  return {
    path: [...parent.path, count === 1 ? "1 other" : `${count} others`],
    level: parent.level + 1,
    children: NO_FAMILY,
    total: rest(
      parent.total,
      kept.map((node) => node.total),
    ),
    cells: new Map(cells),
  };
}
