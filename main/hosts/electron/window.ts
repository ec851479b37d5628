import { BrowserWindow, type WebPreferences } from "electron";
import { isAppUrl } from "./app-protocol.ts";
import type { WindowState } from "./settings.ts";

/** Every security option of a window, written out so that no default decides. */
export const WEB_PREFERENCES: Readonly<WebPreferences> = Object.freeze({
  contextIsolation: true,
  nodeIntegration: false,
  sandbox: true,
  webSecurity: true,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  webviewTag: false,
  navigateOnDragDrop: false,
  spellcheck: false,
});

export interface WindowOptions {
  readonly preload: string;
  readonly title: string;
  readonly state: WindowState;
}

/** The one place that makes a window. */
export function createWindow({ preload, title, state }: WindowOptions): BrowserWindow {
  const window = new BrowserWindow({
    ...placement(state),
    title,
    minWidth: 960,
    minHeight: 600,
    show: false,
    backgroundColor: "#fbfbfa",
    webPreferences: { ...WEB_PREFERENCES, preload },
  });
  const { webContents } = window;
  webContents.setWindowOpenHandler(() => ({ action: "deny" }));
  webContents.on("will-attach-webview", (event) => event.preventDefault());
  for (const name of ["will-navigate", "will-redirect", "will-frame-navigate"] as const) {
    webContents.on(name as "will-navigate", (event) => {
      if (!isAppUrl(event.url)) {
        event.preventDefault();
      }
    });
  }
  if (state.isMaximized) {
    window.maximize();
  }
  window.once("ready-to-show", () => window.show());
  return window;
}

function placement({ bounds }: WindowState): {
  x?: number;
  y?: number;
  width: number;
  height: number;
} {
  const { x, y, width, height } = bounds;
  return x === undefined || y === undefined ? { width, height } : { x, y, width, height };
}
