import { open } from "node:fs/promises";
import { ZipPackage } from "../xlsx/zip-package.ts";
import { ZipWriter } from "../xlsx/zip-writer.ts";
import type { DefinedName } from "./book.ts";
import {
  appProperties,
  contentTypes,
  coreProperties,
  drawingPart,
  drawingRelationships,
  type PackageFacts,
  type PackageSheet,
  packageRelationships,
  sheetRelationships,
  sheetTail,
  tablePart,
  workbookPart,
  workbookRelationships,
} from "./package-parts.ts";

/**
 * Writes the final file from streamed sheets: the same parts in the same order with the same
 * dates, plus tables, pictures and names. Synced to disk before it returns.
 */
export async function finishPackage(
  streamedPath: string,
  finalPath: string,
  sheets: readonly PackageSheet[],
  names: readonly DefinedName[],
  facts: PackageFacts,
  signal: AbortSignal,
): Promise<void> {
  const streamed = await ZipPackage.open(streamedPath, "the workbook being written");
  const file = await open(finalPath, "w", 0o600);
  try {
    const zip = new ZipWriter(file);
    const add = (name: string, text: string): Promise<void> => zip.add(name, [Buffer.from(text)]);
    await add("[Content_Types].xml", contentTypes(sheets));
    await add("_rels/.rels", packageRelationships());
    await add("docProps/app.xml", appProperties(facts));
    await add("docProps/core.xml", coreProperties(facts));
    await add("xl/workbook.xml", workbookPart(sheets, names));
    await add("xl/_rels/workbook.xml.rels", workbookRelationships(sheets));
    await add("xl/styles.xml", quoteText(await streamed.text("xl/styles.xml")));
    await add("xl/theme/theme1.xml", await streamed.text("xl/theme/theme1.xml"));
    for (const [index, sheet] of sheets.entries()) {
      signal.throwIfAborted();
      await addSheet(zip, streamed, sheet, index);
    }
    await zip.end();
    await file.sync();
  } finally {
    streamed.close();
    await file.close();
  }
}

async function addSheet(
  zip: ZipWriter,
  streamed: ZipPackage,
  sheet: PackageSheet,
  index: number,
): Promise<void> {
  const add = (name: string, text: string): Promise<void> => zip.add(name, [Buffer.from(text)]);
  const part = `xl/worksheets/sheet${index + 1}.xml`;
  await zip.add(part, sheetBytes(streamed.bytes(part), sheetTail(sheet)));
  const relationships = sheetRelationships(sheet, index);
  if (relationships !== null) {
    await add(`xl/worksheets/_rels/sheet${index + 1}.xml.rels`, relationships);
  }
  for (const table of sheet.tables) {
    await add(`xl/tables/table${table.id}.xml`, tablePart(table));
  }
  if (sheet.picture !== null) {
    await add(`xl/drawings/drawing${index + 1}.xml`, drawingPart(sheet.picture));
    await add(`xl/drawings/_rels/drawing${index + 1}.xml.rels`, drawingRelationships(index));
    await zip.add(`xl/media/picture${index + 1}.png`, [sheet.picture.png]);
  }
}

const STRING_CELL = / t="str"><v>([^<]*)<\/v>/g;
const END = "</worksheet>";

/** Strings become inline strings, which keep their spaces; the tail goes before the end. */
async function* sheetBytes(
  bytes: AsyncIterable<Uint8Array>,
  tail: string,
): AsyncIterable<Uint8Array> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let rest = "";
  for await (const chunk of bytes) {
    rest += decoder.decode(chunk, { stream: true });
    const cut = rest.lastIndexOf("</row>") + "</row>".length;
    if (cut >= "</row>".length) {
      yield Buffer.from(inlineStrings(rest.slice(0, cut)));
      rest = rest.slice(cut);
    }
  }
  rest += decoder.decode();
  const end = rest.lastIndexOf(END);
  yield Buffer.from(inlineStrings(rest.slice(0, end)) + tail + END);
}

function inlineStrings(xml: string): string {
  return xml.replace(
    STRING_CELL,
    (_, text: string) => ` t="inlineStr"><is><t xml:space="preserve">${text}</t></is>`,
  );
}

/** Text styles get a quote prefix, so that editing a cell never makes its text a formula. */
function quoteText(styles: string): string {
  return styles.replace(/<cellXfs[\s\S]*?<\/cellXfs>/, (formats) =>
    formats.replaceAll('<xf numFmtId="49"', '<xf quotePrefix="1" numFmtId="49"'),
  );
}
