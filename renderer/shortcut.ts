export interface KeyEvent {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

/** Whether a press is the shortcut: `Mod+K`, `Alt+1`, `?`. Mod is Ctrl, or Cmd on a Mac. */
export function matchesShortcut(event: KeyEvent, shortcut: string): boolean {
  const parts = shortcut.split("+");
  const key = parts.at(-1) ?? "";
  const wantsMod = parts.includes("Mod");
  const wantsAlt = parts.includes("Alt");
  const hasMod = event.ctrlKey || event.metaKey;
  if (hasMod !== wantsMod || event.altKey !== wantsAlt) {
    return false;
  }
  // A sign such as "?" may need Shift on some keyboards; a named Shift must be held.
  if (parts.includes("Shift") && !event.shiftKey) {
    return false;
  }
  return event.key.toLowerCase() === key.toLowerCase();
}

/** The shortcut as keys to read, for this computer. */
export function shortcutKeys(shortcut: string, isMac: boolean): string[] {
  return shortcut.split("+").map((part) => {
    if (part === "Mod") {
      return isMac ? "⌘" : "Ctrl";
    }
    return part === "Alt" && isMac ? "⌥" : part;
  });
}
