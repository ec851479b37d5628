import type { RowPage } from "../../shared/contract/scope.ts";
import type { ErrorShape, Result } from "../../shared/errors.ts";

export type Row = RowPage["rows"][number];
export type AskPage = (offset: number, limit: number) => Promise<Result<RowPage>>;

export const BLOCK_ROWS = 200;
const BLOCKS_MAX = 60;
const ASKED_AT_ONCE = 2;
const PAUSE_MS = 15;

/**
 * Rows of a very long list, fetched in blocks as they come into sight. Blocks that scrolled past
 * before they were asked for are never asked for.
 */
export class RowBlocks {
  columns: RowPage["columns"] = [];
  total: number | null = null;
  error: ErrorShape | null = null;
  private readonly ask: AskPage;
  private readonly blocks = new Map<number, readonly Row[]>();
  private readonly asked = new Set<number>();
  private readonly listeners = new Set<() => void>();
  private wanted = new Set<number>();
  private timer: ReturnType<typeof setTimeout> | null = null;
  private version = 0;

  constructor(ask: AskPage) {
    this.ask = ask;
  }

  readonly snapshot = (): number => this.version;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** The first block tells the columns and how many rows there are. */
  start(): void {
    this.want(0);
  }

  /** The row, or undefined while it is on its way. */
  rowAt(index: number): Row | undefined {
    const block = Math.floor(index / BLOCK_ROWS);
    const rows = this.blocks.get(block);
    if (rows === undefined) {
      this.want(block);
      return undefined;
    }
    return rows[index % BLOCK_ROWS];
  }

  /** Rows [from, to), fetched where they are not here yet; null where a fetch failed. */
  async rowsBetween(from: number, to: number): Promise<Row[] | null> {
    const rows: Row[] = [];
    for (let start = from; start < to; start += BLOCK_ROWS * 5) {
      const limit = Math.min(BLOCK_ROWS * 5, to - start);
      const page = await this.ask(start, limit);
      if (!page.ok) {
        return null;
      }
      rows.push(...page.value.rows);
    }
    return rows;
  }

  private want(block: number): void {
    if (!this.asked.has(block)) {
      this.wanted.add(block);
      this.timer ??= setTimeout(() => this.flush(), PAUSE_MS);
    }
  }

  private flush(): void {
    this.timer = null;
    const free = ASKED_AT_ONCE - this.asked.size;
    const next = [...this.wanted].slice(-Math.max(0, free));
    this.wanted = new Set();
    if (free > 0) {
      for (const block of next) {
        void this.load(block);
      }
    }
  }

  private async load(block: number): Promise<void> {
    this.asked.add(block);
    const page = await this.ask(block * BLOCK_ROWS, BLOCK_ROWS);
    this.asked.delete(block);
    if (page.ok) {
      this.columns = page.value.columns;
      this.total = page.value.total;
      this.error = null;
      this.keep(block, page.value.rows);
    } else {
      this.error = page.error;
    }
    this.version += 1;
    for (const listener of this.listeners) {
      listener();
    }
  }

  private keep(block: number, rows: readonly Row[]): void {
    this.blocks.set(block, rows);
    for (const oldest of this.blocks.keys()) {
      if (this.blocks.size <= BLOCKS_MAX) {
        break;
      }
      this.blocks.delete(oldest);
    }
  }
}
