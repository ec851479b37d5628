import { createHash } from "node:crypto";
import { constants } from "node:fs";
import { lstat, open, readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import type { EngineContext } from "../../context.ts";
import { writeFileAtomic } from "../../workspace/workspace-folder.ts";
import type { SeenFile } from "./classify-files.ts";
import { type FolderFile, stampOf } from "./folder-files.ts";

/** A file rests when it was last written this long ago, */
const QUIET_MS = 10_000;
/** or when two looks this far apart found it the same: clocks of other computers may be wrong. */
export const REST_MS = 2_000;

const WRITING = "It is still being written; it is looked at again when it rests.";
const CANNOT_OPEN =
  "It cannot be opened for reading; check that you may read it and that no other program holds it.";

const Digests = z.record(z.string(), z.tuple([z.string(), z.string()]));

interface Observed {
  readonly stamp: string;
  /** When it was first seen like this, on the clock that only grows. */
  readonly since: number;
  readonly sha256: string | null;
}

/**
 * The digests of files that rest. A file is read again only after its size or one of its times
 * changed; what was read is remembered beside the database, and forgetting it costs a reading.
 */
export class DigestFiles {
  private readonly context: Pick<EngineContext, "clock" | "folder" | "log">;
  private observed: Map<string, Observed> | null = null;

  constructor(context: Pick<EngineContext, "clock" | "folder" | "log">) {
    this.context = context;
  }

  /** Every file with its digest, or why there is none. */
  async digestAll<File extends FolderFile>(
    files: readonly File[],
  ): Promise<(File & Pick<SeenFile, "sha256" | "unread">)[]> {
    const observed = await this.remembered();
    const digested: (File & Pick<SeenFile, "sha256" | "unread">)[] = [];
    let read = 0;
    for (const file of files) {
      const before = observed.get(file.path);
      const found = await this.digest(file, before);
      digested.push({ ...file, ...found });
      if (found.sha256 !== undefined && found.sha256 !== before?.sha256) {
        read += 1;
      }
    }
    if (read > 0) {
      await this.remember();
    }
    return digested;
  }

  private async digest(
    file: FolderFile,
    before: Observed | undefined,
  ): Promise<Pick<SeenFile, "sha256" | "unread">> {
    const { path, stamp, leftOut, unreadable } = file;
    if (leftOut !== null) {
      return { unread: { as: "left-out", told: leftOut } };
    }
    if (unreadable !== null) {
      return { unread: { as: "unreadable", told: unreadable } };
    }
    const known = before?.stamp === stamp ? before : null;
    if (known !== null && known.sha256 !== null) {
      return { sha256: known.sha256 };
    }
    const since = known?.since ?? this.context.clock.elapsed();
    const note = (sha256: string | null) => this.observed?.set(path, { stamp, since, sha256 });
    note(null);
    if (!this.rests(file, since)) {
      return { unread: { as: "writing", told: WRITING } };
    }
    const sha256 = await digestOf(path);
    if (sha256 === null) {
      return { unread: { as: "unreadable", told: CANNOT_OPEN } };
    }
    const after = await lstat(path, { bigint: true }).catch(() => null);
    if (after === null || stampOf(after) !== stamp) {
      return { unread: { as: "writing", told: WRITING } };
    }
    note(sha256);
    return { sha256 };
  }

  private rests({ modifiedMs }: FolderFile, since: number): boolean {
    const { clock } = this.context;
    const age = Date.parse(clock.now()) - modifiedMs;
    return age >= QUIET_MS || clock.elapsed() - since >= REST_MS;
  }

  private get memory(): string {
    return join(this.context.folder.root, "looked-at.json");
  }

  private async remembered(): Promise<Map<string, Observed>> {
    if (this.observed === null) {
      const text = await readFile(this.memory, "utf8").catch(() => "{}");
      this.observed = new Map(
        Object.entries(parseDigests(text)).map(([path, [stamp, sha256]]) => [
          path,
          { stamp, since: 0, sha256 },
        ]),
      );
    }
    return this.observed;
  }

  /** Files without a digest are looked at anew the next time. */
  private async remember(): Promise<void> {
    const digests = [...(this.observed ?? [])].flatMap(([path, { stamp, sha256 }]) =>
      sha256 === null ? [] : [[path, [stamp, sha256]]],
    );
    const text = `${JSON.stringify(Object.fromEntries(digests))}\n`;
    await writeFileAtomic(this.memory, text).catch((error: unknown) =>
      this.context.log.error("looked-at", error),
    );
  }
}

function parseDigests(text: string): z.infer<typeof Digests> {
  try {
    return Digests.parse(JSON.parse(text));
  } catch {
    return {};
  }
}

/** Null where the file cannot be read to its end. Neither waits for a pipe nor follows a link. */
async function digestOf(path: string): Promise<string | null> {
  try {
    const flags = constants.O_RDONLY | constants.O_NONBLOCK | (constants.O_NOFOLLOW ?? 0);
    const file = await open(path, flags);
    try {
      const hash = createHash("sha256");
      for await (const chunk of file.createReadStream({ autoClose: false })) {
        hash.update(chunk as Buffer);
      }
      return hash.digest("hex");
    } finally {
      await file.close();
    }
  } catch {
    return null;
  }
}
