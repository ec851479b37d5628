import { execFileSync } from "node:child_process";
import { mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createEngine, type Engine } from "../../../../../main/engine/engine.ts";
import type { ErrorShape } from "../../../../../shared/errors.ts";
import { importText } from "../../../../support/import-text.ts";
import { openEngine, standingClock } from "../../../../support/open-engine.ts";
import { buildLegacy } from "../../../../support/write-legacy.ts";
import { buildZip } from "../../../../support/write-xlsx.ts";

const CSV = "Account,Posting date,Amount,Currency\n0042,2026-10-05,12.50,EUR\n";
const one = (content: string | Uint8Array): Uint8Array => buildZip([{ name: "l.csv", content }]);

/** One workspace for all, because a refused file leaves nothing. */
let books: Engine;
beforeAll(async () => {
  books = await createEngine({ clock: standingClock, actor: "tester" });
});
afterAll(() => books.close());

async function refusal(bytes: string | Uint8Array, name = "lines.bin"): Promise<ErrorShape> {
  const answer = await importText(books, bytes, { name });
  if (answer.ok) {
    throw new Error("the file was not refused");
  }
  expect(answer.error.remedy).not.toBe("");
  return answer.error;
}

function flip(copy: Buffer, at: number): void {
  copy[at] = (copy[at] ?? 0) ^ 1;
}

function patched(bytes: Uint8Array, find: string, change: (copy: Buffer, at: number) => void) {
  const copy = Buffer.from(bytes);
  change(copy, copy.indexOf(Buffer.from(find, "latin1")));
  return copy;
}

test.each<[string, string | Uint8Array, string, string]>([
  [
    "one file twice",
    buildZip([
      { name: "a.csv", content: CSV },
      { name: "b.csv", content: CSV },
    ]),
    "mapping-needed",
    'Which file of the archive is read: "a.csv", "b.csv"?',
  ],
  ["no file", buildZip([]), "file-empty", "holds no file"],
  ["a folder only", buildZip([{ name: "a/", content: "" }]), "file-empty", "holds no file"],
  ["a zip", one(one(CSV)), "format-not-recognised", "an archive within an archive"],
  [
    "a name that leads out",
    buildZip([{ name: "../l.csv", content: CSV }]),
    "file-unreadable",
    "leads out of it",
  ],
  [
    "an absolute name",
    buildZip([{ name: "/etc/l.csv", content: CSV }]),
    "file-unreadable",
    "leads out of it",
  ],
  [
    "one name twice",
    buildZip([
      { name: "a.csv", content: CSV },
      { name: "a.csv", content: CSV },
    ]),
    "file-unreadable",
    "two parts of one name",
  ],
  [
    "a password",
    patched(one(CSV), "PK\u0001\u0002", (copy, at) => {
      copy[at + 8] = 1;
    }),
    "file-unreadable",
    "locked with a password",
  ],
  [
    "a wrong checksum",
    patched(one(CSV), "PK\u0001\u0002", (copy, at) => {
      flip(copy, at + 16);
    }),
    "file-unreadable",
    "is damaged",
  ],
  [
    "a wrong size",
    patched(one(CSV), "PK\u0001\u0002", (copy, at) => {
      flip(copy, at + 24);
    }),
    "file-unreadable",
    "is damaged",
  ],
  ["half of it", one(CSV).subarray(0, 60), "file-truncated", "ends before its end"],
  ["an empty file", one(""), "file-empty", "holds no data"],
])("an archive with %s", async (_what, bytes, code, says) => {
  const error = await refusal(bytes, "lines.zip");
  expect(error.code).toBe(code);
  expect(error.message).toContain("lines.zip");
  expect(error.message).toContain(says);
});

test.each<[string, string, string]>([
  ["a broken line", '{"a":1}\n{"a":2\n{"a":3}\n', "Line 2"],
  ["a bare word", '{"a":1}\n{"a":NaN}\n', '"NaN}" stands where a value was expected'],
  ["one name twice in a record", '{"a":1}\n{"a":1,"a":2}\n', '"a" stands twice'],
  ["a name out of a program", '[{"a":1},{"__proto__":{"polluted":1}}]', '"__proto__"'],
  ["the same, written with an escape", '[{"__pro\\u0074o__":1}]', '"__proto__"'],
  ["the same, nested", '[{"a":{"constructor":{"prototype":1}}}]', '"constructor"'],
  ["no records", "[1,2]", "it is a number, not an object"],
  ["half a character", '[{"a":"\\ud800"}]', "cannot be written as text"],
  ["a zero", '[{"a":"\\u0000"}]', "cannot be written as text"],
  ["a comma too many", '[{"a":1},]', "Record 2"],
  ["65 levels", `[{"a":${"[".repeat(70)}${"]".repeat(70)}}]`, "more than 64 levels"],
  ["two names for one column", '[{"a.b":1,"a":{"b":2}}]', 'two of its fields are called "a.b"'],
  ["two lists", '{"x":[{"a":1}],"y":[{"a":1}]}', '2 lists of records ("x", "y")'],
  ["several values", '{"a":1} {"a":2}', "several JSON values"],
  ["an open bracket", '[{"a":1},{"a":2', "a bracket is never closed"],
  ["a cut last line", '{"a":1}\n{"a":2}\n{"a":"x', "a quotation mark is never closed"],
  ["no field", "[{},{}]", "no record with a field"],
])("JSON with %s", async (_what, text, says) => {
  const { code, message } = await refusal(text, "lines.json");
  expect(message).toContain(says);
  expect(message).toContain("lines.json");
  expect(code).not.toBe("internal");
  expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
});

const cells = (count: number): string => "<td>1</td>".repeat(count);

test.each<[string, string | Uint8Array, string]>([
  ["a web page", "<!DOCTYPE html><html><p>Log in</p></html>", "without a table"],
  [
    "a page of two tables",
    `<table><tr>${cells(2)}</table><table><tr>${cells(2)}</table>`,
    "2 tables",
  ],
  ["a page that ends early", `<html><table><tr>${cells(2)}</tr>`, "never closed"],
  ["a table in a table", `<table><tr><td><table></table></td></tr></table>`, "inside a table"],
  ["XML", '<?xml version="1.0"?><Document><a/></Document>', "an XML document (<Document>)"],
  [
    "an XML spreadsheet",
    '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
    "an XML spreadsheet of 2003",
  ],
  ["a PDF", "%PDF-1.7 ...", "a PDF document"],
  ["a picture", Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10]), "a picture (PNG)"],
  ["a program", Buffer.from([0x7f, 0x45, 0x4c, 0x46, 1]), "a program"],
  ["7-Zip", Buffer.from([0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c]), "a 7-Zip archive"],
  ["Zstandard", Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0]), "Zstandard"],
  ["gzip in gzip", gzipSync(gzipSync(CSV)), "an archive within an archive"],
  [
    "junk without a name",
    Buffer.from(Array.from({ length: 400 }, (_, at) => (at * 167 + 13) % 256)),
    "is no text file: it begins with the bytes 0d b4 5b 02 a9 50 f7 9e",
  ],
  ["a damaged .xls", Buffer.from("\u00d0\u00cf\u0011\u00e0rest", "latin1"), "is damaged"],
  [
    "a cut .xls",
    buildLegacy("xls", {
      A: [
        ["a", "b"],
        ["1", "2"],
      ],
    }).subarray(0, 2048),
    "lines.bin",
  ],
])("%s is told apart", async (_what, bytes, says) => {
  const { code, message } = await refusal(bytes);
  expect(message).toContain(says);
  expect(code).not.toBe("internal");
});

test("what is no file is told apart from one, and a link is followed", async () => {
  const engine = await openEngine();
  const folder = await mkdtemp(join(tmpdir(), "special-"));
  const told = async (path: string): Promise<string> => {
    const input = { files: [{ file: engine.grantFile(path) }] };
    const answer = await engine.runJob("import", input);
    return answer.ok ? "imported" : answer.error.message;
  };
  const place = (name: string): string => join(folder, name);
  await writeFile(place("lines.csv"), CSV);
  await symlink(place("lines.csv"), place("link.csv"));
  await symlink(place("nothing"), place("dead.csv"));
  execFileSync("mkfifo", [place("pipe.csv")]);
  expect(await told(place("pipe.csv"))).toBe(
    '"pipe.csv" is no file but a pipe, a socket or a device.',
  );
  expect(await told("/dev/null")).toBe('"null" is no file but a pipe, a socket or a device.');
  expect(await told(folder)).toContain("is a folder, not a file");
  expect(await told(place("dead.csv"))).toBe('"dead.csv" is not there any more.');
  expect(await told(place("link.csv"))).toBe("imported");
  await rm(folder, { recursive: true });
});
