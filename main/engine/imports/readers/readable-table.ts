import { open } from "node:fs/promises";
import { fail } from "../../../../shared/errors.ts";
import type { FileGrant } from "../../file-grants.ts";
import type { StagedFile } from "../loaded-file.ts";
import { looksLikeCalendar, writeCalendarAsCsv } from "./calendar-as-csv.ts";
import { readChunks } from "./chunks.ts";
import {
  decodeFile,
  guessSingleByte,
  readOpening,
  refuseByte,
  refuseZero,
  type Utf8Check,
} from "./decode-text.ts";
import { type FileKind, markupKind } from "./file-kind.ts";
import { writeHtmlAsCsv } from "./html-table.ts";
import { writeJsonAsCsv } from "./json-as-csv.ts";
import { looksLikeJson } from "./json-records.ts";
import { refuseBinary } from "./refuse-binary.ts";

/** Bytes that were unpacked and looked through once. */
export interface Content {
  readonly kind: FileKind;
  readonly path: string;
  readonly check: Utf8Check;
  readonly start: Buffer;
  /** Bytes around the first one that is not UTF-8, or from the start. */
  readonly sample: Buffer;
}

export interface TextPaths {
  readonly text: string;
  readonly table: string;
}

interface TextOptions {
  readonly encoding?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

type Text = Pick<StagedFile, "path" | "encoding" | "lines">;
type Table = Text & Pick<StagedFile, "kind" | "isRewritten" | "firstRecord">;

const KINDS = {
  parquet: "parquet",
  zip: "xlsx",
  compound: "xlsx",
  gzip: "text",
  text: "text",
} as const;
const OPENING_CHARACTERS = 4096;

/** The path and encoding of a text, which is rewritten where it is no table yet. */
export async function readableTable(
  content: Content,
  grant: FileGrant,
  paths: TextPaths,
  options: TextOptions,
): Promise<Table> {
  const kind = KINDS[content.kind];
  if (kind !== "text") {
    return { kind, path: content.path, encoding: null, lines: null };
  }
  const text = await readableText(content, grant, paths, options);
  const opening = await openingOf(text.path);
  if (opening === "") {
    refuseEmpty(grant.name);
  }
  const source = { path: text.path, name: grant.name, signal: options.signal };
  if (looksLikeJson(opening)) {
    const { lines } = await writeJsonAsCsv(source, paths.table);
    return { ...text, kind, path: paths.table, lines, isRewritten: true, firstRecord: 0 };
  }
  if (looksLikeCalendar(opening)) {
    const { lines } = await writeCalendarAsCsv(text.path, grant.name, paths.table);
    return { ...text, kind, path: paths.table, lines, isRewritten: true, firstRecord: 0 };
  }
  if (markupKind(opening, grant.name) === "html") {
    const { lines } = await writeHtmlAsCsv(text.path, grant.name, paths.table);
    return { ...text, kind, path: paths.table, lines, isRewritten: true };
  }
  return { ...text, kind };
}

/** Errors: `file-empty` */
export function refuseEmpty(name: string): never {
  return fail(
    "file-empty",
    `"${name}" holds no data.`,
    "Export it again, or leave it out of the import.",
  );
}

async function openingOf(path: string): Promise<string> {
  const file = await open(path, "r");
  const bytes = Buffer.alloc(OPENING_CHARACTERS);
  const { bytesRead } = await file.read(bytes, 0, bytes.length, 0).finally(() => file.close());
  return bytes.subarray(0, bytesRead).toString("utf8");
}

async function readableText(
  copy: Content,
  { name }: FileGrant,
  paths: TextPaths,
  options: TextOptions,
): Promise<Text> {
  const opening = readOpening(copy.start);
  const encoding = namedEncoding(options.encoding) ?? textEncoding(copy, name, opening.encoding);
  if (encoding === "utf-8" && opening.skip === 0) {
    assertReadable(copy.check, name);
    return { path: copy.path, encoding, lines: copy.check.lineCount.lines };
  }
  const input = await open(copy.path, "r");
  const output = await open(paths.text, "wx", 0o600);
  try {
    // Reading the byte-order mark moves the position past it.
    await input.read(Buffer.alloc(opening.skip), 0, opening.skip);
    const { lines } = await decodeFile(readChunks(input, options.signal), output, encoding, name);
    return { path: paths.text, encoding, lines };
  } finally {
    await input.close();
    await output.close();
  }
}

function textEncoding(copy: Content, name: string, stated: string): string {
  const isUtf8 = stated !== "utf-8" || copy.check.invalidAt === null;
  if (!isUtf8) {
    refuseBinary(name, copy.start);
  }
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
