import { contextBridge, ipcRenderer, webUtils } from "electron";
import { CHANNEL, EVENT_CHANNEL } from "./channel.ts";
import type { HostRequest } from "./host-request.ts";

const ask = (request: HostRequest): Promise<unknown> => ipcRenderer.invoke(CHANNEL, request);

/** All a page can reach. ipcRenderer itself never crosses. */
contextBridge.exposeInMainWorld("tieout", {
  call: (name: string, input: unknown) => ask({ ask: "call", name, input }),
  on: (listener: (name: string, payload: unknown) => void) => {
    const forward = (_event: unknown, name: string, payload: unknown): void => {
      listener(name, payload);
    };
    ipcRenderer.on(EVENT_CHANNEL, forward);
    return () => {
      ipcRenderer.removeListener(EVENT_CHANNEL, forward);
    };
  },
  chooseFiles: () => ask({ ask: "chooseFiles" }),
  dropFiles: (files: File[]) =>
    ask({ ask: "dropFiles", paths: files.map((file) => webUtils.getPathForFile(file)) }),
  canChooseFolder: true,
  chooseFolder: () => ask({ ask: "chooseFolder" }),
  chooseSaveFile: (name: string) => ask({ ask: "chooseSaveFile", name }),
  fetchSaved: async () => undefined,
  openSample: () => ask({ ask: "openSample" }),
  reopen: () => ask({ ask: "reopen" }),
});
