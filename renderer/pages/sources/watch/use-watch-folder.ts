import { useState } from "react";
import { tell, tellError, tellFailure } from "../../../ui/toaster.tsx";
import { useEngine } from "../../../use-engine.ts";

/** Asks for a folder to watch, or says how to name one where the host cannot ask. */
export function useWatchFolder(): {
  start(): Promise<void>;
  readonly showsHint: boolean;
  closeHint(): void;
} {
  const engine = useEngine();
  const [showsHint, setShowsHint] = useState(false);
  const choose = async (): Promise<void> => {
    const folder = await engine.transport.chooseFolder();
    if (folder === null) {
      return;
    }
    const result = await engine.call("sources.watch", { folder: folder.token });
    if (result.ok) {
      tell(`${folder.name} is watched`, "Nothing in it is imported until you say so.");
    } else {
      tellError(result.error);
    }
  };
  return {
    showsHint,
    closeHint: () => setShowsHint(false),
    async start() {
      if (engine.transport.canChooseFolder) {
        await choose().catch(tellFailure);
      } else {
        setShowsHint(true);
      }
    },
  };
}
