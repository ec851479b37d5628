import type { DefinedName } from "./book.ts";
import type { ExcelTable } from "./render-sheet.ts";
import type { SheetPicture } from "./sheets/define.ts";

/** A sheet as the package lists it. */
export interface PackageSheet {
  readonly name: string;
  readonly tables: readonly (ExcelTable & { readonly id: number })[];
  readonly picture: (SheetPicture & { readonly column: number; readonly row: number }) | null;
  readonly printArea: string;
  readonly titleRow: number | null;
}

export interface PackageFacts {
  readonly creator: string;
  readonly appVersion: string;
  /** Stands as the date of creation, so that equal states give equal bytes. */
  readonly stateAt: string;
}

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
const DRAWING = "http://schemas.openxmlformats.org/drawingml/2006";
const SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml";
const PIXEL = 9525;

export function escapeXml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("\n", "&#10;")
    .replaceAll("\t", "&#9;");
}

export function contentTypes(sheets: readonly PackageSheet[]): string {
  const override = (part: string, type: string): string =>
    `<Override PartName="${part}" ContentType="${type}"/>`;
  const overrides = [
    override("/xl/workbook.xml", `${SHEET_TYPE}.sheet.main+xml`),
    override("/xl/styles.xml", `${SHEET_TYPE}.styles+xml`),
    override("/xl/theme/theme1.xml", "application/vnd.openxmlformats-officedocument.theme+xml"),
    override("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"),
    override(
      "/docProps/app.xml",
      "application/vnd.openxmlformats-officedocument.extended-properties+xml",
    ),
    ...sheets.flatMap((sheet, index) => [
      override(`/xl/worksheets/sheet${index + 1}.xml`, `${SHEET_TYPE}.worksheet+xml`),
      ...sheet.tables.map(({ id }) =>
        override(`/xl/tables/table${id}.xml`, `${SHEET_TYPE}.table+xml`),
      ),
      ...(sheet.picture === null
        ? []
        : [
            override(
              `/xl/drawings/drawing${index + 1}.xml`,
              "application/vnd.openxmlformats-officedocument.drawing+xml",
            ),
          ]),
    ]),
  ];
  const defaults =
    '<Default Extension="png" ContentType="image/png"/>' +
    '<Default Extension="rels" ' +
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
    '<Default Extension="xml" ContentType="application/xml"/>';
  return `${XML}<Types xmlns="${PACKAGE}/content-types">${defaults}${overrides.join("")}</Types>`;
}

function relationships(list: readonly { id: string; type: string; target: string }[]): string {
  const items = list.map(
    ({ id, type, target }) => `<Relationship Id="${id}" Type="${type}" Target="${target}"/>`,
  );
  return `${XML}<Relationships xmlns="${PACKAGE}/relationships">${items.join("")}</Relationships>`;
}

export function packageRelationships(): string {
  return relationships([
    { id: "rId1", type: `${OFFICE}/relationships/officeDocument`, target: "xl/workbook.xml" },
    {
      id: "rId2",
      type: `${PACKAGE}/relationships/metadata/core-properties`,
      target: "docProps/core.xml",
    },
    { id: "rId3", type: `${OFFICE}/relationships/extended-properties`, target: "docProps/app.xml" },
  ]);
}

export function workbookRelationships(sheets: readonly PackageSheet[]): string {
  return relationships([
    ...sheets.map((_, index) => ({
      id: `rId${index + 1}`,
      type: `${OFFICE}/relationships/worksheet`,
      target: `worksheets/sheet${index + 1}.xml`,
    })),
    { id: "rIdStyles", type: `${OFFICE}/relationships/styles`, target: "styles.xml" },
    { id: "rIdTheme", type: `${OFFICE}/relationships/theme`, target: "theme/theme1.xml" },
  ]);
}

export function workbookPart(
  sheets: readonly PackageSheet[],
  names: readonly DefinedName[],
): string {
  const list = sheets.map(
    ({ name }, index) =>
      `<sheet name="${escapeXml(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`,
  );
  const defined = names.map(
    ({ name, refersTo }) => `<definedName name="${name}">${escapeXml(refersTo)}</definedName>`,
  );
  // Of a sheet wider than a page, every page names its rows by their first column.
  const titles = (sheet: string, row: number): string => `${sheet}$A:$A,${sheet}$${row}:$${row}`;
  const printed = sheets.flatMap(({ name, printArea, titleRow }, index) => {
    const sheet = escapeXml(`'${name.replaceAll("'", "''")}'!`);
    const local = (kind: string, range: string): string =>
      `<definedName name="_xlnm.${kind}" localSheetId="${index}">${range}</definedName>`;
    return [
      local("Print_Area", `${sheet}${printArea}`),
      ...(titleRow === null ? [] : [local("Print_Titles", titles(sheet, titleRow))]),
    ];
  });
  return (
    `${XML}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}/relationships">` +
    '<workbookPr defaultThemeVersion="124226"/>' +
    '<bookViews><workbookView xWindow="0" yWindow="0" windowWidth="28800" windowHeight="16000" ' +
    'tabRatio="850"/></bookViews>' +
    `<sheets>${list.join("")}</sheets>` +
    `<definedNames>${[...printed, ...defined].join("")}</definedNames>` +
    '<calcPr calcId="191029" fullCalcOnLoad="1"/></workbook>'
  );
}

export function sheetRelationships(sheet: PackageSheet, index: number): string | null {
  const tables = sheet.tables.map(({ id }) => ({
    id: `rIdTable${id}`,
    type: `${OFFICE}/relationships/table`,
    target: `../tables/table${id}.xml`,
  }));
  const drawing =
    sheet.picture === null
      ? []
      : [
          {
            id: "rIdDrawing",
            type: `${OFFICE}/relationships/drawing`,
            target: `../drawings/drawing${index + 1}.xml`,
          },
        ];
  const all = [...tables, ...drawing];
  return all.length === 0 ? null : relationships(all);
}

/** What stands between the sheet's footer and its end. */
export function sheetTail(sheet: PackageSheet): string {
  const tables = sheet.tables.map(({ id }) => `<tablePart r:id="rIdTable${id}"/>`).join("");
  return (
    '<ignoredErrors><ignoredError sqref="A1:XFD1048576" numberStoredAsText="1"/></ignoredErrors>' +
    (sheet.picture === null ? "" : '<drawing r:id="rIdDrawing"/>') +
    (tables === "" ? "" : `<tableParts count="${sheet.tables.length}">${tables}</tableParts>`)
  );
}

export function tablePart({ id, name, ref, columns }: PackageSheet["tables"][number]): string {
  const list = columns.map(
    (column, index) => `<tableColumn id="${index + 1}" name="${escapeXml(column)}"/>`,
  );
  return (
    `${XML}<table xmlns="${MAIN}" id="${id}" name="${name}" displayName="${name}" ref="${ref}" ` +
    `totalsRowShown="0"><autoFilter ref="${ref}"/>` +
    `<tableColumns count="${columns.length}">${list.join("")}</tableColumns>` +
    '<tableStyleInfo showFirstColumn="0" showLastColumn="0" showRowStripes="0" ' +
    'showColumnStripes="0"/></table>'
  );
}

export function drawingPart(picture: NonNullable<PackageSheet["picture"]>): string {
  const extent = `cx="${picture.widthPixels * PIXEL}" ` + `cy="${picture.heightPixels * PIXEL}"`;
  return (
    `${XML}<xdr:wsDr xmlns:xdr="${DRAWING}/spreadsheetDrawing" xmlns:a="${DRAWING}/main" ` +
    `xmlns:r="${OFFICE}/relationships"><xdr:oneCellAnchor><xdr:from>` +
    `<xdr:col>${picture.column}</xdr:col><xdr:colOff>0</xdr:colOff>` +
    `<xdr:row>${picture.row}</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from><xdr:ext ${extent}/>` +
    '<xdr:pic><xdr:nvPicPr><xdr:cNvPr id="2" name="Bridge" ' +
    `descr="${escapeXml(picture.description)}"/><xdr:cNvPicPr/></xdr:nvPicPr>` +
    '<xdr:blipFill><a:blip r:embed="rId1"/><a:stretch><a:fillRect/></a:stretch></xdr:blipFill>' +
    `<xdr:spPr><a:xfrm><a:off x="0" y="0"/><a:ext ${extent}/></a:xfrm>` +
    '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></xdr:spPr></xdr:pic><xdr:clientData/>' +
    "</xdr:oneCellAnchor></xdr:wsDr>"
  );
}

export function drawingRelationships(index: number): string {
  const target = `../media/picture${index + 1}.png`;
  return relationships([{ id: "rId1", type: `${OFFICE}/relationships/image`, target }]);
}

export function coreProperties({ creator, stateAt }: PackageFacts): string {
  const date = (tag: string): string =>
    `<dcterms:${tag} xsi:type="dcterms:W3CDTF">${escapeXml(stateAt)}</dcterms:${tag}>`;
  return (
    `${XML}<cp:coreProperties xmlns:cp="${PACKAGE}/metadata/core-properties" ` +
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" ' +
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">' +
    `<dc:creator>${escapeXml(creator)}</dc:creator>${date("created")}${date("modified")}` +
    "</cp:coreProperties>"
  );
}

export function appProperties({ appVersion }: PackageFacts): string {
  const [major = "0", minor = "0"] = appVersion.split(".");
  return (
    `${XML}<Properties xmlns="${OFFICE}/extended-properties"><Application>Tieout</Application>` +
    `<AppVersion>${major.padStart(2, "0")}.${minor.padStart(4, "0")}</AppVersion></Properties>`
  );
}
