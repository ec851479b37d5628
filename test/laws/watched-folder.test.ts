import fc from "fast-check";
import { expect, test } from "vitest";
import {
  type ClassifiedFile,
  classifyFiles,
  type FileClass,
  type KnownFile,
  type SeenFile,
} from "../../main/engine/imports/watch/classify-files.ts";
import { lawRuns } from "../support/law-runs.ts";

const CLASSES: readonly FileClass[] = [
  "new",
  "changed",
  "imported",
  "writing",
  "unreadable",
  "left-out",
];

const name = fc.constantFrom("a.csv", "b.csv", "x/a.csv", "y/a.csv", "x/y/b.csv", "c.csv.gz");
const sha256 = fc.constantFrom("s1", "s2", "s3", "s4", "s5");
const seen: fc.Arbitrary<SeenFile> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ name, sha256 }) },
  {
    weight: 1,
    arbitrary: fc.record({
      name,
      unread: fc.record({
        as: fc.constantFrom("writing", "unreadable", "left-out"),
        told: fc.constant("why"),
      }),
    }),
  },
);
/** A folder holds a name once. */
const folder = fc.uniqueArray(seen, { selector: (file) => file.name, maxLength: 6 });
const known = fc.uniqueArray(
  fc.record({
    sourceFileId: fc.integer({ min: 1, max: 40 }).map(String),
    file: name,
    sha256,
    isActive: fc.boolean(),
    supersededBy: fc.constantFrom(null, "other"),
  }),
  { selector: (file) => file.sourceFileId, maxLength: 6 },
);
const options = { numRuns: lawRuns };

const classOf = (files: readonly ClassifiedFile[]): Record<string, FileClass> =>
  Object.fromEntries(files.map((one) => [one.file.name, one.class]));

/** What the workspace knows once every file that can be imported was, in place of what it had. */
function afterImport(files: readonly ClassifiedFile[], before: readonly KnownFile[]): KnownFile[] {
  const taken = files.filter((one) => one.class === "new" || one.class === "changed");
  const gone = new Set(taken.map((one) => one.known?.sourceFileId));
  const fresh = taken.map(({ file }, index) => ({
    sourceFileId: `fresh-${index}`,
    file: file.name,
    sha256: file.sha256 ?? "",
    isActive: true,
    supersededBy: null,
  }));
  const kept = before.map((one) =>
    gone.has(one.sourceFileId) ? { ...one, isActive: false, supersededBy: "fresh" } : one,
  );
  return [...fresh, ...kept];
}

test("every file is in exactly one class, and the same twice", () => {
  fc.assert(
    fc.property(folder, known, (files, rows) => {
      const classified = classifyFiles(files, rows);
      expect(classified.map(({ file }) => file)).toEqual(files);
      expect(classified.every((one) => CLASSES.includes(one.class))).toBe(true);
      expect(classifyFiles(files, rows)).toEqual(classified);
    }),
    options,
  );
});

test("a file is new or changed where its bytes are not known and it is the first of them", () => {
  fc.assert(
    fc.property(folder, known, (files, rows) => {
      const imported = new Set<string>(rows.map((row) => row.sha256));
      const before = new Set<string>();
      for (const { file, class: found, known: one } of classifyFiles(files, rows)) {
        const digest = file.sha256;
        const isOpen = digest !== undefined && !imported.has(digest) && !before.has(digest);
        expect(found === "new" || found === "changed").toBe(isOpen);
        expect(found === "changed").toBe(isOpen && one !== null);
        expect(found === "imported").toBe(digest !== undefined && imported.has(digest));
        if (digest !== undefined) {
          before.add(digest);
        }
      }
    }),
    options,
  );
});

test("no two files restate the same import", () => {
  fc.assert(
    fc.property(folder, known, (files, rows) => {
      const restated = classifyFiles(files, rows).flatMap((one) =>
        one.class === "changed" ? [one.known?.sourceFileId] : [],
      );
      expect(new Set(restated).size).toBe(restated.length);
    }),
    options,
  );
});

test("after what is new and changed was imported, nothing is", () => {
  fc.assert(
    fc.property(folder, known, (files, rows) => {
      const after = classifyFiles(files, afterImport(classifyFiles(files, rows), rows));
      expect(Object.values(classOf(after))).not.toContain("new");
      expect(Object.values(classOf(after))).not.toContain("changed");
    }),
    options,
  );
});

test("the order in which files are listed changes no class but that of copies", () => {
  fc.assert(
    fc.property(folder, known, (files, rows) => {
      const digests = files.map((file) => file.sha256).filter((one) => one !== undefined);
      fc.pre(new Set(digests).size === digests.length);
      const forth = classOf(classifyFiles(files, rows));
      expect(classOf(classifyFiles([...files].reverse(), rows))).toEqual(forth);
    }),
    options,
  );
});
