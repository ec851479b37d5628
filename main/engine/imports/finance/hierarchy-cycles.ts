/** One row of a hierarchy; it holds from its first to its last day. */
export interface Node {
  readonly line: number;
  /** Codes are told apart within it. */
  readonly scope: string;
  readonly code: string;
  readonly parent: string | null;
  readonly from: string;
  readonly to: string;
}

type Days = Pick<Node, "from" | "to">;

export function overlaps(a: Days, b: Days): boolean {
  return a.from <= b.to && b.from <= a.to;
}

/**
 * The rows of each cycle, its first line first, each row below the next and the last below the
 * first. Rows that do not hold on one day together are no cycle.
 */
export function findCycles(nodes: readonly Node[]): Node[][] {
  const byCode = new Map<string, Node[]>();
  for (const node of nodes) {
    const rows = byCode.get(node.code) ?? [];
    rows.push(node);
    byCode.set(node.code, rows);
  }
  const above = (node: Node): readonly Node[] =>
    node.parent === null ? [] : inScope(byCode.get(node.parent) ?? [], node);
  const done = new Set<Node>();
  const cycles: Node[][] = [];
  for (const start of nodes) {
    for (const found of walk(start, above, done)) {
      cycles.push(found);
    }
  }
  return cycles;
}

/** What stands above a node: of its own scope where there is any, else of others. */
function inScope(rows: readonly Node[], node: Node): readonly Node[] {
  const held = rows.filter((row) => overlaps(row, node));
  const own = held.filter(({ scope }) => scope === node.scope);
  return own.length > 0 ? own : held;
}

/** Walks upwards without recursion, because a hierarchy may be as deep as its file is long. */
function walk(
  start: Node,
  above: (node: Node) => readonly Node[],
  done: Set<Node>,
): readonly Node[][] {
  const cycles: Node[][] = [];
  const path: { readonly node: Node; readonly next: Node[] }[] = [];
  const places = new Map<Node, number>();
  const enter = (node: Node): void => {
    places.set(node, path.length);
    path.push({ node, next: [...above(node)] });
  };
  if (!done.has(start)) {
    enter(start);
  }
  for (let last = path.at(-1); last !== undefined; last = path.at(-1)) {
    const next = last.next.pop();
    const place = next === undefined ? undefined : places.get(next);
    if (next === undefined) {
      done.add(last.node);
      places.delete(last.node);
      path.pop();
    } else if (place !== undefined) {
      const members = path.slice(place).map(({ node }) => node);
      if (holdTogether(members)) {
        cycles.push(fromFirstLine(members));
      }
    } else if (!done.has(next)) {
      enter(next);
    }
  }
  return cycles;
}

function holdTogether(nodes: readonly Node[]): boolean {
  const from = nodes.reduce((latest, node) => (node.from > latest ? node.from : latest), "");
  return nodes.every(({ to }) => from <= to);
}

function fromFirstLine(nodes: readonly Node[]): Node[] {
  const lines = nodes.map(({ line }) => line);
  const first = lines.indexOf(lines.reduce((least, line) => (line < least ? line : least)));
  return [...nodes.slice(first), ...nodes.slice(0, first)];
}
