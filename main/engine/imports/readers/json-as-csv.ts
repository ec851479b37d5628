import { open } from "node:fs/promises";
import { fail } from "../../../../shared/errors.ts";
import { writeBytes } from "../../write-bytes.ts";
import { type JsonCells, JsonFields } from "./json-fields.ts";
import {
  type JsonShape,
  type JsonSource,
  jsonShape,
  placeOf,
  readJsonRecords,
  within,
} from "./json-records.ts";
import { LineCount } from "./line-count.ts";

const BUFFER = 1 << 18;

/**
 * Rewrites a JSON text as the table it stands for, one line per record, so that whatever reads a
 * table reads it. It is read twice: once for the names of all records, once for their values.
 * Errors: file-unreadable, file-truncated, file-empty, format-not-recognised
 */
export async function writeJsonAsCsv(source: JsonSource, target: string): Promise<LineCount> {
  const shape = await jsonShape(source);
  const fields = await seeRecords(source, shape);
  const header = fields.header();
  const output = await open(target, "wx", 0o600);
  const lines = new LineCount();
  let text = `${header.map(quoted).join(",")}\n`;
  const flush = async (): Promise<void> => {
    const bytes = Buffer.from(text);
    text = "";
    lines.add(bytes);
    await writeBytes(output, bytes);
  };
  try {
    for await (const { number, value } of readJsonRecords(source, shape)) {
      const rows =
        value === null ? [] : within(source.name, placeOf(shape, number), () => fields.rows(value));
      text += rows.length === 0 ? "\n" : rows.map((row) => lineOf(header, row)).join("");
      if (text.length > BUFFER) {
        await flush();
      }
    }
    await flush();
  } finally {
    await output.close();
  }
  return lines;
}

async function seeRecords(source: JsonSource, shape: JsonShape): Promise<JsonFields> {
  const fields = new JsonFields();
  for await (const { number, value } of readJsonRecords(source, shape)) {
    if (value !== null) {
      within(source.name, placeOf(shape, number), () => fields.see(value));
    }
  }
  if (fields.header().length === 0) {
    fail(
      "file-empty",
      `"${source.name}" holds no record with a field.`,
      "Export it again, or leave it out of the import.",
    );
  }
  return fields;
}

function lineOf(header: readonly string[], cells: JsonCells): string {
  return `${header.map((name) => quoted(cells.get(name) ?? null)).join(",")}\n`;
}

/** null is an empty cell, an empty text is one in quotation marks. */
function quoted(text: string | null): string {
  if (text === null) {
    return "";
  }
  return text === "" || /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
