import { utilityProcess } from "electron";
import type { EngineChild } from "../engine-process.ts";

/** Starts the engine as a utility process; a crash there leaves the window alive. */
export function forkUtilityEngine(entry: string): EngineChild {
  const child = utilityProcess.fork(entry, [], { serviceName: "Tieout engine", stdio: "inherit" });
  return {
    post: (message) => child.postMessage(message),
    onMessage: (listener) => {
      child.on("message", listener);
    },
    onExit: (listener) => {
      child.on("exit", listener);
    },
    kill: () => {
      child.kill();
    },
  };
}
