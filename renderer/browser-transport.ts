import { z } from "zod";
import { ErrorShape, type Result } from "../shared/errors.ts";
import { SampleCompany } from "../shared/sample-company.ts";
import { offerDownload } from "./offer-download.ts";
import type { GrantedFile, Transport } from "./transport.ts";

const Answer = z.union([
  z.object({ ok: z.literal(true), value: z.unknown() }),
  z.object({ ok: z.literal(false), error: ErrorShape }),
]);
const Message = z.union([
  z.object({ id: z.number(), result: Answer }),
  z.object({ event: z.string(), payload: z.unknown() }),
]);
const Granted = z.object({ token: z.string(), name: z.string() });

type Listener = (name: string, payload: unknown) => void;

const LOST: Result<unknown> = {
  ok: false,
  error: {
    code: "engine-lost",
    message: "The connection to Tieout ended.",
    remedy: "Reopen the workspace; everything that was finished is kept.",
  },
};

/** The socket of the browser host: numbered questions, numbered answers, and events. */
class Socket {
  private opened: Promise<WebSocket> | null = null;
  private serial = 0;
  private readonly waiting = new Map<number, (result: Result<unknown>) => void>();
  private readonly listeners = new Set<Listener>();

  async call(name: string, input: unknown): Promise<Result<unknown>> {
    try {
      this.opened ??= this.open();
      const socket = await this.opened;
      this.serial += 1;
      const id = this.serial;
      return await new Promise((resolve) => {
        this.waiting.set(id, resolve);
        socket.send(JSON.stringify({ id, name, input }));
      });
    } catch {
      return LOST;
    }
  }

  on(listener: Listener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  private open(): Promise<WebSocket> {
    return new Promise((resolve, reject) => {
      const url = new URL("/engine", window.location.href);
      url.protocol = "ws:";
      const socket = new WebSocket(url);
      socket.addEventListener("open", () => resolve(socket));
      socket.addEventListener("message", ({ data }) => this.receive(String(data)));
      socket.addEventListener("close", () => {
        reject(new Error("closed"));
        this.lose();
      });
    });
  }

  private receive(text: string): void {
    const message = Message.parse(JSON.parse(text));
    if ("event" in message) {
      this.tell(message.event, message.payload);
      return;
    }
    this.waiting.get(message.id)?.(message.result);
    this.waiting.delete(message.id);
  }

  private lose(): void {
    this.opened = null;
    for (const resolve of this.waiting.values()) {
      resolve(LOST);
    }
    this.waiting.clear();
    this.tell("engine-lost", null);
  }

  private tell(name: string, payload: unknown): void {
    for (const listener of this.listeners) {
      listener(name, payload);
    }
  }
}

/** Speaks to the browser host: one socket for questions, plain requests for files. */
export function createBrowserTransport(): Transport {
  const socket = new Socket();
  const uploadAll = (files: readonly File[]) => Promise.all(files.map(upload));
  return {
    call: (name, input) => socket.call(name, input),
    on: (listener) => socket.on(listener),
    chooseFiles: async () => uploadAll(await askForFiles()),
    dropFiles: uploadAll,
    // A browser tells no page where a folder lies.
    canChooseFolder: false,
    chooseFolder: async () => null,
    async chooseSaveFile(suggestedName) {
      const query = new URLSearchParams({ name: suggestedName });
      return Granted.parse(await ask("POST", `/saves?${query}`));
    },
    async fetchSaved(token, name) {
      const response = await fetch(`/files/${encodeURIComponent(token)}`);
      if (!response.ok) {
        throw new Error(`The file "${name}" could not be fetched. Export it again.`);
      }
      offerDownload(await response.blob(), name);
    },
    openSample: async () => SampleCompany.parse(await ask("POST", "/sample")),
  };
}

async function upload(file: File): Promise<GrantedFile> {
  const query = new URLSearchParams({ name: file.name });
  return Granted.parse(await ask("PUT", `/files?${query}`, file));
}

async function ask(method: string, path: string, body?: Blob): Promise<unknown> {
  const response = await fetch(path, body === undefined ? { method } : { method, body });
  if (!response.ok) {
    throw new Error((await response.text()) || "The request was refused. Try it again.");
  }
  return response.json();
}

/** Resolves with nothing where the user closes the dialog. */
function askForFiles(): Promise<readonly File[]> {
  return new Promise((resolve) => {
    const input = document.createElement("input");
    input.type = "file";
    input.multiple = true;
    input.addEventListener("change", () => resolve([...(input.files ?? [])]));
    input.addEventListener("cancel", () => resolve([]));
    input.click();
  });
}
