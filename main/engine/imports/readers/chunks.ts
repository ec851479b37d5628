import { type FileHandle, open } from "node:fs/promises";
import { writeBytes } from "../../write-bytes.ts";

/** A reader's and writer's unit of work. */
export const CHUNK_BYTES = 1 << 20;

/** A chunk's length for so many bytes: a small file is not read into a large buffer. */
export function chunkLength(bytes: number): number {
  return Math.min(CHUNK_BYTES, Math.max(bytes, 1 << 12));
}

/** The bytes of an open file from where it stands; ends where the signal says so. */
export async function* readChunks(
  input: FileHandle,
  signal: AbortSignal | undefined,
): AsyncIterable<Buffer> {
  const { size } = await input.stat();
  const length = chunkLength(size);
  for (;;) {
    signal?.throwIfAborted();
    const { bytesRead, buffer } = await input.read(Buffer.allocUnsafe(length), 0, length);
    if (bytesRead === 0) {
      return;
    }
    yield buffer.subarray(0, bytesRead);
  }
}

/** Passes chunks on while a copy of them is written; the write overlaps the caller's work. */
export async function* tee(
  chunks: AsyncIterable<Buffer>,
  path: string,
  look: (chunk: Buffer) => void = () => undefined,
): AsyncIterable<Buffer> {
  const output = await open(path, "wx", 0o600);
  let writing: Promise<unknown> = Promise.resolve();
  try {
    for await (const chunk of chunks) {
      await writing;
      writing = writeBytes(output, chunk);
      // It is awaited at the next chunk; a failure until then is not lost, only late.
      writing.catch(() => undefined);
      look(chunk);
      yield chunk;
    }
  } finally {
    await writing.finally(() => output.close());
  }
}

export interface Peeked {
  readonly start: Buffer;
  /** All chunks, the first included. */
  readonly chunks: AsyncIterable<Buffer>;
  /** Ends the stream where it was not read to its end. */
  close(): Promise<unknown>;
}

/** Looks at the first chunk without taking it away. */
export async function peek(chunks: AsyncIterable<Buffer>): Promise<Peeked> {
  const iterator = chunks[Symbol.asyncIterator]();
  const first = await iterator.next();
  const start = first.done === true ? Buffer.alloc(0) : first.value;
  async function* all(): AsyncIterable<Buffer> {
    for (let next = first; next.done !== true; next = await iterator.next()) {
      yield next.value;
    }
  }
  const close = async (): Promise<unknown> => iterator.return?.();
  return { start, chunks: all(), close };
}
