import { create } from "zustand";
import type { WatchedFolder } from "../../../../shared/contract/sources.ts";
import type { ErrorShape } from "../../../../shared/errors.ts";

export interface WatchState {
  /** Null until the folders were looked into once. */
  readonly lookedAt: string | null;
  readonly folders: readonly WatchedFolder[];
  readonly error: ErrorShape | null;
  readonly isLooking: boolean;
}

/** What the last look into the watched folders found; the rail and the page read the same. */
export const useWatched = create<WatchState>()(() => ({
  lookedAt: null,
  folders: [],
  error: null,
  isLooking: false,
}));
