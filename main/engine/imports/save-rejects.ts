import { open, rename, rm } from "node:fs/promises";
import type { FileGrant } from "../file-grants.ts";
import { writeBytes } from "../write-bytes.ts";
import { type Reject, wholeReason } from "./loaded-file.ts";

const HEADER = ["line", "column", "code", "reason", "what to do", "as it stands in the file"];
const ROWS_PER_WRITE = 2_000;

/**
 * Writes rejected records as CSV. A text that a spreadsheet would take for a formula stands behind
 * an apostrophe.
 */
export async function saveRejects(
  { path }: Pick<FileGrant, "path">,
  rejects: AsyncIterable<readonly Reject[]>,
): Promise<void> {
  const partial = `${path}.part`;
  try {
    const file = await open(partial, "w", 0o600);
    try {
      await writeBytes(file, Buffer.from(`\uFEFF${line(HEADER)}`));
      for await (const batch of rejects) {
        await writeBytes(file, Buffer.from(batch.map(rejectLine).join("")));
      }
    } finally {
      await file.close();
    }
    await rename(partial, path);
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
}

export async function* inBatches(rejects: readonly Reject[]): AsyncIterable<readonly Reject[]> {
  for (let from = 0; from < rejects.length; from += ROWS_PER_WRITE) {
    yield rejects.slice(from, from + ROWS_PER_WRITE);
  }
}

function rejectLine(reject: Reject): string {
  const { column, code, remedy, rawText } = reject;
  const reason = wholeReason(reject);
  return line([String(reject.line), column ?? "", code, reason, remedy, rawText]);
}

function line(cells: readonly string[]): string {
  return `${cells.map(cell).join(",")}\r\n`;
}

function cell(text: string): string {
  const safe = /^[=+\-@\t\r\0]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
