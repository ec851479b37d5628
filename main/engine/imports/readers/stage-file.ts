import { createHash } from "node:crypto";
import { constants } from "node:fs";
import { type FileHandle, mkdir, open, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { fail, TieoutError } from "../../../../shared/errors.ts";
import type { FileGrant } from "../../file-grants.ts";
import { isErrorCode, type WorkspaceFolder } from "../../workspace/workspace-folder.ts";
import type { StagedArchive, StagedFile } from "../loaded-file.ts";
import { type ChosenMembers, chooseMembers } from "./archive-members.ts";
import { type Peeked, peek, readChunks, tee } from "./chunks.ts";
import { Utf8Check } from "./decode-text.ts";
import { assertDiskSpace, type FreeBytes } from "./disk-space.ts";
import { type FileKind, fileKind } from "./file-kind.ts";
import { gunzip } from "./gunzip.ts";
import { joinParts } from "./join-parts.ts";
import { type Content, readableTable, refuseEmpty, type TextPaths } from "./readable-table.ts";
import { openZip, refuseNested } from "./zip-member.ts";

export interface StageOptions {
  /** The encoding a mapping names; absent, the bytes tell. */
  readonly encoding?: string | undefined;
  /** Which file of an archive, or which files; absent, the archive tells. */
  readonly member?: string | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly freeBytes?: FreeBytes | undefined;
}

let count = 0;

/**
 * Copies a file into the workspace's staging folder as readers want it: hashed, unpacked from
 * gzip or zip with its checksum verified, text as UTF-8 without byte-order mark, JSON and web
 * pages as the table they hold.
 * Errors: file-unreadable, file-empty, file-truncated, encoding-not-supported, disk-full,
 *         format-not-recognised
 */
export async function stageFile(
  grant: FileGrant,
  folder: WorkspaceFolder,
  options: StageOptions = {},
): Promise<StagedFile> {
  count += 1;
  const base = join(folder.staging, `source-${count}`);
  const paths = {
    original: base,
    inner: `${base}.inner`,
    member: `${base}.member`,
    text: `${base}.text`,
    table: `${base}.table`,
  };
  await mkdir(folder.staging, { recursive: true, mode: 0o700 });
  const remove = (kept: readonly string[]): Promise<unknown> =>
    Promise.all(
      Object.values(paths)
        .filter((path) => !kept.includes(path))
        .map((path) => rm(path, { force: true })),
    );
  try {
    const staged = await stage(grant, folder, paths, options);
    await remove([staged.originalPath, staged.path]);
    return staged;
  } catch (error) {
    await remove([]);
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

interface Paths extends TextPaths {
  readonly original: string;
  readonly inner: string;
  readonly member: string;
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
    const unzipped = copy.kind === "zip" ? await unzip(copy, grant, paths, options) : null;
    const inside = unzipped?.content ?? copy;
    const table = await readableTable(inside, grant, paths, options);
    return {
      sourceFileId: copy.sha256.slice(0, 16),
      name: grant.name,
      sha256: copy.sha256,
      bytes: copy.bytes,
      originalPath: paths.original,
      ...table,
      ...(unzipped === null ? {} : { isRewritten: true, ...unzipped.archive }),
    };
  } finally {
    await input.close();
  }
}

async function openSource({ path, name }: FileGrant): Promise<FileHandle> {
  try {
    // A pipe that nobody writes to would otherwise be waited for.
    const handle = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
    const found = await handle.stat();
    if (found.isFile()) {
      return handle;
    }
    await handle.close();
    if (!found.isDirectory()) {
      fail(
        "file-unreadable",
        `"${name}" is no file but a pipe, a socket or a device.`,
        "Save its content as a file and import that.",
      );
    }
  } catch (error) {
    if (error instanceof TieoutError) {
      throw error;
    }
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

interface Copy extends Content {
  readonly sha256: string;
  readonly bytes: number;
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
  try {
    const content = await unpacked(packed, grant.name, paths, () => bytes);
    return { path: paths.original, ...content, sha256: hash.digest("hex"), bytes };
  } finally {
    await packed.close();
  }
}

/** The content of a stream, unpacked where it is gzip; `path` where it was written for that. */
async function unpacked(
  packed: Peeked,
  name: string,
  paths: Paths,
  packedBytes: () => number,
): Promise<Omit<Content, "path"> & { readonly path?: string }> {
  const kind = fileKind(packed.start, name);
  if (kind !== "gzip") {
    return readContent(packed, kind, name);
  }
  const bytes = gunzip(packed.chunks, name, packedBytes, packed.start.length);
  const inner = await peek(tee(bytes, paths.inner));
  try {
    const innerKind = fileKind(inner.start, name);
    const content = await readContent(inner, innerKind, name);
    return innerKind === "gzip" ? refuseNested(name) : { ...content, path: paths.inner };
  } finally {
    await inner.close();
  }
}

interface Unzipped {
  readonly content: Content;
  readonly archive: Pick<StagedFile, "archive">;
}

async function isWorkbook(path: string, name: string): Promise<boolean> {
  const zip = await openZip(path, name);
  if (zip.kind === "files") {
    zip.archive.close();
  }
  return zip.kind === "workbook";
}

function aboutOf({ parts: _, ...about }: ChosenMembers): StagedArchive {
  return about;
}

/** What lies in an archive that is no workbook. */
async function unzip(
  copy: Copy,
  { name }: FileGrant,
  paths: Paths,
  options: StageOptions,
): Promise<Unzipped> {
  const zip = await openZip(copy.path, name);
  if (zip.kind === "workbook") {
    return { content: copy, archive: {} };
  }
  const { archive, files } = zip;
  try {
    const [only = "", ...others] = files;
    const isOne = others.length === 0;
    const chosen = isOne ? null : await chooseMembers(archive, files, options.member);
    const parts = chosen?.parts ?? [only];
    const [part = ""] = parts;
    const joined = parts.length > 1 ? joinParts(archive, parts, copy.bytes) : archive.bytes(part);
    const bytes = abortable(joined, options.signal);
    const member = await peek(tee(bytes, paths.member));
    try {
      const content = await unpacked(member, name, paths, () => copy.bytes);
      const inside = { path: paths.member, ...content };
      const isArchive = inside.kind === "zip" && !(await isWorkbook(inside.path, name));
      return isArchive
        ? refuseNested(name)
        : { content: inside, archive: chosen === null ? {} : { archive: aboutOf(chosen) } };
    } finally {
      await member.close();
    }
  } finally {
    archive.close();
  }
}

async function* abortable(
  chunks: AsyncIterable<Uint8Array>,
  signal: AbortSignal | undefined,
): AsyncIterable<Buffer> {
  for await (const chunk of chunks) {
    signal?.throwIfAborted();
    yield Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
  }
}

async function readContent(
  { start, chunks }: Peeked,
  kind: FileKind,
  name: string,
): Promise<Omit<Content, "path">> {
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
    refuseEmpty(name);
  }
  return { kind, check, start, sample: sample.subarray(0, 1 << 16) };
}
