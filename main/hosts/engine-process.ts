import {
  type ErrorShape,
  ErrorShape as ErrorShapeSchema,
  type Result,
} from "../../shared/errors.ts";
import type { FileUse } from "../engine/file-grants.ts";
import { EngineMessage, type HostMessage } from "../engine/host-message.ts";

/** A started engine process, whatever starts it: a utility process or a child process. */
export interface EngineChild {
  post(message: HostMessage): void;
  onMessage(listener: (message: unknown) => void): void;
  onExit(listener: (code: number | null) => void): void;
  kill(): void;
}

export interface EngineProcessOptions {
  readonly workspace: string;
  readonly spawn: () => EngineChild;
  readonly actor?: string;
}

export type HostListener = (event: string, payload: unknown) => void;

const LOST: ErrorShape = {
  code: "engine-lost",
  message: "The engine stopped before it answered.",
  remedy: "Open the workspace again; everything that was finished is kept.",
};

interface Session {
  readonly child: EngineChild;
  readonly ready: Promise<ErrorShape | null>;
}

/**
 * One engine process for one workspace. A crash rejects what was pending with `engine-lost`, and
 * the next question starts a new process.
 */
export class EngineProcess {
  private readonly options: EngineProcessOptions;
  private readonly listeners = new Set<HostListener>();
  private readonly calls = new Map<number, (result: Result<unknown>) => void>();
  private readonly grants = new Map<number, (token: string | null) => void>();
  private session: Session | null = null;
  private isClosing = false;
  private count = 0;

  constructor(options: EngineProcessOptions) {
    this.options = options;
  }

  get workspace(): string {
    return this.options.workspace;
  }

  /** Starts the process and opens the workspace; gives the reason where it is refused. */
  async open(): Promise<ErrorShape | null> {
    return (await this.current()).ready;
  }

  async call(name: string, input: unknown): Promise<Result<unknown>> {
    const { child, ready } = await this.current();
    const refused = await ready;
    if (refused !== null) {
      return { ok: false, error: refused };
    }
    const id = this.nextId();
    return new Promise((resolve) => {
      this.calls.set(id, resolve);
      child.post({ type: "call", id, name, input });
    });
  }

  /** Lets the engine read one file; null where the engine is lost or refused the workspace. */
  async grantFile(path: string, name: string): Promise<string | null> {
    return this.grant(path, name, "read");
  }

  /** Lets the engine write one file; null where the engine is lost or refused the workspace. */
  async grantSave(path: string, name: string): Promise<string | null> {
    return this.grant(path, name, "write");
  }

  /** Lets the engine look into one folder; null where it is lost or refused the workspace. */
  async grantFolder(path: string, name: string): Promise<string | null> {
    return this.grant(path, name, "folder");
  }

  private async grant(path: string, name: string, use: FileUse): Promise<string | null> {
    const { child, ready } = await this.current();
    if ((await ready) !== null) {
      return null;
    }
    const id = this.nextId();
    return new Promise((resolve) => {
      this.grants.set(id, resolve);
      child.post({ type: "grant", id, path, name, use });
    });
  }

  on(listener: HostListener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  async close(): Promise<void> {
    const { session } = this;
    if (session === null) {
      return;
    }
    this.isClosing = true;
    await new Promise<void>((resolve) => {
      session.child.onExit(() => resolve());
      session.child.post({ type: "close" });
    });
  }

  private nextId(): number {
    this.count += 1;
    return this.count;
  }

  private async current(): Promise<Session> {
    this.session ??= this.start();
    return this.session;
  }

  private start(): Session {
    const child = this.options.spawn();
    const { workspace, actor } = this.options;
    const ready = new Promise<ErrorShape | null>((resolve) => {
      child.onMessage((raw) => this.receive(EngineMessage.parse(raw), resolve));
      child.onExit(() => {
        resolve(LOST);
        this.lose(child);
      });
    });
    child.post({ type: "open", workspace, ...(actor === undefined ? {} : { actor }) });
    return { child, ready };
  }

  private receive(message: EngineMessage, ready: (error: ErrorShape | null) => void): void {
    switch (message.type) {
      case "ready":
        ready(null);
        return;
      case "refused": {
        ready(ErrorShapeSchema.parse(message.error));
        // A refused process is of no use: the next question asks again with a new one.
        this.session?.child.kill();
        return;
      }
      case "result": {
        this.calls.get(message.id)?.(message.result as Result<unknown>);
        this.calls.delete(message.id);
        return;
      }
      case "granted": {
        this.grants.get(message.id)?.(message.token);
        this.grants.delete(message.id);
        return;
      }
      case "event":
        this.tell(message.event, message.payload);
        return;
      case "closed":
        return;
    }
  }

  private lose(child: EngineChild): void {
    if (this.session?.child !== child) {
      return;
    }
    this.session = null;
    for (const resolve of this.calls.values()) {
      resolve({ ok: false, error: LOST });
    }
    for (const resolve of this.grants.values()) {
      resolve(null);
    }
    this.calls.clear();
    this.grants.clear();
    if (!this.isClosing) {
      this.tell("engine-lost", { message: LOST.message });
    }
  }

  private tell(event: string, payload: unknown): void {
    for (const listener of this.listeners) {
      listener(event, payload);
    }
  }
}
