import { useState } from "react";
import type { ErrorShape } from "../../shared/errors.ts";
import { useStore } from "../store/index.ts";
import { Button } from "../ui/button.tsx";
import { ErrorNote } from "../ui/notice.tsx";
import { useEngine } from "../use-engine.ts";
import styles from "./screen.module.css";

/** Shown in place of every page while nothing can be asked. */
export function EngineLost() {
  const engine = useEngine();
  const setEngineLost = useStore((state) => state.setEngineLost);
  const [error, setError] = useState<ErrorShape | null>(null);
  const [isOpening, setOpening] = useState(false);
  const reopen = async (): Promise<void> => {
    setOpening(true);
    const result = await engine.call("workspace.status", {});
    setOpening(false);
    if (result.ok) {
      engine.cache.reset();
      setEngineLost(false);
    } else {
      setError(result.error);
    }
  };
  return (
    <main className={styles["screen"]}>
      <h1 className={styles["title"]}>The workspace is closed</h1>
      <p>
        Tieout stopped in the middle of its work. Everything that was finished is kept; what was
        running left no trace.
      </p>
      <Button tone="primary" disabled={isOpening} onClick={() => void reopen()}>
        {isOpening ? "Reopening the workspace…" : "Reopen the workspace"}
      </Button>
      {error === null ? null : <ErrorNote error={error} />}
    </main>
  );
}
