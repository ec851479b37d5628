import type { MenuItemConstructorOptions } from "electron";

export interface MenuActions {
  newWorkspace(): void;
  openWorkspace(): void;
  openRecent(path: string): void;
}

export interface MenuState {
  readonly platform: string;
  readonly recentWorkspaces: readonly string[];
  readonly isDevelopment: boolean;
}

/** The application menu as data; roles carry the system's own names and keys. */
export function menuTemplate(state: MenuState, actions: MenuActions): MenuItemConstructorOptions[] {
  const appMenu: MenuItemConstructorOptions[] =
    state.platform === "darwin" ? [{ role: "appMenu" }] : [];
  const view: MenuItemConstructorOptions[] = [
    { role: "resetZoom" },
    { role: "zoomIn" },
    { role: "zoomOut" },
    { type: "separator" },
    { role: "togglefullscreen" },
  ];
  const development: MenuItemConstructorOptions[] = state.isDevelopment
    ? [{ type: "separator" }, { role: "reload" }, { role: "toggleDevTools" }]
    : [];
  return [
    ...appMenu,
    { label: "File", submenu: fileMenu(state, actions) },
    { role: "editMenu" },
    { label: "View", submenu: [...view, ...development] },
    { role: "windowMenu" },
  ];
}

function fileMenu(state: MenuState, actions: MenuActions): MenuItemConstructorOptions[] {
  const recent = state.recentWorkspaces.map((path) => ({
    label: path,
    click: () => actions.openRecent(path),
  }));
  return [
    {
      label: "New workspace…",
      accelerator: "CmdOrCtrl+Shift+N",
      click: () => actions.newWorkspace(),
    },
    { label: "Open workspace…", accelerator: "CmdOrCtrl+O", click: () => actions.openWorkspace() },
    { label: "Open recent", enabled: recent.length > 0, submenu: recent },
    { type: "separator" },
    state.platform === "darwin" ? { role: "close" } : { role: "quit" },
  ];
}
