import { join } from "node:path";
import type { Engine } from "../../main/engine/engine.ts";

const TOKEN = /\{(file|output) ([^}]+)\}/g;

/** `{file NAME}` and `{output NAME}` stand for the token of a file of the folder. */
export function withTokens(
  input: unknown,
  { engine, folder }: { readonly engine: Engine; readonly folder: string },
): unknown {
  const text = JSON.stringify(input).replace(TOKEN, (_, use: string, name: string) =>
    engine.context.files.grant(join(folder, name), use === "file" ? "read" : "write"),
  );
  return JSON.parse(text);
}
