import { useEffect, useMemo, useRef, useSyncExternalStore } from "react";
import type { CallInput } from "../engine-client.ts";
import { useEngine } from "../use-engine.ts";
import { RowBlocks } from "./row-blocks.ts";

/** Questions that answer with a page of rows. */
export type PagedCall =
  | "charges.page"
  | "prices.page"
  | "reconciliation.unmatched"
  | "reconciliation.evidence";

/** The rows of a paged question, begun anew when the question or the data changes. */
export function useRowBlocks<Name extends PagedCall>(
  name: Name,
  input: Omit<CallInput<Name>, "offset" | "limit"> | null,
): RowBlocks {
  const engine = useEngine();
  const { cache } = engine;
  const version = useSyncExternalStore(
    (listener) => cache.subscribe(listener),
    () => cache.version,
  );
  const key = JSON.stringify(input);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key holds the input's value.
  const blocks = useMemo(
    () =>
      new RowBlocks((offset, limit) =>
        engine.call(name, { ...input, offset, limit } as CallInput<Name>),
      ),
    [engine, name, key, version],
  );
  const before = useRef<RowBlocks | null>(null);
  useSyncExternalStore(blocks.subscribe, blocks.snapshot);
  useEffect(() => {
    if (key !== "null") {
      blocks.start();
    }
  }, [blocks, key]);
  // Until the new list is known the old one stays, so that the grid does not blink.
  const isKnown = blocks.total !== null || blocks.error !== null;
  useEffect(() => {
    if (isKnown) {
      before.current = blocks;
    }
  }, [blocks, isKnown]);
  return isKnown ? blocks : (before.current ?? blocks);
}
