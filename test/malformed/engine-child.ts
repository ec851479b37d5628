import { fork } from "node:child_process";
import { readdir, readFile } from "node:fs/promises";
import { z } from "zod";
import { ENGINE_ENTRY } from "../../main/hosts/app-files.ts";
import { type EngineChild, EngineProcess } from "../../main/hosts/engine-process.ts";
import { ImportedFile } from "../../shared/contract/jobs.ts";
import type { ErrorShape, Result } from "../../shared/errors.ts";
import { ErrorShape as ErrorShapeSchema } from "../../shared/errors.ts";

const HEAP_MEGABYTES = 768;
/** A file of the corpus takes ten seconds on a busy machine: what takes longer hangs. */
const FILE_MS = 40_000;

const Outcome = z.object({
  outcome: z.union([
    z.object({ ok: z.literal(true), value: z.object({ files: z.array(ImportedFile) }) }),
    z.object({ ok: z.literal(false), error: ErrorShapeSchema }),
  ]),
});

/** What became of a file: imported, refused, or the engine did not survive it. */
export type Fate =
  | { readonly kind: "imported"; readonly file: ImportedFile }
  | { readonly kind: "refused"; readonly error: ErrorShape }
  | { readonly kind: "lost"; readonly why: string };

/** The built engine in a process of its own, with a bound on its memory and on each file's time. */
export class CorpusEngine {
  private readonly engine: EngineProcess;
  private child: ReturnType<typeof fork> | undefined;

  constructor(workspace: string) {
    this.engine = new EngineProcess({ workspace, spawn: () => this.spawn() });
  }

  private spawn(): EngineChild {
    const child = fork(ENGINE_ENTRY, [], {
      serialization: "advanced",
      stdio: ["ignore", "ignore", "ignore", "ipc"],
      execArgv: [`--max-old-space-size=${HEAP_MEGABYTES}`],
    });
    this.child = child;
    return {
      post: (message) => {
        if (child.connected) {
          child.send(message, () => undefined);
        }
      },
      onMessage: (listener) => child.on("message", listener),
      onExit: (listener) => child.on("exit", (code) => listener(code)),
      kill: () => child.kill("SIGKILL"),
    };
  }

  /** Imports one file, which is taken back at once where it went in. */
  async importFile(path: string, file: object): Promise<Fate> {
    const fate = await this.withinTime(this.run(path, file));
    if (fate.kind === "imported") {
      const { sourceFileId } = fate.file;
      const taken = await this.engine.call("workspace.withdraw", { sourceFileId });
      return taken.ok ? fate : { kind: "refused", error: taken.error };
    }
    return fate;
  }

  private async withinTime(running: Promise<Fate>): Promise<Fate> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<Fate>((resolve) => {
      timer = setTimeout(() => {
        this.child?.kill("SIGKILL");
        resolve({ kind: "lost", why: `it took more than ${FILE_MS} ms` });
      }, FILE_MS);
    });
    try {
      return await Promise.race([running, late]);
    } finally {
      clearTimeout(timer);
    }
  }

  private async run(path: string, file: object): Promise<Fate> {
    const token = await this.engine.grantFile(path, path.replace(/^.*\//, ""));
    const input = { files: [{ file: token, ...file }] };
    const started = await this.engine.call("jobs.start", { kind: "import", input });
    if (!started.ok) {
      return refusedBy(started.error);
    }
    const ended = await this.engine.call("jobs.wait", started.value);
    if (!ended.ok) {
      return refusedBy(ended.error);
    }
    const { outcome } = Outcome.parse(ended.value);
    if (!outcome.ok) {
      return refusedBy(outcome.error);
    }
    const [imported] = outcome.value.files;
    return imported === undefined
      ? { kind: "lost", why: "the answer names no file" }
      : { kind: "imported", file: imported };
  }

  /** The most memory the process ever held, in megabytes; null where the system does not tell. */
  async peakMegabytes(): Promise<number | null> {
    try {
      const status = await readFile(`/proc/${this.child?.pid}/status`, "utf8");
      const kilobytes = /VmHWM:\s+(\d+) kB/.exec(status)?.[1];
      return kilobytes === undefined ? null : Number.parseInt(kilobytes, 10) >> 10;
    } catch {
      return null;
    }
  }

  call(name: string, input: unknown): Promise<Result<unknown>> {
    return this.engine.call(name, input);
  }

  close(): Promise<void> {
    return this.engine.close();
  }
}

function refusedBy(error: ErrorShape): Fate {
  return error.code === "engine-lost"
    ? { kind: "lost", why: "the process ended" }
    : { kind: "refused", error };
}

/** What stands in a folder of the workspace; nothing where it is absent. */
export async function namesIn(folder: string): Promise<string[]> {
  return (await readdir(folder).catch(() => [])).sort();
}
