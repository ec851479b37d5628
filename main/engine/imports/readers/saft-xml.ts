import { createReadStream } from "node:fs";
import { type SaxesOptions, SaxesParser } from "saxes";
import { fail, TieoutError } from "../../../../shared/errors.ts";
import type { StagedFile } from "../loaded-file.ts";
import { CSV_LIMITS } from "./csv-rows.ts";

const CHUNK_BYTES = 1 << 18;
const DEPTH_MAX = 64;

/** What happens in an XML text, by local names; `line` is the physical line of the event. */
export interface XmlEvents {
  open(name: string, line: number): void;
  /** `text` is the element's own text, trimmed. */
  close(name: string, text: string, line: number): void;
}

/**
 * Parses a staged XML text; hands control back after every piece so that rows can stream.
 * Errors: file-unreadable for a document type declaration, for XML that is not well formed, for
 *         elements nested deeper than 64 and for values longer than 1 MB
 */
export async function* parseXml(
  { path, name }: Pick<StagedFile, "path" | "name">,
  events: XmlEvents,
): AsyncIterable<void> {
  const parser = listeningParser(name, events);
  const stream = createReadStream(path, { encoding: "utf8", highWaterMark: CHUNK_BYTES });
  try {
    for await (const chunk of stream) {
      parser.write(String(chunk));
      yield;
    }
    parser.close();
  } catch (error) {
    throw error instanceof TieoutError ? error : damaged(error, name, parser.line);
  } finally {
    stream.destroy();
  }
}

function listeningParser(name: string, events: XmlEvents): SaxesParser<SaxesOptions> {
  const parser = new SaxesParser({ position: true });
  const texts: string[] = [];
  const add = (text: string): void => {
    const at = texts.length - 1;
    const whole = (texts[at] ?? "") + text;
    if (whole.length > CSV_LIMITS.cellCharacters) {
      refuse(name, parser.line, "holds a value longer than 1 MB");
    }
    texts[at] = whole;
  };
  parser.on("doctype", () => {
    refuse(name, parser.line, "declares a document type, which no audit file needs");
  });
  parser.on("opentag", (tag) => {
    texts.push("");
    if (texts.length > DEPTH_MAX) {
      refuse(name, parser.line, `nests its elements deeper than ${DEPTH_MAX}`);
    }
    events.open(localName(tag.name), parser.line);
  });
  parser.on("text", add);
  parser.on("cdata", add);
  parser.on("closetag", (tag) => {
    events.close(localName(tag.name), (texts.pop() ?? "").trim(), parser.line);
  });
  return parser;
}

function localName(name: string): string {
  return name.slice(name.indexOf(":") + 1);
}

function refuse(name: string, line: number, what: string): never {
  return fail(
    "file-unreadable",
    `Line ${line} of "${name}" ${what}.`,
    "Export the audit file again from the ledger.",
    { line },
  );
}

/** The parser names the place itself, as `2:14: unclosed tag: Line`. */
function damaged(error: unknown, name: string, line: number): TieoutError {
  const said = error instanceof Error ? error.message.replace(/^\d+:\d+: /, "") : String(error);
  const what = said.replace(/\.$/, "").slice(0, 200);
  return new TieoutError({
    code: "file-unreadable",
    message: `Line ${line} of "${name}" is not well-formed XML: ${what}.`,
    remedy: "Export the audit file again; if it was cut off on its way, fetch it again.",
    details: { line },
  });
}
