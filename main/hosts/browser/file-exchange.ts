import { createReadStream, createWriteStream } from "node:fs";
import { mkdtemp, rm, stat } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { SECURITY_HEADERS } from "../content-security-policy.ts";
import type { EngineProcess } from "../engine-process.ts";

interface SavedFile {
  readonly path: string;
  readonly name: string;
}

/** Files that go up and come down by token; the browser never names a path. */
export class FileExchange {
  private readonly engine: EngineProcess;
  private readonly saved = new Map<string, SavedFile>();
  private folder: string | null = null;
  private count = 0;

  constructor(engine: EngineProcess) {
    this.engine = engine;
  }

  /** Stores an upload and grants it to the engine. */
  async receive(request: IncomingMessage, name: string): Promise<string | null> {
    const path = await this.nextPath();
    await pipeline(request, createWriteStream(path, { mode: 0o600 }));
    return this.engine.grantFile(path, basename(name));
  }

  /** A place the engine may write; fetched later with the same token. */
  async prepare(name: string): Promise<string | null> {
    const path = await this.nextPath();
    const token = await this.engine.grantSave(path, basename(name));
    if (token !== null) {
      this.saved.set(token, { path, name: basename(name) });
    }
    return token;
  }

  async send(response: ServerResponse, token: string): Promise<void> {
    const saved = this.saved.get(token);
    const size = saved === undefined ? null : await stat(saved.path).catch(() => null);
    if (saved === undefined || size === null) {
      response.writeHead(404, SECURITY_HEADERS).end();
      return;
    }
    response.writeHead(200, {
      ...SECURITY_HEADERS,
      "content-type": "application/octet-stream",
      "content-length": size.size,
      "content-disposition": `attachment; filename*=UTF-8''${encodeURIComponent(saved.name)}`,
    });
    await pipeline(createReadStream(saved.path), response);
  }

  async close(): Promise<void> {
    if (this.folder !== null) {
      await rm(this.folder, { recursive: true, force: true });
    }
  }

  private async nextPath(): Promise<string> {
    this.folder ??= await mkdtemp(join(tmpdir(), "tieout-files-"));
    this.count += 1;
    return join(this.folder, String(this.count));
  }
}
