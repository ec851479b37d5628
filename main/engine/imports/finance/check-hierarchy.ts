import { daysReversed } from "./check-days.ts";
import { findCycles, type Node, overlaps } from "./hierarchy-cycles.ts";
import {
  namedRows,
  shortName,
  type WholeAnswer,
  type WholeCheck,
  type WholeFinding,
  type WholeReject,
} from "./whole-file.ts";

/**
 * Whether the nodes of a file are trees: on any day each has one node above it, none is above
 * itself, and what is named above a node is a node of the file. Cycles, own parents and second
 * parents keep a row out; missing parents and several roots are told.
 */
export function checkHierarchy(code: string): WholeCheck {
  return (rows): WholeAnswer => {
    const nodes = rows.map(
      (row): Node => ({
        line: row.line,
        scope: row.text("entity") ?? "",
        code: row.text(code) ?? "",
        parent: row.text("parent"),
        from: row.text("valid_from") ?? "0000-01-01",
        to: row.text("valid_to") ?? "9999-12-31",
      }),
    );
    const reversed = daysReversed(rows, "valid_from", "valid_to");
    const sound = nodes.filter(({ line }) => !reversed.some((one) => one.line === line));
    const own = sound.filter(({ code: name, parent }) => name === parent);
    const others = sound.filter(({ code: name, parent }) => name !== parent);
    const twice = secondParents(others);
    const left = others.filter(({ line }) => !twice.some((one) => one.line === line));
    return {
      rejects: [...reversed, ...own.map(ownParent), ...twice, ...findCycles(left).map(cycle)],
      findings: [...missingParents(left), ...severalRoots(left)],
    };
  };
}

function ownParent({ line, code }: Node): WholeReject {
  return {
    line,
    field: "parent",
    code: "hierarchy-own-parent",
    reason: `"${shortName(code)}" names itself as the node above it`,
    remedy: "Name the node above it, or leave the cell empty where it is at the top.",
  };
}

/** Rows of a node that name another one above it for days that a row before it covers. */
function secondParents(nodes: readonly Node[]): WholeReject[] {
  const byNode = new Map<string, Node[]>();
  for (const node of nodes) {
    const key = `${node.scope}\u0001${node.code}`;
    const rows = byNode.get(key) ?? [];
    rows.push(node);
    byNode.set(key, rows);
  }
  return [...byNode.values()].flatMap((rows) => parentsOfOne(rows));
}

/** Of the rows so far, the one that holds longest and the one that does below another node. */
function parentsOfOne(rows: readonly Node[]): WholeReject[] {
  const ordered = [...rows].sort((a, b) =>
    a.from === b.from ? a.line - b.line : a.from < b.from ? -1 : 1,
  );
  let longest: Node | null = null;
  let other: Node | null = null;
  const rejects: WholeReject[] = [];
  for (const node of ordered) {
    const rival: Node | null = longest?.parent === node.parent ? other : longest;
    if (rival !== null && overlaps(rival, node)) {
      rejects.push(secondParent(node, rival));
    } else if (longest === null || node.to >= longest.to) {
      other = longest?.parent === node.parent ? other : longest;
      longest = node;
    } else if (longest.parent !== node.parent && (other === null || node.to > other.to)) {
      other = node;
    }
  }
  return rejects;
}

function secondParent(node: Node, rival: Node): WholeReject {
  return {
    line: node.line,
    field: "parent",
    code: "hierarchy-two-parents",
    reason:
      `"${shortName(node.code)}" is ${below(node.parent)}, and ${below(rival.parent)} in line ` +
      `${rival.line}, on the same days`,
    remedy: "Keep one of the two rows, or say from which day to which each holds.",
  };
}

function below(parent: string | null): string {
  return parent === null ? "at the top" : `below "${shortName(parent)}"`;
}

/** A cycle is refused at its first row; the others stand in the sentence. */
function cycle(nodes: readonly Node[]): WholeReject {
  const [first] = nodes;
  const rest = nodes.slice(1);
  const shown = rest.slice(0, 8).map(({ code, line }) => `"${shortName(code)}" (line ${line})`);
  const more = rest.length > shown.length ? ` and ${rest.length - shown.length} more` : "";
  const name = shortName(first?.code ?? "");
  return {
    line: first?.line ?? 0,
    field: "parent",
    code: "hierarchy-cycle",
    reason: `"${name}" is below itself, by way of ${shown.join(", ")}${more}`,
    remedy: "Correct one of the nodes named above the others, so that one of them is at the top.",
  };
}

function missingParents(nodes: readonly Node[]): WholeFinding[] {
  const known = new Set(nodes.map(({ code }) => code));
  const missing = nodes.filter(({ parent }) => parent !== null && !known.has(parent));
  const [first] = missing;
  if (first === undefined) {
    return [];
  }
  const parents = new Map(
    missing.map(({ parent, line }) => [parent ?? "", line] as const).reverse(),
  );
  const named = [...parents].reverse().map(([name, line]) => ({ name, line }));
  return [
    {
      code: "hierarchy-parent-missing",
      severity: "warning",
      row: first.line,
      field: "parent",
      found: `no row of ${namedRows(named)}, named above other nodes`,
      expected: "a row for each node that is named above another",
      remedy: "Add the rows, or correct the names; until then these nodes are at the top.",
      count: missing.length,
    },
  ];
}

/** Nodes at the top beside others; a flat list has no root, and each entity may have its own. */
function severalRoots(nodes: readonly Node[]): WholeFinding[] {
  const parents = new Set(nodes.flatMap(({ parent }) => parent ?? []));
  const roots = new Map<string, Node>();
  for (const node of nodes) {
    if (node.parent === null) {
      roots.set(node.code, roots.get(node.code) ?? node);
    }
  }
  const list = [...roots.values()];
  const scopes = new Set(list.map(({ scope }) => scope));
  const [, second] = list;
  if (list.length <= scopes.size || !list.some(({ code }) => parents.has(code))) {
    return [];
  }
  return [
    {
      code: "hierarchy-several-roots",
      severity: "warning",
      row: second?.line ?? null,
      field: "parent",
      found: `${list.length} nodes at the top: ${namedRows(list.map(asNamed))}`,
      expected: "one node at the top of a hierarchy",
      remedy: "Name the node above all but one, unless they are hierarchies of their own.",
      count: list.length,
    },
  ];
}

function asNamed({ code, line }: Node): { readonly name: string; readonly line: number } {
  return { name: code, line };
}
