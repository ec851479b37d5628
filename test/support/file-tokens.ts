import { join } from "node:path";
import type { Engine } from "../../main/engine/engine.ts";

const TOKEN = /\{(file|output|folder) ([^}]+)\}/g;

const USES = { file: "read", output: "write", folder: "folder" } as const;

/** `{file NAME}` and `{output NAME}` stand for a file's token, `{folder .}` for the folder's. */
export function withTokens(
  input: unknown,
  { engine, folder }: { readonly engine: Engine; readonly folder: string },
): unknown {
  const text = JSON.stringify(input).replace(TOKEN, (_, use: keyof typeof USES, name: string) =>
    engine.grant(USES[use], join(folder, name)),
  );
  return JSON.parse(text);
}
