import { constants, gunzipSync } from "node:zlib";
import { fail, TieoutError } from "../../../../shared/errors.ts";
import type { ZipPackage } from "../../xlsx/zip-package.ts";
import type { ArchiveGroup, StagedArchive } from "../loaded-file.ts";
import { type FileKind, fileKind } from "./file-kind.ts";

const FILES_MAX = 1_000;
const OPENING_BYTES = 1 << 14;
const OPENING_MAX = 1 << 26;
const SHOWN = 8;

interface Group extends ArchiveGroup {
  readonly parts: readonly string[];
}

/** What of an archive with several files is read. */
export interface ChosenMembers extends StagedArchive {
  readonly parts: readonly string[];
}

/**
 * Chooses among the files of an archive: parts with one header line are one table, and where there
 * are several tables, `wanted` names one by its file, or its files by `*` for any text and `|`
 * between names. Which one is open where it names none; the largest stands for it until then.
 * Errors: `format-not-recognised` where none is a table, `mapping-invalid` where `wanted` fits none
 */
export async function chooseMembers(
  archive: ZipPackage,
  files: readonly string[],
  wanted: string | undefined,
): Promise<ChosenMembers> {
  if (files.length > FILES_MAX) {
    const what = `holds ${files.length} files; ${FILES_MAX} are the most that are looked into`;
    refuse(archive, what);
  }
  const groups = await groupsOf(archive, files);
  const [first, ...others] = groups;
  if (first === undefined) {
    return refuse(archive, `holds ${files.length} files (${listed(files)}), none of them a table`);
  }
  const chosen = wanted === undefined ? first : await namedGroup(archive, files, groups, wanted);
  return {
    chosen: chosen.name,
    parts: chosen.parts,
    files: chosen.parts.length,
    left: files.filter((file) => !chosen.parts.includes(file)),
    groups: groups.map(({ name, files: count, bytes }) => ({ name, files: count, bytes })),
    isOpen: wanted === undefined && others.length > 0,
  };
}

function refuse({ name }: ZipPackage, what: string): never {
  return fail(
    "format-not-recognised",
    `The archive "${name}" ${what}.`,
    "Unpack it and import the files inside one by one or together.",
  );
}

/** The tables of an archive, the largest first. */
async function groupsOf(archive: ZipPackage, files: readonly string[]): Promise<Group[]> {
  const byLayout = new Map<string, string[]>();
  const contents = new Set<string>();
  for (const file of [...files].sort(naturally)) {
    const content = `${archive.checksumOf(file)} ${archive.sizeOf(file)}`;
    const own = await layoutOf(archive, file);
    // A copy of another file is no further part of its table.
    const layout = own !== null && contents.has(content) ? `copy ${file}` : own;
    contents.add(content);
    if (layout !== null) {
      const parts = byLayout.get(layout) ?? [];
      byLayout.set(layout, parts);
      parts.push(file);
    }
  }
  const groups = [...byLayout.values()].map((parts) => groupOf(archive, files, parts));
  return groups.sort((a, b) => b.bytes - a.bytes || (a.name < b.name ? -1 : 1));
}

function groupOf(archive: ZipPackage, files: readonly string[], parts: readonly string[]): Group {
  const bytes = parts.reduce((sum, part) => sum + archive.sizeOf(part), 0);
  return { name: nameOf(parts, files), files: parts.length, bytes, parts };
}

/** One file under its name; several by what their names share, or by all of them. */
function nameOf(parts: readonly string[], files: readonly string[]): string {
  const [first = "", ...others] = parts;
  if (others.length === 0) {
    return first;
  }
  let start = 0;
  while (start < first.length && parts.every((part) => part[start] === first[start])) {
    start += 1;
  }
  const rests = parts.map((part) => part.slice(start));
  const [rest = ""] = rests;
  let end = 0;
  while (end < rest.length && rests.every((one) => one.at(-1 - end) === rest.at(-1 - end))) {
    end += 1;
  }
  const pattern = `${first.slice(0, start)}*${rest.slice(rest.length - end)}`;
  const isExact = files.filter(matcher(pattern)).length === parts.length;
  return isExact ? pattern : parts.join("|");
}

async function namedGroup(
  archive: ZipPackage,
  files: readonly string[],
  groups: readonly Group[],
  wanted: string,
): Promise<Group> {
  const parts = files.includes(wanted) ? [wanted] : files.filter(matcher(wanted)).sort(naturally);
  const homes = groups.filter((group) => parts.some((part) => group.parts.includes(part)));
  const [home, ...others] = homes;
  if (home === undefined) {
    fail(
      "mapping-invalid",
      `The archive "${archive.name}" holds no table "${wanted}".`,
      `Name one of its files as sheet: ${listed(files)}.`,
    );
  }
  if (others.length > 0) {
    fail(
      "mapping-invalid",
      `"${wanted}" names files of the archive "${archive.name}" whose header lines differ.`,
      `Name one table as sheet: ${listed(groups.map(({ name }) => name))}.`,
    );
  }
  return groupOf(
    archive,
    files,
    parts.filter((part) => home.parts.includes(part)),
  );
}

/** Files with one layout are parts of one table; null for what is no table. */
async function layoutOf(archive: ZipPackage, file: string): Promise<string | null> {
  const packed = await openingOf(archive, file);
  const start = inflated(packed);
  const kind = kindOf(start, file);
  if (kind === null || start.length === 0) {
    return null;
  }
  const line = kind === "text" ? headerLine(start) : null;
  // Its place keeps a file that cannot be a part of another one by itself.
  return line === null ? `file ${file}` : `header ${line}`;
}

async function openingOf(archive: ZipPackage, file: string): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of archive.bytes(file)) {
    chunks.push(chunk);
    length += chunk.length;
    if (length >= OPENING_BYTES) {
      break;
    }
  }
  return Buffer.concat(chunks).subarray(0, OPENING_BYTES);
}

/** What is packed badly is told when it is read. */
function inflated(start: Buffer): Buffer {
  if (start[0] !== 0x1f || start[1] !== 0x8b) {
    return start;
  }
  try {
    const finishFlush = constants.Z_SYNC_FLUSH;
    return gunzipSync(start, { finishFlush, maxOutputLength: OPENING_MAX });
  } catch {
    return start;
  }
}

function kindOf(start: Buffer, file: string): FileKind | null {
  try {
    return fileKind(start, file);
  } catch (error) {
    if (error instanceof TieoutError) {
      return null;
    }
    throw error;
  }
}

/** The first line of a table in text; null where files cannot be put together below it. */
function headerLine(start: Buffer): string | null {
  const isWide =
    (start[0] === 0xff && start[1] === 0xfe) || (start[0] === 0xfe && start[1] === 0xff);
  const end = start.indexOf(0x0a);
  const line = withoutMark(start.subarray(0, end === -1 ? 0 : end))
    .toString("latin1")
    .trimEnd();
  const isTable = /[,;\t|]/.test(line) && !/^\s*[<[{]/.test(line) && !line.includes("\u0000");
  return isWide || !isTable ? null : line;
}

export function withoutMark(start: Buffer): Buffer {
  const hasMark = start[0] === 0xef && start[1] === 0xbb && start[2] === 0xbf;
  return hasMark ? start.subarray(3) : start;
}

function matcher(pattern: string): (file: string) => boolean {
  const each = pattern
    .split("|")
    .map((one) => one.replaceAll(/[.+?^${}()|[\]\\]/g, "\\$&").replaceAll("*", "[^]*"));
  const expression = new RegExp(`^(?:${each.join("|")})$`);
  return (file) => expression.test(file);
}

/** `part-2` before `part-10`, by code point else. */
function naturally(a: string, b: string): number {
  const [one, two] = [a, b].map((name) =>
    name.replaceAll(/\d+/g, (digits) => digits.padStart(20, "0")),
  );
  return one === two ? (a < b ? -1 : 1) : (one ?? "") < (two ?? "") ? -1 : 1;
}

function listed(names: readonly string[]): string {
  const shown = names.slice(0, SHOWN).map((name) => `"${name}"`);
  return `${shown.join(", ")}${names.length > SHOWN ? ", …" : ""}`;
}
