import { useEffect, useMemo } from "react";
import type { Period } from "../../shared/domain/period.ts";
import { type Command, useCommands, useOfferCommands } from "../commands.ts";
import { PAGES } from "../pages/index.ts";
import { matchesShortcut } from "../shortcut.ts";
import { useStore } from "../store/index.ts";
import { knownPeriods, periodBeside } from "../store/scope-slice.ts";
import { useStatus } from "../use-workspace.ts";

/** What can be done from anywhere. */
export function useFrameCommands(): void {
  const status = useStatus();
  const periods = useMemo(() => (status === undefined ? [] : knownPeriods(status)), [status]);
  const commands = useMemo(() => frameCommands(periods), [periods]);
  useOfferCommands(commands);
  useShortcuts();
}

function frameCommands(periods: readonly Period[]): readonly Command[] {
  const state = useStore.getState;
  const goTo = PAGES.map(
    ({ path, title }, index): Command => ({
      id: `go-${path}`,
      title,
      group: "Go to",
      shortcut: `Alt+${index + 1}`,
      run: () => state().openPage(path),
    }),
  );
  const move = (steps: -1 | 1): void => {
    const { period, setPeriod } = state();
    const next = period === null ? null : periodBeside(period, periods, steps);
    if (next !== null) {
      setPeriod(next, periods);
    }
  };
  return [
    ...goTo,
    {
      id: "palette",
      title: "Search commands",
      group: "View",
      shortcut: "Mod+K",
      run: () => state().setPaletteOpen(true),
    },
    {
      id: "help",
      title: "Keyboard shortcuts",
      group: "View",
      shortcut: "?",
      run: () => state().setHelpOpen(true),
    },
    {
      id: "inspector",
      title: "Show or hide “Explain this number”",
      group: "View",
      shortcut: "Mod+I",
      run: () => state().toggleInspector(),
    },
    {
      id: "workspace",
      title: "Open or create another workspace",
      group: "Go to",
      run: () => state().setWorkspaceOpen(true),
    },
    {
      id: "calendar",
      title: "Calendar and time zone",
      group: "Go to",
      run: () => state().setCalendarOpen(true),
    },
    { id: "light", title: "Light theme", group: "View", run: () => state().setTheme("light") },
    { id: "dark", title: "Dark theme", group: "View", run: () => state().setTheme("dark") },
    { id: "system", title: "System theme", group: "View", run: () => state().setTheme("system") },
    {
      id: "period-before",
      title: "Previous period",
      group: "Scope",
      shortcut: "[",
      run: () => move(-1),
    },
    { id: "period-after", title: "Next period", group: "Scope", shortcut: "]", run: () => move(1) },
    {
      id: "clear-filters",
      title: "Clear all filters",
      group: "Scope",
      run: () => state().clearFilters(),
    },
  ];
}

/** Runs a command when its keys are pressed; keys typed into a field stay there. */
function useShortcuts(): void {
  const commands = useCommands();
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      const isTyping =
        event.target instanceof Element && event.target.closest("input, textarea") !== null;
      const command = commands.find(
        ({ shortcut }) => shortcut !== undefined && matchesShortcut(event, shortcut),
      );
      const isSafe = command?.shortcut?.includes("Mod+") === true;
      if (command !== undefined && (!isTyping || isSafe)) {
        event.preventDefault();
        command.run();
      }
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, [commands]);
}
