import { basename, dirname } from "node:path";
import { type BrowserWindow, dialog, type IpcMainInvokeEvent, ipcMain } from "electron";
import type { JobState } from "../../../shared/contract/jobs.ts";
import type { ErrorShape } from "../../../shared/errors.ts";
import { SAMPLE_COMPANY } from "../app-files.ts";
import type { EngineProcess } from "../engine-process.ts";
import { relay } from "../gateway.ts";
import { grantSampleCompany } from "../sample-company.ts";
import { announceJob } from "./announce-job.ts";
import { isAppUrl } from "./app-protocol.ts";
import { CHANNEL, EVENT_CHANNEL } from "./channel.ts";
import { HostRequest } from "./host-request.ts";
import type { SettingsFile } from "./settings.ts";

export interface DesktopGatewayOptions {
  readonly window: BrowserWindow;
  readonly engine: () => EngineProcess;
  readonly settings: SettingsFile;
}

const REQUEST_CHARACTERS_MAX = 4_000_000;

const REFUSED: ErrorShape = {
  code: "usage",
  message: "The request could not be understood.",
  remedy: "Close the window and open Tieout again.",
};

/** Answers one window: its own main frame only, known shapes only, limited in size. */
export function serveWindow(options: DesktopGatewayOptions): () => void {
  const { window } = options;
  ipcMain.handle(CHANNEL, async (event, raw: unknown) => {
    if (!isOwnPage(event, window)) {
      return { ok: false, error: REFUSED };
    }
    const request = HostRequest.safeParse(raw);
    if (!request.success || JSON.stringify(raw).length > REQUEST_CHARACTERS_MAX) {
      return { ok: false, error: REFUSED };
    }
    return answer(options, request.data);
  });
  return () => ipcMain.removeHandler(CHANNEL);
}

/** Passes the engine's events on to the window, and what of them concerns the desktop to it. */
export function forwardEvents(
  window: BrowserWindow,
  engine: Pick<EngineProcess, "on">,
): () => void {
  return engine.on((name, payload) => {
    if (!window.isDestroyed()) {
      window.webContents.send(EVENT_CHANNEL, name, payload);
      showProgress(window, name, payload);
    }
  });
}

function showProgress(window: BrowserWindow, name: string, payload: unknown): void {
  if (name === "job-ended") {
    window.setProgressBar(-1);
    announceJob(window, payload as JobState);
  } else if (name === "job-progress") {
    const { done, total } = payload as JobState;
    window.setProgressBar(total === null || total === 0 ? 2 : done / total);
  }
}

function isOwnPage(event: IpcMainInvokeEvent, window: BrowserWindow): boolean {
  const frame = event.senderFrame;
  return frame !== null && frame === window.webContents.mainFrame && isAppUrl(frame.url);
}

async function answer(options: DesktopGatewayOptions, request: HostRequest): Promise<unknown> {
  const { engine } = options;
  switch (request.ask) {
    case "call":
      return relay(engine(), request.name, request.input);
    case "chooseFiles":
      return chooseFiles(options);
    case "dropFiles":
      return grantAll(engine(), request.paths);
    case "chooseFolder":
      return chooseFolder(options);
    case "chooseSaveFile":
      return chooseSaveFile(options, request.name);
    case "openSample":
      return grantSampleCompany(engine(), SAMPLE_COMPANY);
    case "reopen":
      return engine().open();
  }
}

async function grantAll(
  engine: EngineProcess,
  paths: readonly string[],
): Promise<{ token: string; name: string }[]> {
  const granted: { token: string; name: string }[] = [];
  for (const path of paths) {
    const name = basename(path);
    const token = await engine.grantFile(path, name);
    if (token !== null) {
      granted.push({ token, name });
    }
  }
  return granted;
}

async function chooseFiles({
  window,
  engine,
  settings,
}: DesktopGatewayOptions): Promise<{ token: string; name: string }[]> {
  const folder = settings.current.lastFolders["import"];
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    title: "Choose bills, ledger or procurement files",
    properties: ["openFile", "multiSelections"],
    ...(folder === undefined ? {} : { defaultPath: folder }),
  });
  const [first] = filePaths;
  if (canceled || first === undefined) {
    return [];
  }
  await settings.rememberFolder("import", dirname(first));
  return grantAll(engine(), filePaths);
}

async function chooseFolder({
  window,
  engine,
  settings,
}: DesktopGatewayOptions): Promise<{ token: string; name: string } | null> {
  const folder = settings.current.lastFolders["watch"] ?? settings.current.lastFolders["import"];
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    title: "Choose the folder your exports are saved to",
    properties: ["openDirectory"],
    ...(folder === undefined ? {} : { defaultPath: folder }),
  });
  const [path] = filePaths;
  if (canceled || path === undefined) {
    return null;
  }
  await settings.rememberFolder("watch", path);
  const token = await engine().grantFolder(path, basename(path));
  return token === null ? null : { token, name: basename(path) };
}

async function chooseSaveFile(
  { window, engine, settings }: DesktopGatewayOptions,
  name: string,
): Promise<{ token: string; name: string } | null> {
  const folder = settings.current.lastFolders["export"];
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    title: "Save the workbook",
    defaultPath: folder === undefined ? basename(name) : `${folder}/${basename(name)}`,
  });
  if (canceled || filePath === "") {
    return null;
  }
  await settings.rememberFolder("export", dirname(filePath));
  const token = await engine().grantSave(filePath, basename(filePath));
  return token === null ? null : { token, name: basename(filePath) };
}
