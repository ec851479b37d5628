import { basename } from "node:path";
import { fail } from "../../shared/errors.ts";

export interface FileGrant {
  readonly path: string;
  readonly name: string;
}

/**
 * Files a host allowed the engine to touch. The renderer only ever holds the token, so it cannot
 * name a path of its own.
 */
export class FileGrants {
  private readonly grants = new Map<string, FileGrant>();
  private count = 0;

  /** `name` is the name shown to the user where the path is a temporary upload. */
  grant(path: string, name: string = basename(path)): string {
    this.count += 1;
    const token = `file-${this.count}`;
    this.grants.set(token, { path, name });
    return token;
  }

  open(token: string): FileGrant {
    return (
      this.grants.get(token) ??
      fail("token-unknown", "The chosen file is no longer known.", "Choose the file again.")
    );
  }
}
