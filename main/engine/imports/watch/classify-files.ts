/** What became of a file of a watched folder. */
export type FileClass = "new" | "changed" | "imported" | "writing" | "unreadable" | "left-out";

/** A file as far as it could be looked at. */
export interface SeenFile {
  readonly name: string;
  /** Of its bytes; absent where they were not read. */
  readonly sha256?: string;
  /** Why its bytes were not read. */
  readonly unread?: { readonly as: "writing" | "unreadable" | "left-out"; readonly told: string };
}

/** An imported file, active or not. */
export interface KnownFile {
  readonly sourceFileId: string;
  readonly file: string;
  readonly sha256: string;
  readonly isActive: boolean;
  readonly supersededBy: string | null;
}

export interface ClassifiedFile<File extends SeenFile = SeenFile> {
  readonly file: File;
  readonly class: FileClass;
  /** Why, where the class does not say it. */
  readonly told: string | null;
  /** The imported file with these bytes, or the one this file restates. */
  readonly known: KnownFile | null;
}

const WITHDRAWN = "It was imported and withdrawn.";
const REPLACED = "It was imported, and another file has taken its place.";

/**
 * Which files of a folder are new, which restate an imported one of their name, and which are
 * there already. `known` names the newest import first; `elsewhere` holds the digests of the other
 * folders, whose imported files nothing of this one restates.
 * Law: one class per file, and the same for the same input (test/laws/watched-folder.test.ts)
 */
export function classifyFiles<File extends SeenFile>(
  files: readonly File[],
  known: readonly KnownFile[],
  elsewhere: ReadonlySet<string> = new Set(),
): ClassifiedFile<File>[] {
  const byDigest = new Map<string, KnownFile>();
  for (const one of known) {
    const before = byDigest.get(one.sha256);
    if (before === undefined || (!before.isActive && one.isActive)) {
      byDigest.set(one.sha256, one);
    }
  }
  const restatable = known.filter((one) => one.isActive && !elsewhere.has(one.sha256));
  const restatedBy = restatements(files, restatable);
  const first = new Map<string, string>();
  return files.map((file) => {
    const { sha256, unread, name } = file;
    if (unread !== undefined) {
      return { file, class: unread.as, told: unread.told, known: null };
    }
    const same = byDigest.get(sha256 ?? "");
    if (same !== undefined) {
      return { file, class: "imported", told: toldOf(same), known: same };
    }
    const twin = first.get(sha256 ?? "");
    if (twin !== undefined) {
      const told = `It holds the same bytes as ${twin}.`;
      return { file, class: "left-out", told, known: null };
    }
    first.set(sha256 ?? "", name);
    const restated = restatedBy.get(name);
    return restated === undefined
      ? { file, class: "new", told: null, known: null }
      : { file, class: "changed", told: null, known: restated };
  });
}

function toldOf({ isActive, supersededBy }: KnownFile): string | null {
  if (isActive) {
    return null;
  }
  return supersededBy === null ? WITHDRAWN : REPLACED;
}

/**
 * Which imported file each name stands for. Names may begin at different folders, so `aws/bill.csv`
 * may have been imported as `bill.csv`; but only where nothing else in the folder could be meant.
 */
function restatements(
  files: readonly SeenFile[],
  known: readonly KnownFile[],
): ReadonlyMap<string, KnownFile> {
  const names = new Map<string, string[]>();
  for (const { name } of files) {
    names.set(lastPart(name), [...(names.get(lastPart(name)) ?? []), name]);
  }
  const digests = new Set(files.map(({ sha256 }) => sha256));
  const restated = new Map<string, KnownFile>();
  for (const one of known) {
    const alike = (names.get(lastPart(one.file)) ?? []).filter((name) => isAlike(name, one.file));
    const [only, ...more] = alike;
    const isFree = more.length === 0 && !digests.has(one.sha256);
    const name = alike.find((exact) => exact === one.file) ?? (isFree ? only : undefined);
    if (name !== undefined && (!restated.has(name) || name === one.file)) {
      restated.set(name, one);
    }
  }
  return restated;
}

function isAlike(a: string, b: string): boolean {
  return a === b || a.endsWith(`/${b}`) || b.endsWith(`/${a}`);
}

function lastPart(name: string): string {
  return name.slice(name.lastIndexOf("/") + 1);
}
