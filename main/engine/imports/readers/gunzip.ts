import { Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import { fail } from "../../../../shared/errors.ts";
import { isErrorCode } from "../../workspace/workspace-folder.ts";
import { CHUNK_BYTES, chunkLength } from "./chunks.ts";

/** Beyond this size a compressed file may not grow by more than this factor. */
const FREE_BYTES = 100_000_000;
const RATIO_MAX = 200;
const USUAL_RATIO = 8;

/**
 * Unpacks gzip of one or several members, checksums verified; `opening` is the length of the
 * first chunk.
 * Errors: `file-truncated` where it ends early or does not match its checksum.
 */
export async function* gunzip(
  chunks: AsyncIterable<Buffer>,
  name: string,
  packedBytes: () => number,
  opening: number = CHUNK_BYTES,
): AsyncIterable<Buffer> {
  let bytes = 0;
  const unpack = createGunzip({ chunkSize: chunkLength(opening * USUAL_RATIO) });
  const source = Readable.from(chunks);
  source.on("error", (error) => unpack.destroy(error));
  try {
    for await (const chunk of source.pipe(unpack)) {
      bytes += chunk.length;
      if (bytes > FREE_BYTES && bytes > packedBytes() * RATIO_MAX) {
        fail(
          "file-unreadable",
          `"${name}" unpacks to more than ${RATIO_MAX} times its size.`,
          "Unpack it yourself and check what it holds before importing it.",
        );
      }
      yield chunk;
    }
  } catch (error) {
    if (isErrorCode(error, "Z_BUF_ERROR")) {
      fail(
        "file-truncated",
        `"${name}" ends before its compressed content does.`,
        "Fetch the file again; the copy at hand is incomplete.",
      );
    }
    if (isErrorCode(error, "Z_DATA_ERROR")) {
      fail(
        "file-truncated",
        `"${name}" is damaged: its compressed content does not match its checksum.`,
        "Fetch the file again; the copy at hand is not what was exported.",
      );
    }
    throw error;
  } finally {
    source.destroy();
  }
}
