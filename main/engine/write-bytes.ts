import type { FileHandle } from "node:fs/promises";

/**
 * Writes every byte at `position`, or where the file stands. One `write` may take only a part
 * without an error, on a disk about to be full.
 */
export async function writeBytes(
  file: FileHandle,
  bytes: Uint8Array,
  position: number | null = null,
): Promise<void> {
  let done = 0;
  while (done < bytes.length) {
    const at = position === null ? null : position + done;
    const { bytesWritten } = await file.write(bytes, done, bytes.length - done, at);
    done += bytesWritten;
  }
}
