import { fail } from "../../../../shared/errors.ts";

/** Bytes no text has: all below the blank but tab, line ends and the like. */
const CONTROL: ReadonlySet<number> = new Set(
  Array.from({ length: 0x20 }, (_, code) => code).filter(
    (code) => ![0x09, 0x0a, 0x0c, 0x0d, 0x1a, 0x1b].includes(code),
  ),
);
const SEEN_BYTES = 1 << 16;
/** One byte in so many; random bytes hold one in ten, damaged text far fewer. */
const CONTROL_SHARE = 20;
const SHOWN_BYTES = 8;

/**
 * Refuses what is no text in any encoding, whatever its name says.
 * Errors: `file-unreadable`
 */
export function refuseBinary(name: string, start: Buffer): void {
  const seen = start.subarray(0, SEEN_BYTES);
  const control = seen.reduce((sum, byte) => sum + (CONTROL.has(byte) ? 1 : 0), 0);
  if (control * CONTROL_SHARE > seen.length) {
    const begins = [...seen.subarray(0, SHOWN_BYTES)];
    const bytes = begins.map((byte) => byte.toString(16).padStart(2, "0")).join(" ");
    fail(
      "file-unreadable",
      `"${name}" is no text file: it begins with the bytes ${bytes} and holds signs ` +
        "that no text has, as programs, pictures and packed or encrypted files do.",
      "Open it in the program that made it, and export the data as CSV, XLSX or Parquet.",
    );
  }
}
