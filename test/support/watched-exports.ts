import { mkdir, mkdtemp, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Clock } from "../../main/engine/clock.ts";
import { type Engine, unwrap } from "../../main/engine/engine.ts";
import type { WatchedFolder } from "../../shared/contract/sources.ts";
import { openEngine } from "./open-engine.ts";

/** Long before the engine's standing clock, in seconds. */
const LONG_AGO = 1_700_000_000;

/** A folder on disk, and an engine that looks into it. */
export class WatchedExports {
  readonly base: string;
  readonly folder: string;
  /** Milliseconds of the clock that only grows. */
  elapsed = 0;
  readonly clock: Clock = {
    now: () => "2026-11-03T09:12:00Z",
    elapsed: () => this.elapsed,
  };

  private constructor(base: string) {
    this.base = base;
    this.folder = join(base, "exports");
  }

  static async create(): Promise<WatchedExports> {
    const made = new WatchedExports(await mkdtemp(join(tmpdir(), "tieout-watch-")));
    await mkdir(made.folder);
    return made;
  }

  remove(): Promise<void> {
    return rm(this.base, { recursive: true, force: true });
  }

  /** Puts a file there that was last written long ago. */
  async put(name: string, content: string | Buffer): Promise<void> {
    const path = join(this.folder, name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, content);
    await utimes(path, LONG_AGO, LONG_AGO);
  }

  async watching(): Promise<Engine> {
    const engine = await openEngine({ clock: this.clock });
    await this.watch(engine);
    return engine;
  }

  async watch(engine: Engine): Promise<void> {
    unwrap(await engine.client.sources.watch({ folder: engine.grant("folder", this.folder) }));
  }
}

export async function lookInto(engine: Engine, all = false): Promise<WatchedFolder> {
  const { folders } = unwrap(await engine.client.sources.watched({ all }));
  const [only] = folders;
  if (only === undefined) {
    throw new Error("no folder is watched");
  }
  return only;
}

/** The state of every file, by name. */
export async function fileStates(engine: Engine): Promise<Record<string, string>> {
  const { files } = await lookInto(engine, true);
  return Object.fromEntries(files.map(({ name, state }) => [name, state]).sort());
}

/** Imports files of the folder as a person would. */
export async function bringFiles(
  engine: Engine,
  names: readonly string[],
  replace = false,
): Promise<void> {
  const { folderId } = await lookInto(engine);
  const { files } = unwrap(await engine.client.sources.take({ folderId, names: [...names] }));
  unwrap(
    await engine.runJob("import", { files: files.map(({ token }) => ({ file: token })), replace }),
  );
}
