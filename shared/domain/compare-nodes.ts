import { addAmounts, subtractAmounts } from "./amount.ts";
import { nodePlaces, type Taxonomy, type TaxonomyLayer } from "./taxonomy.ts";

/** Charges of one layer and currency that two versions map alike; null is not mapped. */
export interface MappedGroup {
  readonly before: string | null;
  readonly after: string | null;
  readonly charges: number;
  readonly amount: string;
}

export interface ComparedNode {
  readonly code: string | null;
  readonly path: string[];
  readonly before: string;
  readonly after: string;
  readonly difference: string;
  readonly chargesBefore: number;
  readonly chargesAfter: number;
}

/**
 * Every node of a layer with what it and the nodes below it hold by two versions; what neither
 * maps is the last line. Nodes that both versions leave empty are not listed.
 * Units:   the currency of the groups, 12 decimals   Sign: as the groups
 * Law:     Σ of the lines at the top = Σ groups, before and after (test/laws/taxonomy.test.ts)
 */
export function compareNodes(
  groups: readonly MappedGroup[],
  layer: TaxonomyLayer,
  before: Taxonomy | null,
  after: Taxonomy | null,
): ComparedNode[] {
  const [old, now] = [placesOf(before, layer), placesOf(after, layer)];
  const codes = [...new Set([...now.keys(), ...old.keys()])];
  const lines = codes.map((code) => {
    const path = now.get(code)?.names ?? old.get(code)?.names ?? [];
    const isWithin = (places: Places, at: string | null): boolean =>
      at !== null && (places.get(at)?.codes.includes(code) ?? false);
    return lineOf(
      code,
      [...path],
      groups.filter((group) => isWithin(old, group.before)),
      groups.filter((group) => isWithin(now, group.after)),
    );
  });
  const unmapped = lineOf(
    null,
    [],
    groups.filter((group) => group.before === null),
    groups.filter((group) => group.after === null),
  );
  const isHeld = (line: ComparedNode): boolean => line.chargesBefore + line.chargesAfter > 0;
  return [...inTreeOrder(lines.filter(isHeld)), ...(isHeld(unmapped) ? [unmapped] : [])];
}

type Places = ReturnType<typeof nodePlaces>;

function placesOf(taxonomy: Taxonomy | null, layer: TaxonomyLayer): Places {
  const all = taxonomy === null ? new Map() : nodePlaces(taxonomy);
  return new Map([...all].filter(([, place]) => place.layer === layer));
}

/** A node after its parent, in the order of the text; without a listed parent it stands alone. */
function inTreeOrder(lines: readonly ComparedNode[]): ComparedNode[] {
  const keyOf = (path: readonly string[]): string => JSON.stringify(path);
  const listed = new Set(lines.map(({ path }) => keyOf(path)));
  const below = new Map<string | null, ComparedNode[]>();
  for (const line of lines) {
    const outer = keyOf(line.path.slice(0, -1));
    const parent = listed.has(outer) ? outer : null;
    below.set(parent, [...(below.get(parent) ?? []), line]);
  }
  const withBelow = (line: ComparedNode): ComparedNode[] => [
    line,
    ...(below.get(keyOf(line.path)) ?? []).flatMap(withBelow),
  ];
  return (below.get(null) ?? []).flatMap(withBelow);
}

function lineOf(
  code: string | null,
  path: string[],
  before: readonly MappedGroup[],
  after: readonly MappedGroup[],
): ComparedNode {
  const sum = (groups: readonly MappedGroup[]) => addAmounts(groups.map(({ amount }) => amount));
  const count = (groups: readonly MappedGroup[]) =>
    groups.reduce((total, { charges }) => total + charges, 0);
  const [old, now] = [sum(before), sum(after)];
  return {
    code,
    path,
    before: old,
    after: now,
    difference: subtractAmounts(now, old),
    chargesBefore: count(before),
    chargesAfter: count(after),
  };
}
