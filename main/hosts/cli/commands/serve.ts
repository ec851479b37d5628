import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { z } from "zod";
import { fail, TieoutError } from "../../../../shared/errors.ts";
import { RENDERER_FOLDER } from "../../app-files.ts";
import { startBrowserHost } from "../../browser/serve.ts";
import { watchFolders } from "../../watch-folders.ts";
import { checkInput } from "../check-input.ts";
import type { CliCommand } from "../command.ts";
import { DONE } from "../exit-code.ts";

const Options = z.object({
  port: z
    .string()
    .refine((text) => /^\d{1,5}$/.test(text) && Number.parseInt(text, 10) <= 65_535, {
      message: "a port is a number from 0 to 65535",
    })
    .optional(),
  watch: z.array(z.string()).default([]),
});

function addTo(path: string, paths: readonly string[] = []): string[] {
  return [...paths, path];
}

export const serveCommand: CliCommand = {
  name: "serve",
  args: "[workspace]",
  summary: "Open the app in a browser on this computer.",
  examples: ["serve", "serve october.tieout --port 8400", "serve october.tieout --watch exports"],
  declare: (command) =>
    command
      .option("--port <number>", "a fixed port (default: a free one)")
      .option("--watch <folder>", "a folder to look into for new files; may be repeated", addTo),
  async run({ terminal, args, options }) {
    const { port, watch } = checkInput(Options, options);
    if (!existsSync(RENDERER_FOLDER)) {
      fail("usage", "The pages of the app are not built.", "Run npm run build, then serve again.");
    }
    const host = await startBrowserHost({
      workspace: resolve(args[0] ?? "My workspace.tieout"),
      ...(port === undefined ? {} : { port: Number.parseInt(port, 10) }),
    });
    const refused = (await host.engine.open()) ?? (await watchFolders(host.engine, watch));
    if (refused !== null) {
      await host.close();
      throw new TieoutError(refused);
    }
    terminal.err("The address works once, on this computer only. Ctrl+C ends.\n");
    terminal.out(`${host.url}\n`);
    await new Promise<void>((end) => {
      terminal.interrupted.addEventListener("abort", () => end());
    });
    await host.close();
    return DONE;
  },
};
