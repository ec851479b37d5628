import { fork } from "node:child_process";
import { EventEmitter } from "node:events";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** What the host did to Electron, in order; read by the tests. */
export const seen = {
  calls: [] as string[],
  windowOptions: [] as Record<string, unknown>[],
  schemes: [] as unknown[],
  menus: [] as unknown[],
  titles: [] as string[],
  sent: [] as unknown[][],
  errors: [] as string[],
};

type Listener = (...values: never[]) => unknown;

class StandInApp extends EventEmitter {
  readonly isPackaged = false;
  readonly folder = mkdtempSync(join(tmpdir(), "tieout-desktop-"));
  private resolveReady: () => void = () => undefined;
  private readonly ready = new Promise<void>((resolve) => {
    this.resolveReady = resolve;
  });

  becomeReady(): void {
    seen.calls.push("ready");
    this.resolveReady();
  }
  enableSandbox(): void {
    seen.calls.push("enableSandbox");
  }
  requestSingleInstanceLock(): boolean {
    seen.calls.push("requestSingleInstanceLock");
    return true;
  }
  setAppUserModelId(id: string): void {
    seen.calls.push(`id ${id}`);
  }
  whenReady(): Promise<void> {
    return this.ready;
  }
  getPath(name: string): string {
    return join(this.folder, name === "userData" ? "" : name);
  }
  addRecentDocument(path: string): void {
    seen.calls.push(`recent ${path}`);
  }
  quit(): void {
    const event = { isPrevented: false, preventDefault: () => undefined };
    seen.calls.push("quit");
    this.emit("before-quit", event);
  }
}

class StandInContents extends EventEmitter {
  readonly mainFrame = { url: "app://tieout/index.html" };
  openHandler: ((details: { url: string }) => { action: string }) | null = null;

  setWindowOpenHandler(handler: (details: { url: string }) => { action: string }): void {
    this.openHandler = handler;
  }
  send(...values: unknown[]): void {
    seen.sent.push(values);
  }
}

export class BrowserWindow extends EventEmitter {
  static readonly all: BrowserWindow[] = [];
  readonly webContents = new StandInContents();
  url = "";

  constructor(options: Record<string, unknown>) {
    super();
    seen.windowOptions.push(options);
    BrowserWindow.all.push(this);
    app.emit("web-contents-created", {}, this.webContents);
  }
  async loadURL(url: string): Promise<void> {
    this.url = url;
    this.emit("ready-to-show");
  }
  setTitle(title: string): void {
    seen.titles.push(title);
  }
  getNormalBounds(): object {
    return { x: 10, y: 20, width: 1200, height: 800 };
  }
  isMaximized = (): boolean => false;
  isMinimized = (): boolean => true;
  isDestroyed = (): boolean => false;
  isLookedAt = true;
  isFocused = (): boolean => this.isLookedAt;
  restore = (): unknown => seen.calls.push("restore");
  focus = (): unknown => seen.calls.push("focus");
  show = (): unknown => seen.calls.push("show");
  maximize = (): unknown => seen.calls.push("maximize");
  setRepresentedFilename = (): void => undefined;
  setProgressBar = (value: number): unknown => seen.calls.push(`progress ${value}`);
}

export class Notification extends EventEmitter {
  static readonly shown: Notification[] = [];
  static isSupported = (): boolean => true;
  readonly options: object;

  constructor(options: object) {
    super();
    this.options = options;
  }
  show(): void {
    Notification.shown.push(this);
  }
}

export const app = new StandInApp();

export const handlers = new Map<string, Listener>();
export const ipcMain = {
  handle: (channel: string, listener: Listener): unknown => handlers.set(channel, listener),
  removeHandler: (channel: string): unknown => handlers.delete(channel),
};

export const protocolHandlers = new Map<string, (request: Request) => Response>();
export const protocol = {
  registerSchemesAsPrivileged: (schemes: unknown[]): unknown => seen.schemes.push(...schemes),
  handle: (scheme: string, handler: (request: Request) => Response): unknown =>
    protocolHandlers.set(scheme, handler),
};

export const permission = {
  request: null as Listener | null,
  check: null as Listener | null,
  device: null as Listener | null,
  before: null as Listener | null,
};
export const session = {
  defaultSession: {
    setPermissionRequestHandler: (handler: Listener): unknown => (permission.request = handler),
    setPermissionCheckHandler: (handler: Listener): unknown => (permission.check = handler),
    setDevicePermissionHandler: (handler: Listener): unknown => (permission.device = handler),
    setDisplayMediaRequestHandler: (): void => undefined,
    webRequest: {
      onBeforeRequest: (handler: Listener): unknown => (permission.before = handler),
    },
  },
};

export const chosen = { open: [] as string[], save: "" };
export const dialog = {
  showOpenDialog: async (): Promise<object> => ({
    canceled: chosen.open.length === 0,
    filePaths: chosen.open,
  }),
  showSaveDialog: async (): Promise<object> => ({
    canceled: chosen.save === "",
    filePath: chosen.save,
  }),
  showErrorBox: (title: string, text: string): unknown => seen.errors.push(`${title} ${text}`),
};

export const Menu = {
  buildFromTemplate: (template: unknown): unknown => template,
  setApplicationMenu: (menu: unknown): unknown => seen.menus.push(menu),
};

export const screen = {
  getAllDisplays: (): object[] => [{ workArea: { x: 0, y: 0, width: 1920, height: 1080 } }],
};

/** The engine really runs: as a child process where Electron would use a utility process. */
export const utilityProcess = {
  fork(entry: string): object {
    const child = fork(entry, [], { serialization: "advanced" });
    return {
      // As in Electron, a message to a process that has ended goes nowhere.
      postMessage: (message: object) => child.connected && child.send(message, () => undefined),
      on: (event: string, listener: (value: unknown) => void) => child.on(event, listener),
      kill: () => child.kill("SIGKILL"),
      pid: child.pid,
    };
  },
};

export const bridge = { exposed: {} as Record<string, unknown> };
export const contextBridge = {
  exposeInMainWorld: (name: string, api: unknown): void => {
    bridge.exposed[name] = api;
  },
};
export const ipcRenderer = {
  invoke: async (channel: string, request: unknown): Promise<unknown> => ({ channel, request }),
  on: (): void => undefined,
  removeListener: (): void => undefined,
};
export const webUtils = {
  getPathForFile: (file: { name: string }): string => `/real/${file.name}`,
};
