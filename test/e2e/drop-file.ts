import type { Page } from "playwright-core";

export interface DroppedFile {
  readonly name: string;
  /** A text, or the bytes of a workbook. */
  readonly content: string | Buffer;
}

/** Lets files go over the window, as a desktop does. */
export async function dropFiles(page: Page, files: readonly DroppedFile[]): Promise<void> {
  const sent = files.map(({ name, content }) => ({
    name,
    bytes: Buffer.from(content).toString("base64"),
  }));
  const dataTransfer = await page.evaluateHandle((all) => {
    const data = new DataTransfer();
    for (const { name, bytes } of all) {
      const binary = Uint8Array.from(atob(bytes), (letter) => letter.charCodeAt(0));
      data.items.add(new File([binary], name));
    }
    return data;
  }, sent);
  const place = page.locator("body");
  await place.dispatchEvent("dragover", { dataTransfer });
  await place.dispatchEvent("drop", { dataTransfer });
}

export function dropFile(page: Page, name: string, text: string): Promise<void> {
  return dropFiles(page, [{ name, content: text }]);
}
