/** The only source of time; injected so that equal inputs give equal bytes. */
export interface Clock {
  /** Now as ISO text in UTC, for example `2026-11-03T09:12:00Z`. */
  now(): string;
  /** Milliseconds that only grow, for durations. */
  elapsed(): number;
}
