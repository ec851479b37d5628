import type { ZipPackage } from "../../xlsx/zip-package.ts";
import { cellPlace } from "./xlsx-values.ts";

export interface MergedRange {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

const MERGE = /<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]+\d+):([A-Z]+\d+)"/g;
const TAIL = 200;

/**
 * Which cells lie under a merged one. Only the anchor carries the value; some writers repeat it
 * below, which would count an amount several times. The list stands behind the rows in the file,
 * so it is looked up before they are read.
 */
export class MergedCells {
  private readonly waiting: MergedRange[];
  private active: MergedRange[] = [];
  private line = 0;

  constructor(ranges: readonly MergedRange[]) {
    this.waiting = [...ranges].sort((a, b) => b.top - a.top);
  }

  static async readRanges(file: ZipPackage, part: string): Promise<readonly MergedRange[]> {
    const ranges: MergedRange[] = [];
    let tail = "";
    for await (const chunk of file.chunks(part)) {
      const text = tail + chunk;
      let end = 0;
      for (const match of text.matchAll(MERGE)) {
        const from = cellPlace(match[1] ?? "");
        const to = cellPlace(match[2] ?? "");
        end = match.index + match[0].length;
        if (from !== null && to !== null) {
          ranges.push({ top: from.row, bottom: to.row, left: from.column, right: to.column });
        }
      }
      tail = text.slice(Math.max(end, text.length - TAIL));
    }
    return ranges;
  }

  /** Asked in row order. */
  covers(line: number, column: number): boolean {
    if (line !== this.line) {
      this.line = line;
      this.active = this.active.filter(({ bottom }) => bottom >= line);
      for (let next = this.waiting.at(-1); next !== undefined && next.top <= line; ) {
        this.active.push(next);
        this.waiting.pop();
        next = this.waiting.at(-1);
      }
    }
    return this.active.some(
      ({ top, bottom, left, right }) =>
        line >= top &&
        line <= bottom &&
        column >= left &&
        column <= right &&
        !(line === top && column === left),
    );
  }
}
