import { open } from "node:fs/promises";
import type { StagedFile } from "../loaded-file.ts";
import { CsvTokenizer } from "./csv-rows.ts";
import type { Dialect } from "./detect-dialect.ts";
import type { FileRow } from "./file-row.ts";

/** Records from the start, the middle and the end of a text. */
export interface TextSample {
  /** The first records, in file order. */
  readonly start: readonly FileRow[];
  /** Cells of records elsewhere; a record cut by the sample may look odd. */
  readonly elsewhere: readonly (readonly string[])[];
}

const START_BYTES = 1 << 20;
const ELSEWHERE_BYTES = 1 << 18;

/** Looks at a UTF-8 text without reading all of it. */
export async function sampleText(
  { path, name, firstRecord }: Pick<StagedFile, "path" | "name" | "firstRecord">,
  dialect: Dialect,
): Promise<TextSample> {
  const file = await open(path, "r");
  const tokenize = (text: string): FileRow[] =>
    new CsvTokenizer(dialect, name, firstRecord).push(text, false);
  try {
    const { size } = await file.stat();
    const read = async (from: number, bytes: number): Promise<string> => {
      const length = Math.min(bytes, size - from);
      const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, from);
      return new TextDecoder().decode(buffer.subarray(0, bytesRead), { stream: true });
    };
    const opening = await read(0, START_BYTES);
    // A last record without a line break is complete where the whole text was read.
    const isCut = size > START_BYTES || /[\r\n]$/.test(opening);
    const start = tokenize(isCut ? opening : `${opening}\n`);
    const elsewhere: (readonly string[])[] = [];
    if (size > START_BYTES + 2 * ELSEWHERE_BYTES) {
      for (const from of [Math.floor(size / 2), size - ELSEWHERE_BYTES]) {
        const text = await read(from, ELSEWHERE_BYTES);
        const afterBreak = text.slice(text.indexOf("\n") + 1);
        elsewhere.push(...tokenize(afterBreak).map(({ cells }) => cells));
      }
    }
    return { start, elsewhere };
  } finally {
    await file.close();
  }
}
