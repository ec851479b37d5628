import { resolve } from "node:path";
import { z } from "zod";
import { fail, TieoutError } from "../../../../shared/errors.ts";
import { startBrowserHost } from "../../browser/serve.ts";
import type { CliCommand } from "../command.ts";
import { DONE } from "../exit-code.ts";

const Options = z.object({
  port: z
    .string()
    .regex(/^\d{1,5}$/)
    .optional(),
});

export const serveCommand: CliCommand = {
  name: "serve",
  args: "[workspace]",
  summary: "Open the app in a browser on this computer.",
  examples: ["serve", "serve october.tieout --port 8400"],
  declare: (command) => command.option("--port <number>", "a fixed port (default: a free one)"),
  async run({ terminal, args, options }) {
    const { port } = Options.parse(options);
    if (port !== undefined && Number.parseInt(port, 10) > 65_535) {
      fail("usage", `--port: ${port} is above 65535.`, "Leave it out to use a free port.");
    }
    const host = await startBrowserHost({
      workspace: resolve(args[0] ?? "My workspace.tieout"),
      ...(port === undefined ? {} : { port: Number.parseInt(port, 10) }),
    });
    const refused = await host.engine.open();
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
