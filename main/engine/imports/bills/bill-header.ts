import { plainName } from "../formats/focus-1.ts";

/** The columns of a bill, found by name whatever their case, order and separators. */
export class BillHeader {
  readonly names: readonly string[];
  private readonly positions = new Map<string, number>();

  constructor(names: readonly string[]) {
    this.names = names;
    for (const [index, name] of names.entries()) {
      // Localised exports add the name itself: "Kategorie der Verbrauchseinheit (MeterCategory)".
      const own = /\(([A-Za-z0-9_]+)\)\s*$/.exec(name)?.[1];
      for (const plain of [plainName(name), plainName(own ?? "")]) {
        if (plain !== "" && !this.positions.has(plain)) {
          this.positions.set(plain, index);
        }
      }
    }
  }

  /** Position of the first of these names that the header has; -1 where it has none. */
  find(...names: readonly string[]): number {
    for (const name of names) {
      const index = this.positions.get(plainName(name));
      if (index !== undefined) {
        return index;
      }
    }
    return -1;
  }

  has(...names: readonly string[]): boolean {
    return names.every((name) => this.find(name) !== -1);
  }

  /** Whether it has all names of one of these sets. */
  hasOneOf(...sets: readonly (readonly string[])[]): boolean {
    return sets.some((names) => this.has(...names));
  }

  /** Columns whose name matches, by position. */
  matching(pattern: RegExp): { readonly index: number; readonly match: RegExpExecArray }[] {
    return this.names.flatMap((name, index) => {
      const match = pattern.exec(name);
      return match === null ? [] : [{ index, match }];
    });
  }

  nameOf(index: number): string {
    return this.names[index] ?? "";
  }
}
