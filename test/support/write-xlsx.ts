import { crc32, deflateRawSync } from "node:zlib";
import ExcelJS from "exceljs";

/** A workbook as bytes, filled by the caller. */
export async function buildWorkbook(
  fill: (workbook: ExcelJS.Workbook) => void,
): Promise<Uint8Array> {
  const workbook = new ExcelJS.Workbook();
  fill(workbook);
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}

export interface ZipPart {
  readonly name: string;
  readonly content: string | Uint8Array;
}

/** A zip archive of the parts, for workbooks that no spreadsheet program would write. */
export function buildZip(parts: readonly ZipPart[]): Uint8Array {
  const local: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const { name, content } of parts) {
    const data = Buffer.from(content);
    const packed = deflateRawSync(data);
    const title = Buffer.from(name);
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(8, 4);
    fields.writeUInt32LE(crc32(data), 10);
    fields.writeUInt32LE(packed.length, 14);
    fields.writeUInt32LE(data.length, 18);
    fields.writeUInt16LE(title.length, 22);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    const header = Buffer.concat([Buffer.from("PK\u0003\u0004", "latin1"), fields, title]);
    central.push(Buffer.from("PK\u0001\u0002\u0014\u0000", "latin1"), fields, tail, title);
    local.push(header, packed);
    offset += header.length + packed.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(parts.length, 4);
  end.writeUInt16LE(parts.length, 6);
  end.writeUInt32LE(directory.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...local, directory, Buffer.from("PK\u0005\u0006", "latin1"), end]);
}

const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const STYLES = '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>';

/** The parts of a workbook with one sheet, whose cells are given as XML. */
export function workbookParts(
  sheetData: string,
  options: { workbookPr?: string; afterSheetData?: string } = {},
): ZipPart[] {
  const relation = (id: string, type: string, target: string): string =>
    `<Relationship Id="${id}" Type="${TYPE}/${type}" Target="${target}"/>`;
  const relations = (...each: string[]): string =>
    `<Relationships>${each.join("")}</Relationships>`;
  return [
    {
      name: "_rels/.rels",
      content: relations(relation("r1", "officeDocument", "xl/workbook.xml")),
    },
    {
      name: "xl/workbook.xml",
      content:
        `<workbook xmlns="${MAIN}" xmlns:r="${TYPE}">${options.workbookPr ?? ""}` +
        '<sheets><sheet name="Data" sheetId="1" r:id="r1"/></sheets></workbook>',
    },
    {
      name: "xl/_rels/workbook.xml.rels",
      content: relations(
        relation("r1", "worksheet", "worksheets/sheet1.xml"),
        relation("r2", "styles", "styles.xml"),
      ),
    },
    { name: "xl/styles.xml", content: `<styleSheet xmlns="${MAIN}">${STYLES}</styleSheet>` },
    {
      name: "xl/worksheets/sheet1.xml",
      content:
        `<worksheet xmlns="${MAIN}"><sheetData>${sheetData}</sheetData>` +
        `${options.afterSheetData ?? ""}</worksheet>`,
    },
  ];
}
