import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { type WebSocket, WebSocketServer } from "ws";
import { ENGINE_ENTRY, RENDERER_FOLDER, SAMPLE_COMPANY } from "../app-files.ts";
import { SECURITY_HEADERS } from "../content-security-policy.ts";
import { EngineProcess } from "../engine-process.ts";
import { forkEngine } from "../fork-engine.ts";
import { PageRequest, relay } from "../gateway.ts";
import { loadRendererFiles, type RendererFile } from "../renderer-files.ts";
import { grantSampleCompany } from "../sample-company.ts";
import { FileExchange } from "./file-exchange.ts";
import { HostSession, isLocalRequest } from "./host-session.ts";

export interface BrowserHostOptions {
  readonly workspace: string;
  /** 0 lets the system choose. */
  readonly port?: number;
  readonly actor?: string;
}

export interface BrowserHost {
  /** The address to open; it carries a token that works once. */
  readonly url: string;
  readonly engine: EngineProcess;
  close(): Promise<void>;
}

const MESSAGE_BYTES_MAX = 4_000_000;
const NAME_MAX = 500;

/**
 * Serves the app to one browser on this computer.
 * Errors: rejects with the engine's own error where the workspace cannot be opened
 */
export async function startBrowserHost(options: BrowserHostOptions): Promise<BrowserHost> {
  const files = await loadRendererFiles(RENDERER_FOLDER);
  const { workspace, actor } = options;
  const engine = new EngineProcess({
    workspace,
    spawn: () => forkEngine(ENGINE_ENTRY),
    ...(actor === undefined ? {} : { actor }),
  });
  const host = new BrowserHostServer(engine, files);
  const port = await host.listen(options.port ?? 0);
  return {
    url: `http://127.0.0.1:${port}/?token=${host.session.openToken}`,
    engine,
    close: () => host.close(),
  };
}

class BrowserHostServer {
  readonly session = new HostSession();
  private readonly engine: EngineProcess;
  private readonly files: ReadonlyMap<string, RendererFile>;
  private readonly exchange: FileExchange;
  private readonly server: Server;
  private readonly sockets = new WebSocketServer({
    noServer: true,
    maxPayload: MESSAGE_BYTES_MAX,
  });

  constructor(engine: EngineProcess, files: ReadonlyMap<string, RendererFile>) {
    this.engine = engine;
    this.files = files;
    this.exchange = new FileExchange(engine);
    this.server = createServer((request, response) => {
      this.answer(request, response).catch(() => response.destroy());
    });
    this.server.on("upgrade", (request, socket, head) => {
      const isAllowed =
        request.url === "/engine" &&
        request.headers.origin !== undefined &&
        isLocalRequest(request, this.port) &&
        this.session.isKnown(request);
      if (!isAllowed) {
        socket.end("HTTP/1.1 403 Forbidden\r\n\r\n");
        return;
      }
      this.sockets.handleUpgrade(request, socket, head, (page) => this.connect(page));
    });
  }

  private get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  async listen(port: number): Promise<number> {
    await new Promise<void>((resolve, reject) => {
      this.server.once("error", reject);
      this.server.listen(port, "127.0.0.1", resolve);
    });
    return this.port;
  }

  async close(): Promise<void> {
    for (const page of this.sockets.clients) {
      page.terminate();
    }
    this.server.closeAllConnections();
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
    await this.engine.close();
    await this.exchange.close();
  }

  private connect(page: WebSocket): void {
    const stop = this.engine.on((event, payload) => page.send(JSON.stringify({ event, payload })));
    page.on("close", stop);
    page.on("message", (data) => {
      this.relayMessage(page, data.toString()).catch(() => page.terminate());
    });
  }

  private async relayMessage(page: WebSocket, text: string): Promise<void> {
    const { id, name, input } = PageRequest.parse(JSON.parse(text));
    const result = await relay(this.engine, name, input);
    page.send(JSON.stringify({ id, result }));
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? "/", "http://127.0.0.1");
    const token = url.searchParams.get("token");
    if (!isLocalRequest(request, this.port)) {
      return refuse(response, 403);
    }
    if (request.method === "GET" && url.pathname === "/" && token !== null) {
      return this.exchangeToken(request, response, token);
    }
    if (!this.session.isKnown(request)) {
      return refuse(response, 403);
    }
    if (request.method === "GET") {
      return this.sendFile(response, url.pathname);
    }
    const answer = await this.receive(request, url);
    if (answer === null) {
      return refuse(response, 404);
    }
    sendJson(response, answer);
  }

  private exchangeToken(request: IncomingMessage, response: ServerResponse, token: string): void {
    const cookie = this.session.redeem(token);
    if (cookie === null && !this.session.isKnown(request)) {
      refuse(response, 403);
      return;
    }
    const cookies = cookie === null ? {} : { "set-cookie": cookie };
    response.writeHead(303, { ...SECURITY_HEADERS, ...cookies, location: "/" }).end();
  }

  private async sendFile(response: ServerResponse, path: string): Promise<void> {
    if (path.startsWith("/files/")) {
      return this.exchange.send(response, path.slice("/files/".length));
    }
    const file = this.files.get(path);
    if (file === undefined) {
      return refuse(response, 404);
    }
    const headers = { ...SECURITY_HEADERS, "content-type": file.type, "cache-control": "no-cache" };
    response.writeHead(200, headers).end(file.content);
  }

  /** What a page may send besides questions: an upload, a place to save to, the sample's files. */
  private async receive(request: IncomingMessage, url: URL): Promise<object | null> {
    const name = (url.searchParams.get("name") ?? "").slice(0, NAME_MAX);
    if (request.method === "PUT" && url.pathname === "/files") {
      return { token: await this.exchange.receive(request, name), name };
    }
    if (request.method === "POST" && url.pathname === "/saves") {
      return { token: await this.exchange.prepare(name), name };
    }
    if (request.method === "POST" && url.pathname === "/sample") {
      return grantSampleCompany(this.engine, SAMPLE_COMPANY);
    }
    return null;
  }
}

function refuse(response: ServerResponse, status: number): void {
  response.writeHead(status, { ...SECURITY_HEADERS, "content-type": "text/plain" });
  response.end(status === 403 ? "Open the address that Tieout printed when it started.\n" : "");
}

function sendJson(response: ServerResponse, value: object): void {
  response.writeHead(200, { ...SECURITY_HEADERS, "content-type": "application/json" });
  response.end(JSON.stringify(value));
}
