import type { ErrorShape, Result } from "../shared/errors.ts";

/** What a page knows about one question. */
export interface Answer<T> {
  /** The last value, kept while a newer one is on its way. */
  readonly value: T | undefined;
  readonly error: ErrorShape | undefined;
  /** Nothing is known yet, or a newer answer is on its way. */
  readonly isLoading: boolean;
}

interface Entry {
  readonly version: number;
  readonly answer: Answer<unknown>;
}

export const UNASKED: Answer<never> = { value: undefined, error: undefined, isLoading: true };

/**
 * Answers by question and data version. A newer version makes every entry old at once, so no call
 * names what it invalidates; an old value stays visible until the new one arrives.
 */
export class AnswerCache {
  private readonly entries = new Map<string, Entry>();
  private readonly listeners = new Set<() => void>();
  private readonly entriesMax: number;
  private currentVersion = 0;

  constructor(entriesMax: number) {
    this.entriesMax = entriesMax;
  }

  get version(): number {
    return this.currentVersion;
  }

  /** Events may arrive late or twice; the version never goes back. */
  advance(version: number): void {
    if (version > this.currentVersion) {
      this.currentVersion = version;
      this.notify();
    }
  }

  /** Forgets everything, for an engine that was started again and counts from its own version. */
  reset(): void {
    this.entries.clear();
    this.currentVersion = 0;
    this.notify();
  }

  peek(key: string): Answer<unknown> {
    return this.entries.get(key)?.answer ?? UNASKED;
  }

  isFresh(key: string): boolean {
    return this.entries.get(key)?.version === this.currentVersion;
  }

  /** Asks once per key and version; answers of an older version are dropped. */
  async load(key: string, ask: () => Promise<Result<unknown>>): Promise<void> {
    if (this.isFresh(key)) {
      return;
    }
    const version = this.currentVersion;
    const before = this.entries.get(key)?.answer.value;
    this.store(key, { version, answer: { value: before, error: undefined, isLoading: true } });
    const result = await ask();
    if (this.entries.get(key)?.version !== version) {
      return;
    }
    const answer: Answer<unknown> = result.ok
      ? { value: result.value, error: undefined, isLoading: false }
      : { value: undefined, error: result.error, isLoading: false };
    this.store(key, { version, answer });
    this.notify();
  }

  /** Forgets one answer, so that it is asked again. */
  drop(key: string): void {
    this.entries.delete(key);
    this.notify();
  }

  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  private store(key: string, entry: Entry): void {
    this.entries.delete(key);
    this.entries.set(key, entry);
    for (const oldest of this.entries.keys()) {
      if (this.entries.size <= this.entriesMax) {
        break;
      }
      this.entries.delete(oldest);
    }
  }

  private notify(): void {
    for (const listener of this.listeners) {
      listener();
    }
  }
}
