import { statfs } from "node:fs/promises";
import { fail } from "../../../../shared/errors.ts";

/** Bytes the workspace's disk can still take; a parameter, so that a full disk can be tried. */
export type FreeBytes = (path: string) => Promise<number>;

export const freeBytes: FreeBytes = async (path) => {
  const { bavail, bsize } = await statfs(path);
  return bavail * bsize;
};

/** A copy of the source, its decoded text and the database rows together stay below this. */
const ROOM_FACTOR = 3;

/** Errors: `disk-full` where the disk could not take a file of this size. */
export async function assertDiskSpace(
  path: string,
  file: { readonly name: string; readonly bytes: number },
  measure: FreeBytes = freeBytes,
): Promise<void> {
  const needed = file.bytes * ROOM_FACTOR;
  const free = await measure(path);
  if (free >= needed) {
    return;
  }
  fail(
    "disk-full",
    `Importing "${file.name}" needs ${megabytes(needed)} MB on the workspace's disk; ` +
      `${megabytes(free)} MB are free.`,
    "Free space on that disk, or move the workspace to a larger one, then import again.",
    { neededMegabytes: megabytes(needed), freeMegabytes: megabytes(free) },
  );
}

function megabytes(bytes: number): number {
  return Math.ceil(bytes / 1_000_000);
}
