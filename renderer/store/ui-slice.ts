import type { StateCreator } from "zustand";
import type { AmountUnit } from "../ui/format-amount.ts";

export type Theme = "system" | "light" | "dark";

/** What a page says on the right of the status bar. */
export interface StatusNote {
  readonly text: string;
  readonly tone: "plain" | "good" | "bad" | "warn";
}

/** What the status bar says about the cells that are selected. */
export interface SelectionNote {
  readonly cells: string;
  readonly sums: readonly { readonly label: string; readonly value: string }[];
}

export interface UiSlice {
  readonly page: string;
  readonly theme: Theme;
  readonly unit: AmountUnit;
  readonly isInspectorOpen: boolean;
  readonly isPaletteOpen: boolean;
  readonly isHelpOpen: boolean;
  readonly isWorkspaceOpen: boolean;
  readonly isCalendarOpen: boolean;
  readonly isEngineLost: boolean;
  readonly selection: SelectionNote | null;
  readonly statusNote: StatusNote | null;
  /** Files let go on the window that no page has taken yet. */
  readonly arrivals: readonly File[];
  arrive(files: readonly File[]): void;
  openPage(page: string): void;
  setTheme(theme: Theme): void;
  setUnit(unit: AmountUnit): void;
  toggleInspector(isOpen?: boolean): void;
  setPaletteOpen(isOpen: boolean): void;
  setHelpOpen(isOpen: boolean): void;
  setWorkspaceOpen(isOpen: boolean): void;
  setCalendarOpen(isOpen: boolean): void;
  setEngineLost(isLost: boolean): void;
  setSelection(selection: SelectionNote | null): void;
  setStatusNote(note: StatusNote | null): void;
}

const THEME_KEY = "tieout-theme";
const THEMES: readonly Theme[] = ["system", "light", "dark"];

export const createUiSlice: StateCreator<UiSlice> = (set) => ({
  page: "sources",
  theme: storedTheme(),
  unit: "auto",
  isInspectorOpen: true,
  isPaletteOpen: false,
  isHelpOpen: false,
  isWorkspaceOpen: false,
  isCalendarOpen: false,
  isEngineLost: false,
  selection: null,
  statusNote: null,
  arrivals: [],
  arrive: (arrivals) => set({ arrivals }),
  openPage: (page) => set({ page, selection: null, statusNote: null }),
  setTheme: (theme) => {
    globalThis.localStorage?.setItem(THEME_KEY, theme);
    set({ theme });
  },
  setUnit: (unit) => set({ unit }),
  toggleInspector: (isOpen) =>
    set((state) => ({ isInspectorOpen: isOpen ?? !state.isInspectorOpen })),
  setPaletteOpen: (isPaletteOpen) => set({ isPaletteOpen }),
  setHelpOpen: (isHelpOpen) => set({ isHelpOpen }),
  setWorkspaceOpen: (isWorkspaceOpen) => set({ isWorkspaceOpen }),
  setCalendarOpen: (isCalendarOpen) => set({ isCalendarOpen }),
  setEngineLost: (isEngineLost) => set({ isEngineLost }),
  setSelection: (selection) => set({ selection }),
  setStatusNote: (statusNote) => set({ statusNote }),
});

function storedTheme(): Theme {
  const stored = globalThis.localStorage?.getItem(THEME_KEY);
  return THEMES.find((theme) => theme === stored) ?? "system";
}
