import { crc32 } from "node:zlib";

/** A worksheet cell: text, a number as text with its style, or nothing. */
export type SheetCell =
  | string
  | null
  | { readonly number: string; readonly style: "date" | "amount" };

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships";
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/** A workbook of one sheet whose bytes depend on its cells alone. */
export function xlsxFile(sheet: string, rows: readonly (readonly SheetCell[])[]): Buffer {
  const strings: string[] = [];
  const indexOf = new Map<string, number>();
  const shared = (text: string): number => {
    const known = indexOf.get(text);
    if (known !== undefined) {
      return known;
    }
    indexOf.set(text, strings.length);
    strings.push(text);
    return strings.length - 1;
  };
  const sheetRows = rows.map((cells, index) => rowXml(cells, index + 1, shared)).join("");
  return storedZip([
    ["[Content_Types].xml", contentTypes()],
    ["_rels/.rels", relations([["rId1", `${OFFICE}/officeDocument`, "xl/workbook.xml"]])],
    [
      "xl/workbook.xml",
      `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>` +
        `<sheet name="${escaped(sheet)}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    ],
    [
      "xl/_rels/workbook.xml.rels",
      relations([
        ["rId1", `${OFFICE}/worksheet`, "worksheets/sheet1.xml"],
        ["rId2", `${OFFICE}/styles`, "styles.xml"],
        ["rId3", `${OFFICE}/sharedStrings`, "sharedStrings.xml"],
      ]),
    ],
    ["xl/styles.xml", styles()],
    ["xl/sharedStrings.xml", stringTable(strings)],
    [
      "xl/worksheets/sheet1.xml",
      `<worksheet xmlns="${MAIN}"><sheetData>${sheetRows}</sheetData></worksheet>`,
    ],
  ]);
}

function rowXml(
  cells: readonly SheetCell[],
  row: number,
  shared: (text: string) => number,
): string {
  const xml = cells.map((cell, index) => {
    const place = `${String.fromCharCode(65 + index)}${row}`;
    if (cell === null || cell === "") {
      return "";
    }
    return typeof cell === "string"
      ? `<c r="${place}" t="s"><v>${shared(cell)}</v></c>`
      : `<c r="${place}" s="${cell.style === "date" ? 1 : 2}"><v>${cell.number}</v></c>`;
  });
  return `<row r="${row}">${xml.join("")}</row>`;
}

function contentTypes(): string {
  const types = "application/vnd.openxmlformats-officedocument.spreadsheetml";
  const parts = [
    ["/xl/workbook.xml", "sheet.main"],
    ["/xl/worksheets/sheet1.xml", "worksheet"],
    ["/xl/styles.xml", "styles"],
    ["/xl/sharedStrings.xml", "sharedStrings"],
  ].map(([name, type]) => `<Override PartName="${name}" ContentType="${types}.${type}+xml"/>`);
  const relation = "application/vnd.openxmlformats-package.relationships+xml";
  return (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">' +
    `<Default Extension="rels" ContentType="${relation}"/>` +
    `<Default Extension="xml" ContentType="application/xml"/>${parts.join("")}</Types>`
  );
}

function relations(list: readonly (readonly [string, string, string])[]): string {
  const items = list.map(
    ([id, type, target]) => `<Relationship Id="${id}" Type="${type}" Target="${target}"/>`,
  );
  return `<Relationships xmlns="${RELATIONS}">${items.join("")}</Relationships>`;
}

/** Style 1 is a date, style 2 an amount with two decimals. */
function styles(): string {
  const format = (id: number): string =>
    `<xf numFmtId="${id}" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>`;
  return (
    `<styleSheet xmlns="${MAIN}"><fonts count="1"><font><sz val="11"/>` +
    '<name val="Calibri"/></font></fonts><fills count="2">' +
    '<fill><patternFill patternType="none"/></fill><fill>' +
    '<patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders>' +
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
    `<cellXfs count="3">${format(0)}${format(14)}${format(4)}</cellXfs></styleSheet>`
  );
}

function stringTable(strings: readonly string[]): string {
  const items = strings.map((text) => `<si><t xml:space="preserve">${escaped(text)}</t></si>`);
  const count = `count="${strings.length}" uniqueCount="${strings.length}"`;
  return `<sst xmlns="${MAIN}" ${count}>${items.join("")}</sst>`;
}

function escaped(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}

/** Stored entries dated 1 January 1980: nothing of the day it was written enters the bytes. */
function storedZip(entries: readonly (readonly [string, string])[]): Buffer {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, xml] of entries) {
    const data = Buffer.from(HEAD + xml, "utf8");
    const path = Buffer.from(name, "utf8");
    const fields = entryFields(path.length, data);
    const local = Buffer.concat([Buffer.from("PK\x03\x04", "latin1"), fields, path, data]);
    directory.push(centralEntry(fields, path, offset));
    bodies.push(local);
    offset += local.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06", 0, "latin1");
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...bodies, central, end]);
}

/** The 26 bytes a local header and a directory entry share. */
function entryFields(nameLength: number, data: Buffer): Buffer {
  const fields = Buffer.alloc(26);
  fields.writeUInt16LE(20, 0);
  fields.writeUInt16LE(0x0021, 8);
  fields.writeUInt32LE(crc32(data), 10);
  fields.writeUInt32LE(data.length, 14);
  fields.writeUInt32LE(data.length, 18);
  fields.writeUInt16LE(nameLength, 22);
  return fields;
}

function centralEntry(fields: Buffer, path: Buffer, offset: number): Buffer {
  const head = Buffer.alloc(6);
  head.write("PK\x01\x02", 0, "latin1");
  head.writeUInt16LE(20, 4);
  const tail = Buffer.alloc(14);
  tail.writeUInt32LE(offset, 10);
  return Buffer.concat([head, fields, tail, path]);
}
