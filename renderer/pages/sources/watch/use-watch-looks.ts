import { useCallback, useEffect, useSyncExternalStore } from "react";
import type { EngineClient } from "../../../engine-client.ts";
import { useEngine } from "../../../use-engine.ts";
import { useWatched } from "./watch-store.ts";

/** Folders of a network tell nobody when they change, so they are looked into again and again. */
const EVERY_MS = 20_000;
/** A file that is being written is looked at again as soon as it may rest. */
const SOON_MS = 2_500;

/** Looks once and remembers what was found. */
export async function lookInto(engine: EngineClient): Promise<void> {
  useWatched.setState({ isLooking: true });
  const result = await engine.call("sources.watched", {});
  useWatched.setState(
    result.ok
      ? { ...result.value, error: null, isLooking: false }
      : { error: result.error, isLooking: false },
  );
}

/** Keeps looking while the app is open: now, when data changed, when the window is come back to. */
export function useWatchLooks(): void {
  const engine = useEngine();
  const { cache } = engine;
  const subscribe = useCallback((listener: () => void) => cache.subscribe(listener), [cache]);
  const version = useSyncExternalStore(subscribe, () => cache.version);
  // biome-ignore lint/correctness/useExhaustiveDependencies: new data is looked at anew.
  useEffect(() => keepLooking(engine), [engine, version]);
}

/** Returns how to stop. */
function keepLooking(engine: EngineClient): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isStopped = false;
  let isLooking = false;
  const look = async (): Promise<void> => {
    if (isLooking || isStopped) {
      return;
    }
    clearTimeout(timer);
    isLooking = true;
    await lookInto(engine);
    isLooking = false;
    const { folders } = useWatched.getState();
    if (!isStopped && folders.length > 0) {
      const isWriting = folders.some(({ counts }) => counts.writing > 0);
      timer = setTimeout(() => void look(), isWriting ? SOON_MS : EVERY_MS);
    }
  };
  const onFocus = (): void => void look();
  window.addEventListener("focus", onFocus);
  void look();
  return () => {
    isStopped = true;
    clearTimeout(timer);
    window.removeEventListener("focus", onFocus);
  };
}
