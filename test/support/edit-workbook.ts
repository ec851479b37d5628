import { open } from "node:fs/promises";
import { ZipPackage } from "../../main/engine/xlsx/zip-package.ts";
import { ZipWriter } from "../../main/engine/xlsx/zip-writer.ts";

/** Copies a workbook with one part's text changed, as someone who edits the file would. */
export async function editWorkbook(
  from: string,
  to: string,
  part: string,
  edit: (xml: string) => string,
): Promise<void> {
  const zip = await ZipPackage.open(from, from);
  const file = await open(to, "w");
  try {
    const writer = new ZipWriter(file);
    for (const name of zip.parts) {
      const content = name === part ? [Buffer.from(edit(await zip.text(name)))] : zip.bytes(name);
      await writer.add(name, content);
    }
    await writer.end();
  } finally {
    zip.close();
    await file.close();
  }
}

/** The sheet's XML with another number in one cell; a formula there is overwritten. */
export function withNumber(cell: string, value: string): (xml: string) => string {
  const pattern = new RegExp(
    `(<c r="${cell}"[^>]*?)(?: t="[a-z]+")?>(?:<f>[^<]*</f>)?<v>[^<]*</v>`,
  );
  return (xml) => {
    if (!pattern.test(xml)) {
      throw new Error(`the sheet has no number in ${cell}`);
    }
    return xml.replace(pattern, `$1><v>${value}</v>`);
  };
}
