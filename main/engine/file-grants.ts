import { randomUUID } from "node:crypto";
import { basename } from "node:path";
import { fail } from "../../shared/errors.ts";

/** What a host's user chose the file for; a folder is only ever looked into. */
export type FileUse = "read" | "write" | "folder";

export interface FileGrant {
  readonly path: string;
  readonly name: string;
}

/**
 * Files a host allowed the engine to touch. The renderer only ever holds the token, so it cannot
 * name a path of its own; a token cannot be guessed, and a file chosen to be read is never written.
 */
export class FileGrants {
  private readonly grants = new Map<string, FileGrant & { readonly use: FileUse }>();

  /** `name` is the name shown to the user where the path is a temporary upload. */
  grant(path: string, use: FileUse, name: string = basename(path)): string {
    const token = randomUUID();
    this.grants.set(token, { path, name, use });
    return token;
  }

  open(token: string, use: FileUse): FileGrant {
    const grant = this.grants.get(token);
    return grant?.use === use
      ? grant
      : fail("token-unknown", "The chosen file is no longer known.", "Choose the file again.");
  }
}
