import { createHash } from "node:crypto";
import { type FileHandle, mkdir, open, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { fail } from "../../../../shared/errors.ts";
import type { FileGrant } from "../../file-grants.ts";
import { isErrorCode, type WorkspaceFolder } from "../../workspace/workspace-folder.ts";
import type { StagedFile } from "../loaded-file.ts";
import { type Peeked, peek, readChunks, tee } from "./chunks.ts";
import {
  decodeFile,
  guessSingleByte,
  readOpening,
  refuseByte,
  refuseZero,
  Utf8Check,
} from "./decode-text.ts";
import { assertDiskSpace, type FreeBytes } from "./disk-space.ts";
import { gunzip } from "./gunzip.ts";

const GZIP = Buffer.from([0x1f, 0x8b]);
const ZIP = Buffer.from("PK\u0003\u0004", "latin1");
const PARQUET = Buffer.from("PAR1", "latin1");
const OLD_EXCEL = Buffer.from([0xd0, 0xcf, 0x11, 0xe0]);
const PDF = Buffer.from("%PDF", "latin1");

export interface StageOptions {
  /** The encoding a mapping names; absent, the bytes tell. */
  readonly encoding?: string | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly freeBytes?: FreeBytes | undefined;
}

let count = 0;

/**
 * Copies a file into the workspace's staging folder as readers want it: hashed, unpacked from
 * gzip with its checksum verified, text as UTF-8 without byte-order mark.
 * Errors: file-unreadable, file-empty, file-truncated, encoding-not-supported, disk-full.
 */
export async function stageFile(
  grant: FileGrant,
  folder: WorkspaceFolder,
  options: StageOptions = {},
): Promise<StagedFile> {
  count += 1;
  const base = join(folder.staging, `source-${count}`);
  const paths = { original: base, inner: `${base}.inner`, text: `${base}.text` };
  await mkdir(folder.staging, { recursive: true, mode: 0o700 });
  try {
    return await stage(grant, folder, paths, options);
  } catch (error) {
    await Promise.all(Object.values(paths).map((path) => rm(path, { force: true })));
    throw error;
  }
}

/** Moves the delivered bytes to where the workspace keeps them, named by their hash. */
export async function keepSource(staged: StagedFile, folder: WorkspaceFolder): Promise<string> {
  const kept = join(folder.sources, staged.sha256);
  await rename(staged.originalPath, kept);
  return kept;
}

/** Removes whatever a staged file left in the staging folder. */
export async function discardStaged(staged: StagedFile): Promise<void> {
  await rm(staged.originalPath, { force: true });
  await rm(staged.path, { force: true });
}

interface Paths {
  readonly original: string;
  readonly inner: string;
  readonly text: string;
}

async function stage(
  grant: FileGrant,
  folder: WorkspaceFolder,
  paths: Paths,
  options: StageOptions,
): Promise<StagedFile> {
  const input = await openSource(grant);
  try {
    const { size } = await input.stat();
    await assertDiskSpace(folder.staging, { name: grant.name, bytes: size }, options.freeBytes);
    const copy = await copySource(input, grant, paths, options.signal);
    const path = await readableText(copy, grant, paths, options);
    return {
      sourceFileId: copy.sha256.slice(0, 16),
      name: grant.name,
      sha256: copy.sha256,
      bytes: copy.bytes,
      kind: copy.kind,
      originalPath: paths.original,
      ...path,
    };
  } finally {
    await input.close();
  }
}

async function openSource({ path, name }: FileGrant): Promise<FileHandle> {
  try {
    const handle = await open(path, "r");
    if ((await handle.stat()).isFile()) {
      return handle;
    }
    await handle.close();
  } catch (error) {
    const isAbsent = isErrorCode(error, "ENOENT");
    fail(
      "file-unreadable",
      isAbsent ? `"${name}" is not there any more.` : `"${name}" cannot be opened for reading.`,
      isAbsent
        ? "Choose the file again."
        : "Check that you may read it and that no other program holds it, then import again.",
    );
  }
  return fail("file-unreadable", `"${name}" is a folder, not a file.`, "Choose the files in it.");
}

interface Copy {
  readonly sha256: string;
  readonly bytes: number;
  readonly kind: StagedFile["kind"];
  /** The copied bytes, unpacked. */
  readonly path: string;
  readonly check: Utf8Check;
  readonly start: Buffer;
  /** Bytes around the first one that is not UTF-8, or from the start. */
  readonly sample: Buffer;
}

async function copySource(
  input: FileHandle,
  grant: FileGrant,
  paths: Paths,
  signal: AbortSignal | undefined,
): Promise<Copy> {
  const hash = createHash("sha256");
  let bytes = 0;
  const delivered = tee(readChunks(input, signal), paths.original, (chunk) => {
    hash.update(chunk);
    bytes += chunk.length;
  });
  const packed = await peek(delivered);
  const isGzip = packed.start.subarray(0, 2).equals(GZIP);
  const unpacked = isGzip
    ? await peek(
        tee(
          gunzip(packed.chunks, grant.name, () => bytes),
          paths.inner,
        ),
      )
    : packed;
  try {
    const content = await readContent(unpacked, grant.name);
    const path = isGzip ? paths.inner : paths.original;
    return { ...content, sha256: hash.digest("hex"), bytes, path };
  } finally {
    await unpacked.close();
    await packed.close();
  }
}

async function readContent(
  { start, chunks }: Peeked,
  name: string,
): Promise<Pick<Copy, "kind" | "check" | "start" | "sample">> {
  const kind = containerKind(start, name);
  const check = new Utf8Check();
  let sample = start;
  for await (const chunk of chunks) {
    if (kind === "text") {
      const wasValid = check.invalidAt === null;
      check.add(chunk);
      sample = wasValid && check.invalidAt !== null ? chunk : sample;
    }
  }
  check.end();
  if (start.length === 0) {
    fail(
      "file-empty",
      `"${name}" holds no data.`,
      "Export it again, or leave it out of the import.",
    );
  }
  return { kind, check, start, sample: sample.subarray(0, 1 << 16) };
}

function containerKind(start: Buffer, name: string): StagedFile["kind"] {
  const begins = (magic: Buffer): boolean => start.subarray(0, magic.length).equals(magic);
  if (begins(PARQUET)) {
    return "parquet";
  }
  if (begins(ZIP)) {
    return "xlsx";
  }
  if (begins(OLD_EXCEL)) {
    fail(
      "format-not-recognised",
      `"${name}" is an Excel workbook of the old .xls kind, or one locked with a password.`,
      "Save it as .xlsx without a password, or as CSV, then import that file.",
    );
  }
  if (begins(PDF)) {
    fail(
      "format-not-recognised",
      `"${name}" is a PDF document.`,
      "Export the data as CSV, XLSX or Parquet, then import that file.",
    );
  }
  return "text";
}

/** The path and encoding of the text; containers are read as they are. */
async function readableText(
  copy: Copy,
  { name }: FileGrant,
  paths: Paths,
  options: StageOptions,
): Promise<Pick<StagedFile, "path" | "encoding" | "lines">> {
  if (copy.kind !== "text") {
    return { path: copy.path, encoding: null, lines: null };
  }
  const opening = readOpening(copy.start);
  const encoding = namedEncoding(options.encoding) ?? textEncoding(copy, name, opening.encoding);
  if (encoding === "utf-8" && opening.skip === 0) {
    assertReadable(copy.check, name);
    return { path: copy.path, encoding, lines: copy.check.lineCount.lines };
  }
  const input = await open(copy.path, "r");
  const output = await open(paths.text, "wx", 0o600);
  let lines: number;
  try {
    // Reading the byte-order mark moves the position past it.
    await input.read(Buffer.alloc(opening.skip), 0, opening.skip);
    const count = await decodeFile(readChunks(input, options.signal), output, encoding, name);
    lines = count.lines;
  } finally {
    await input.close();
    await output.close();
  }
  if (copy.path !== paths.original) {
    await rm(copy.path, { force: true });
  }
  return { path: paths.text, encoding, lines };
}

function textEncoding(copy: Copy, name: string, stated: string): string {
  const isUtf8 = stated !== "utf-8" || copy.check.invalidAt === null;
  return isUtf8 ? stated : guessSingleByte(name, copy.sample, copy.check);
}

/** The usual spellings of the Unicode encodings, as this reader names them. */
function namedEncoding(encoding: string | undefined): string | undefined {
  const name = encoding?.toLowerCase();
  return name?.replace(/^utf-?8.*$/, "utf-8").replace(/^utf-?16-?(le|be)$/, "utf-16$1");
}

function assertReadable(check: Utf8Check, name: string): void {
  if (check.invalidAt !== null) {
    refuseByte(name, "utf-8", check.invalidAt);
  }
  if (check.zeroAt !== null) {
    refuseZero(name, check.zeroAt);
  }
}
