/** Structured log; never amounts or file content. */
export interface Log {
  info(event: string, fields?: Readonly<Record<string, string | number>>): void;
  error(event: string, error: unknown): void;
}

export const silentLog: Log = { info: () => undefined, error: () => undefined };
