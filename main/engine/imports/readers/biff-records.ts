import { fail } from "../../../../shared/errors.ts";

const BEGIN: ReadonlySet<number> = new Set([0x0009, 0x0209, 0x0409, 0x0809]);
const END = 0x000a;
const SHEET = 0x0085;
const LOCKED = 0x002f;
const HEADER = 4;

/**
 * Walks through the records of an .xls workbook: every one must be whole, every part closed, every
 * sheet that is listed there. A cut file would otherwise lose its last rows without a word.
 * Errors: file-unreadable, file-truncated
 */
export function assertWholeBiff(stream: Uint8Array, name: string): void {
  const view = new DataView(stream.buffer, stream.byteOffset, stream.byteLength);
  let depth = 0;
  let parts = 0;
  let sheets = 0;
  let at = 0;
  while (at + HEADER <= stream.length) {
    const type = view.getUint16(at, true);
    const length = view.getUint16(at + 2, true);
    if (depth === 0 && !BEGIN.has(type)) {
      // What follows the last part is filler.
      break;
    }
    at += HEADER + length;
    if (at > stream.length) {
      truncated(name);
    }
    if (type === LOCKED) {
      fail(
        "file-unreadable",
        `The workbook "${name}" is locked with a password.`,
        "Open it in Excel, save it as .xlsx without a password and import that file.",
      );
    }
    parts += BEGIN.has(type) && depth === 0 ? 1 : 0;
    depth += BEGIN.has(type) ? 1 : type === END ? -1 : 0;
    sheets += type === SHEET ? 1 : 0;
  }
  if (depth !== 0 || parts < sheets + 1) {
    truncated(name);
  }
}

function truncated(name: string): never {
  return fail(
    "file-truncated",
    `The workbook "${name}" ends before its end: a part of the file is missing.`,
    "Copy or download it again; if that does not help, save it as .xlsx in Excel.",
  );
}
