import { createEngine, type Engine } from "./engine.ts";
import { toErrorShape } from "./error-shape.ts";
import { type EngineMessage, HostMessage } from "./host-message.ts";
import { type Log, silentLog } from "./log.ts";
import { createLogFile } from "./log-file.ts";

/** The channel to the host: an Electron utility process' port, or a child process' own. */
interface HostPort {
  post(message: EngineMessage): void;
  listen(listener: (message: unknown) => void): void;
}

interface ElectronParentPort {
  postMessage(message: unknown): void;
  on(event: "message", listener: (event: { data: unknown }) => void): void;
}

function hostPort(): HostPort {
  const parent = (process as { parentPort?: ElectronParentPort }).parentPort;
  if (parent !== undefined) {
    return {
      post: (message) => parent.postMessage(message),
      listen: (listener) => parent.on("message", ({ data }) => listener(data)),
    };
  }
  return {
    post: (message) => {
      process.send?.(message);
    },
    listen: (listener) => {
      process.on("message", listener);
      // A host that dies without a word must not leave an engine holding the workspace.
      process.on("disconnect", () => process.exit(0));
    },
  };
}

/** The engine's process: opens one workspace, answers until told to close. */
class EngineServer {
  private readonly port: HostPort;
  private engine: Engine | undefined;
  private log: Log = silentLog;

  constructor(port: HostPort) {
    this.port = port;
  }

  async receive(raw: unknown): Promise<void> {
    const message = HostMessage.parse(raw);
    switch (message.type) {
      case "open":
        return this.open(message.workspace, message.actor);
      case "call":
        return this.answer(message.id, message.name, message.input);
      case "grant": {
        const { path, name, use } = message;
        const token = this.opened().grant(use, path, name);
        return this.port.post({ type: "granted", id: message.id, token });
      }
      case "close":
        await this.engine?.close();
        this.port.post({ type: "closed" });
        setTimeout(() => process.exit(0), 20);
    }
  }

  private async open(workspace: string, actor: string | undefined): Promise<void> {
    try {
      this.log = await createLogFile(workspace);
      const options = { workspace, log: this.log, ...(actor === undefined ? {} : { actor }) };
      this.engine = await createEngine(options);
      this.engine.on((event, payload) => this.port.post({ type: "event", event, payload }));
      this.port.post({ type: "ready" });
    } catch (error) {
      this.port.post({ type: "refused", error: toErrorShape(error, this.log) });
    }
  }

  private async answer(id: number, name: string, input: unknown): Promise<void> {
    const result = await this.opened().call(name, input);
    this.port.post({ type: "result", id, result });
  }

  private opened(): Engine {
    if (this.engine === undefined) {
      throw new Error("the host asked before it opened a workspace");
    }
    return this.engine;
  }

  crash(event: string, error: unknown): never {
    this.log.error(event, error);
    process.exit(1);
  }
}

const port = hostPort();
const server = new EngineServer(port);
port.listen((message) => {
  server.receive(message).catch((error: unknown) => server.crash("serve", error));
});
// Ctrl+C in a terminal reaches this process too; the host decides when the engine closes.
process.on("SIGINT", () => undefined);
process.on("unhandledRejection", (error) => server.crash("unhandled", error));
