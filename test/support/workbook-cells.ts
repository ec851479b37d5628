import ExcelJs from "exceljs";

/** A workbook as sheets of lines, one per row that holds anything: `A1 value | B1 =f → value`. */
export async function workbookCells(path: string): Promise<Record<string, string[]>> {
  const workbook = new ExcelJs.Workbook();
  await workbook.xlsx.readFile(path);
  const sheets: Record<string, string[]> = {};
  for (const sheet of workbook.worksheets) {
    const lines: string[] = [];
    sheet.eachRow((row) => {
      const cells: string[] = [];
      row.eachCell((cell) => {
        cells.push(`${cell.address} ${cellText(cell)}`);
      });
      lines.push(cells.join(" | "));
    });
    sheets[sheet.name] = lines;
  }
  return sheets;
}

function cellText(cell: ExcelJs.Cell): string {
  const { formula, result, numFmt } = cell;
  const format = numFmt === undefined || numFmt === "General" ? "" : ` [${numFmt}]`;
  const note = typeof cell.note === "string" ? ` {${cell.note}}` : "";
  const value =
    formula === undefined ? JSON.stringify(cell.value) : `=${formula} → ${JSON.stringify(result)}`;
  return `${value}${format}${note}`;
}
