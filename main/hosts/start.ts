import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { APP_ROOT } from "./app-files.ts";
import { startBrowserHost } from "./browser/serve.ts";

/**
 * The installed Electron binary, or null. Read from disk only: requiring the `electron` package
 * would start a download where the binary is absent.
 */
function electronBinary(): string | null {
  const folder = join(APP_ROOT, "node_modules", "electron");
  const named = join(folder, "path.txt");
  if (!existsSync(named)) {
    return null;
  }
  const binary = join(folder, "dist", readFileSync(named, "utf8").trim());
  return existsSync(binary) ? binary : null;
}

async function main(): Promise<void> {
  const binary = electronBinary();
  if (binary !== null) {
    spawn(binary, [APP_ROOT], { stdio: "inherit" }).on("exit", (code) => process.exit(code ?? 0));
    return;
  }
  const named = process.argv[2];
  if (named?.startsWith("-") === true) {
    process.stderr.write(
      "Usage: npm start [-- NAME.tieout]\n" +
        "Opens the workspace, which is created where it is absent. " +
        "For everything else: npm run tieout -- --help\n",
    );
    return;
  }
  const workspace = named ?? join(homedir(), "Tieout", "My workspace.tieout");
  const host = await startBrowserHost({ workspace });
  const refused = await host.engine.open();
  if (refused !== null) {
    process.stderr.write(`${refused.message} ${refused.remedy}\n`);
    await host.close();
    process.exitCode = refused.code === "workspace-in-use" ? 5 : 1;
    return;
  }
  process.stderr.write(
    "Electron's program is not installed here, so Tieout opens in your browser.\n" +
      `Workspace: ${workspace}\nThe address works once, on this computer only. Ctrl+C ends.\n`,
  );
  process.stdout.write(`${host.url}\n`);
  const stop = (): void => {
    void host.close().then(() => process.exit(0));
  };
  process.on("SIGINT", stop);
  process.on("SIGTERM", stop);
}

await main();
