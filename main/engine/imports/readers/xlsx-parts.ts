import { fail } from "../../../../shared/errors.ts";
import type { ZipPackage } from "../../xlsx/zip-package.ts";
import { SHARED_STRING_BYTES_MAX } from "./xlsx-package.ts";
import { isDateFormat, unescapeText } from "./xlsx-values.ts";

export interface XlsxSheet {
  readonly name: string;
  readonly part: string;
  readonly isHidden: boolean;
}

export interface XlsxWorkbook {
  readonly sheets: readonly XlsxSheet[];
  readonly is1904: boolean;
  readonly sharedStrings: readonly string[];
  /** Per cell style, whether its number format shows a day. */
  readonly dateStyles: readonly boolean[];
}

/** Reads what every sheet needs: names, texts, styles. */
export async function readWorkbookParts(file: ZipPackage): Promise<XlsxWorkbook> {
  const workbookPart = await findWorkbook(file);
  const folder = workbookPart.replace(/[^/]*$/, "");
  const relations = await readRelations(file, `${folder}_rels/${fileName(workbookPart)}.rels`);
  const sheets: XlsxSheet[] = [];
  let is1904 = false;
  await file.read(workbookPart, {
    open: (name, attributes) => {
      if (name === "workbookPr") {
        is1904 = isTrue(attributes["date1904"]);
      }
      const target = relations.get(attributes["relation"] ?? "")?.target;
      if (name === "sheet" && target !== undefined) {
        const part = resolvePart(folder, target);
        // Chart sheets have no cells.
        if (part.includes("worksheets/")) {
          const isHidden = (attributes["state"] ?? "visible") !== "visible";
          sheets.push({ name: attributes["name"] ?? "", part, isHidden });
        }
      }
    },
  });
  const partOf = (type: string): string | undefined => {
    const relation = [...relations.values()].find((known) => known.type.endsWith(`/${type}`));
    const part = relation === undefined ? undefined : resolvePart(folder, relation.target);
    return part !== undefined && file.has(part) ? part : undefined;
  };
  return {
    sheets,
    is1904,
    sharedStrings: await readSharedStrings(file, partOf("sharedStrings")),
    dateStyles: await readDateStyles(file, partOf("styles")),
  };
}

function fileName(part: string): string {
  return part.replace(/^.*\//, "");
}

function resolvePart(folder: string, target: string): string {
  return target.startsWith("/") ? target.slice(1) : folder + target.replace(/^\.\//, "");
}

function isTrue(value: string | undefined): boolean {
  return value === "1" || value === "true";
}

async function findWorkbook(file: ZipPackage): Promise<string> {
  const root = file.has("_rels/.rels") ? await readRelations(file, "_rels/.rels") : new Map();
  for (const { type, target } of root.values()) {
    const part = String(target).replace(/^\//, "");
    if (String(type).endsWith("/officeDocument") && /\.xml$/i.test(part) && file.has(part)) {
      return part.includes("xl/") || part.includes("workbook") ? part : notWorkbook(file);
    }
  }
  return file.has("xl/workbook.xml") ? "xl/workbook.xml" : notWorkbook(file);
}

function notWorkbook(file: ZipPackage): never {
  return fail(
    "format-not-recognised",
    `"${file.name}" is an archive without an Excel workbook (.xlsx) in it.`,
    "Unpack it and import the files inside, or save the data as .xlsx or CSV.",
  );
}

async function readRelations(
  file: ZipPackage,
  part: string,
): Promise<Map<string, { type: string; target: string }>> {
  const relations = new Map<string, { type: string; target: string }>();
  await file.read(part, {
    open: (name, attributes) => {
      if (name === "Relationship") {
        relations.set(attributes["Id"] ?? "", {
          type: attributes["Type"] ?? "",
          target: attributes["Target"] ?? "",
        });
      }
    },
  });
  return relations;
}

async function readSharedStrings(file: ZipPackage, part: string | undefined): Promise<string[]> {
  if (part === undefined) {
    return [];
  }
  if (file.sizeOf(part) > SHARED_STRING_BYTES_MAX) {
    fail(
      "file-unreadable",
      `The texts of the workbook "${file.name}" are larger than 256 MB.`,
      "Export fewer rows or columns, or save the sheet as CSV.",
    );
  }
  const strings: string[] = [];
  const collector = new TextCollector();
  await file.read(part, {
    open: (name) => {
      if (name === "si") {
        collector.reset();
      }
      collector.open(name);
    },
    text: (text) => collector.add(text),
    close: (name) => {
      collector.close(name);
      if (name === "si") {
        strings.push(collector.text());
      }
    },
  });
  return strings;
}

/** Gathers the text of a rich string: all runs, without phonetic hints. */
export class TextCollector {
  private parts = "";
  private isText = false;
  private isPhonetic = false;

  reset(): void {
    this.parts = "";
    this.isText = false;
    this.isPhonetic = false;
  }

  open(name: string): void {
    this.isPhonetic ||= name === "rPh";
    this.isText = name === "t" && !this.isPhonetic;
  }

  add(text: string): void {
    if (this.isText) {
      this.parts += text;
    }
  }

  close(name: string): void {
    if (name === "rPh") {
      this.isPhonetic = false;
    }
    this.isText = false;
  }

  text(): string {
    return unescapeText(this.parts);
  }
}

async function readDateStyles(file: ZipPackage, part: string | undefined): Promise<boolean[]> {
  if (part === undefined) {
    return [];
  }
  const codes = new Map<string, string>();
  const formatIds: string[] = [];
  let isCellFormats = false;
  await file.read(part, {
    open: (name, attributes) => {
      if (name === "numFmt") {
        codes.set(attributes["numFmtId"] ?? "", attributes["formatCode"] ?? "");
      }
      isCellFormats ||= name === "cellXfs";
      if (name === "xf" && isCellFormats) {
        formatIds.push(attributes["numFmtId"] ?? "0");
      }
    },
    close: (name) => {
      isCellFormats &&= name !== "cellXfs";
    },
  });
  return formatIds.map((id) => isDateFormat(Number.parseInt(id, 10), codes.get(id)));
}
