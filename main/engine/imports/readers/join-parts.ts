import { fail } from "../../../../shared/errors.ts";
import type { ZipPackage } from "../../xlsx/zip-package.ts";
import { withoutMark } from "./archive-members.ts";
import { peek } from "./chunks.ts";
import { gunzip } from "./gunzip.ts";

const LINE_END = 0x0a;
const FREE_BYTES = 100_000_000;
const RATIO_MAX = 200;

/**
 * The parts of one table as one text: the header of the first stands for all. Checksums of all are
 * verified, and together they obey the limit of one.
 * Errors: `file-unreadable` beyond 200 times the size of the archive, `file-truncated`
 */
export async function* joinParts(
  archive: ZipPackage,
  parts: readonly string[],
  packedBytes: number,
): AsyncIterable<Buffer> {
  let bytes = 0;
  let last = LINE_END;
  for (const [index, part] of parts.entries()) {
    for await (const chunk of index === 0 ? bytesOf(archive, part) : below(archive, part)) {
      bytes += chunk.length;
      if (bytes > FREE_BYTES && bytes > packedBytes * RATIO_MAX) {
        fail(
          "file-unreadable",
          `"${archive.name}" unpacks to more than ${RATIO_MAX} times its size.`,
          "Unpack it yourself and check what it holds before importing it.",
        );
      }
      if (chunk.length > 0) {
        last = chunk[chunk.length - 1] ?? LINE_END;
        yield chunk;
      }
    }
    if (last !== LINE_END) {
      last = LINE_END;
      yield Buffer.from([LINE_END]);
    }
  }
}

/** A part without its header line. */
async function* below(archive: ZipPackage, part: string): AsyncIterable<Buffer> {
  let isBelow = false;
  for await (const chunk of bytesOf(archive, part)) {
    if (isBelow) {
      yield chunk;
      continue;
    }
    const end = withoutMark(chunk).indexOf(LINE_END);
    isBelow = end !== -1;
    yield isBelow ? withoutMark(chunk).subarray(end + 1) : Buffer.alloc(0);
  }
}

async function* bytesOf(archive: ZipPackage, part: string): AsyncIterable<Buffer> {
  const packed = await peek(buffers(archive.bytes(part)));
  try {
    const isPacked = packed.start[0] === 0x1f && packed.start[1] === 0x8b;
    const size = archive.sizeOf(part);
    yield* isPacked
      ? gunzip(packed.chunks, archive.name, () => size, packed.start.length)
      : packed.chunks;
  } finally {
    await packed.close();
  }
}

async function* buffers(chunks: AsyncIterable<Uint8Array>): AsyncIterable<Buffer> {
  for await (const chunk of chunks) {
    yield Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
  }
}
