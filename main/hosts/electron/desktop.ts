import { basename, join } from "node:path";
import { app, type BrowserWindow, dialog, Menu, screen, session } from "electron";
import { APP_ROOT, ENGINE_ENTRY, RENDERER_FOLDER } from "../app-files.ts";
import { EngineProcess } from "../engine-process.ts";
import { loadRendererFiles } from "../renderer-files.ts";
import { APP_URL, serveApp } from "./app-protocol.ts";
import { forwardEvents, serveWindow } from "./desktop-gateway.ts";
import { menuTemplate } from "./menu.ts";
import { restrictPermissions } from "./permissions.ts";
import { SettingsFile, visibleState } from "./settings.ts";
import { forkUtilityEngine } from "./utility-engine.ts";
import { createWindow } from "./window.ts";

const WORKSPACE_ENDING = ".tieout";

/** The workspace folder named on a command line, or null. */
export function workspaceArgument(argv: readonly string[]): string | null {
  return argv.slice(1).find((argument) => argument.endsWith(WORKSPACE_ENDING)) ?? null;
}

/** One app, one engine, one window. */
export class Desktop {
  private readonly settings = new SettingsFile(app.getPath("userData"));
  private engine: EngineProcess | null = null;
  private window: BrowserWindow | null = null;
  private stopEvents: () => void = () => undefined;

  /** Called once the app is ready. */
  async start(wanted: string | null): Promise<void> {
    const settings = await this.settings.load();
    restrictPermissions(session.defaultSession);
    serveApp(await loadRendererFiles(RENDERER_FOLDER));
    const displays = screen.getAllDisplays().map(({ workArea }) => workArea);
    const window = createWindow({
      preload: join(APP_ROOT, "dist", "electron", "preload.cjs"),
      title: "Tieout",
      state: visibleState(settings.window, displays),
    });
    this.window = window;
    serveWindow({ window, settings: this.settings, engine: () => this.currentEngine() });
    window.on("close", () => {
      const state = { bounds: window.getNormalBounds(), isMaximized: window.isMaximized() };
      void this.settings.rememberWindow(state);
    });
    const fallback = join(app.getPath("documents"), `Tieout${WORKSPACE_ENDING}`);
    await this.open(wanted ?? settings.recentWorkspaces[0] ?? fallback);
  }

  /** Opens a workspace in the one window; the one open before is closed first. */
  async open(path: string): Promise<void> {
    const { window } = this;
    if (window === null) {
      return;
    }
    this.stopEvents();
    await this.engine?.close();
    const engine = new EngineProcess({
      workspace: path,
      spawn: () => forkUtilityEngine(ENGINE_ENTRY),
    });
    this.engine = engine;
    this.stopEvents = forwardEvents(window, engine);
    const refused = await engine.open();
    if (refused === null) {
      await this.settings.rememberWorkspace(path);
      app.addRecentDocument(path);
      window.setTitle(`${basename(path, WORKSPACE_ENDING)} – Tieout`);
      window.setRepresentedFilename(path);
    } else {
      dialog.showErrorBox(refused.message, refused.remedy);
    }
    this.showMenu();
    await window.loadURL(APP_URL);
  }

  focus(): void {
    if (this.window?.isMinimized() === true) {
      this.window.restore();
    }
    this.window?.focus();
  }

  async close(): Promise<void> {
    const { engine } = this;
    this.engine = null;
    await engine?.close();
  }

  private currentEngine(): EngineProcess {
    if (this.engine === null) {
      throw new Error("a page asked before a workspace was open");
    }
    return this.engine;
  }

  private showMenu(): void {
    const template = menuTemplate(
      {
        platform: process.platform,
        recentWorkspaces: this.settings.current.recentWorkspaces,
        isDevelopment: !app.isPackaged,
      },
      {
        newWorkspace: () => void this.chooseNew(),
        openWorkspace: () => void this.chooseExisting(),
        openRecent: (path) => void this.open(path),
      },
    );
    Menu.setApplicationMenu(Menu.buildFromTemplate(template));
  }

  private async chooseNew(): Promise<void> {
    const { canceled, filePath } = await dialog.showSaveDialog({
      title: "New workspace",
      defaultPath: join(app.getPath("documents"), `Workspace${WORKSPACE_ENDING}`),
    });
    if (!canceled && filePath !== "") {
      const isNamed = filePath.endsWith(WORKSPACE_ENDING);
      await this.open(isNamed ? filePath : `${filePath}${WORKSPACE_ENDING}`);
    }
  }

  private async chooseExisting(): Promise<void> {
    const { canceled, filePaths } = await dialog.showOpenDialog({
      title: "Open a workspace folder",
      properties: ["openDirectory"],
    });
    const [path] = filePaths;
    if (!canceled && path !== undefined) {
      await this.open(path);
    }
  }
}
