import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** The marker behind which Electron's binary keeps its fuses. */
const FUSE_SENTINEL = "dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX";

/**
 * A folder that looks like an unpacked Electron to the packager: the program is a placeholder
 * that holds the fuse wire, version 1, nine fuses, all on, for the packager to set.
 */
export function placeElectron(folder: string): string {
  mkdirSync(join(folder, "resources"), { recursive: true });
  const wire = Buffer.concat([
    Buffer.from("placeholder"),
    Buffer.from(FUSE_SENTINEL),
    Buffer.from([1, 9]),
    Buffer.from("1".repeat(9)),
    Buffer.from("end"),
  ]);
  writeFileSync(join(folder, "electron"), wire);
  chmodSync(join(folder, "electron"), 0o755);
  writeFileSync(join(folder, "version"), "45.3.4");
  return folder;
}
