import { fork } from "node:child_process";
import type { EngineChild } from "./engine-process.ts";

/** Starts the engine as a child process of a Node host. */
export function forkEngine(entry: string): EngineChild {
  const child = fork(entry, [], {
    serialization: "advanced",
    stdio: ["ignore", "ignore", "inherit", "ipc"],
    env: childEnvironment(),
  });
  return {
    post: (message) => {
      if (child.connected) {
        // A child that has just ended says so by its exit; the failed write says nothing more.
        child.send(message, () => undefined);
      }
    },
    onMessage: (listener) => child.on("message", listener),
    onExit: (listener) => child.on("exit", (code) => listener(code)),
    kill: () => child.kill("SIGKILL"),
  };
}

/** Only what a process needs to run; nothing of the user's secrets. */
function childEnvironment(): NodeJS.ProcessEnv {
  const kept = ["PATH", "HOME", "USERPROFILE", "TMPDIR", "TEMP", "TMP", "SystemRoot", "LANG"];
  return Object.fromEntries(kept.map((name) => [name, process.env[name]]));
}
