import { create } from "zustand";
import { createJobsSlice, type JobsSlice } from "./jobs-slice.ts";
import { createScopeSlice, type ScopeSlice } from "./scope-slice.ts";
import { createUiSlice, type UiSlice } from "./ui-slice.ts";

export type AppState = ScopeSlice & JobsSlice & UiSlice;

/** State that crosses pages; everything the engine knows lives in the answer cache instead. */
export const useStore = create<AppState>()((...api) => ({
  ...createScopeSlice(...api),
  ...createJobsSlice(...api),
  ...createUiSlice(...api),
}));
