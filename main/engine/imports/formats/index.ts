import type { ImportFormat, Recognition } from "./define.ts";
import { focus1 } from "./focus-1.ts";

/** Every billing format; the first that recognises a header reads the file. */
export const chargeFormats: readonly ImportFormat[] = [focus1];

export function recogniseCharges(header: readonly string[]): Recognition | null {
  for (const format of chargeFormats) {
    const recognition = format.recognise(header);
    if (recognition !== null) {
      return recognition;
    }
  }
  return null;
}
