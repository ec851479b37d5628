import {
  createContext,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useSyncExternalStore,
} from "react";
import type { Answer } from "./answer-cache.ts";
import { UNASKED } from "./answer-cache.ts";
import {
  answerKey,
  type CallInput,
  type CallName,
  type CallOutput,
  type EngineClient,
} from "./engine-client.ts";

const EngineContext = createContext<EngineClient | null>(null);

export const EngineProvider = EngineContext.Provider;

export function useEngine(): EngineClient {
  const engine = useContext(EngineContext);
  if (engine === null) {
    throw new Error("useEngine needs an EngineProvider above it");
  }
  return engine;
}

/** The answer to a question, asked again whenever the data changed; null asks nothing. */
export function useAnswer<Name extends CallName>(
  name: Name,
  input: CallInput<Name> | null,
): Answer<CallOutput<Name>> & { readonly retry: () => void } {
  const engine = useEngine();
  const { cache } = engine;
  const key = input === null ? null : answerKey(name, input);
  const subscribe = useCallback((listener: () => void) => cache.subscribe(listener), [cache]);
  const read = useCallback(() => (key === null ? UNASKED : cache.peek(key)), [cache, key]);
  const answer = useSyncExternalStore(subscribe, read) as Answer<CallOutput<Name>>;
  const version = useSyncExternalStore(subscribe, () => cache.version);
  const isFresh = key === null || cache.isFresh(key);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the key holds the input's value.
  useEffect(() => {
    if (key !== null && input !== null) {
      void cache.load(key, () => engine.call(name, input));
    }
  }, [cache, engine, key, name, version, isFresh]);

  return useMemo(
    () => ({ ...answer, retry: () => (key === null ? undefined : cache.drop(key)) }),
    [answer, cache, key],
  );
}

/** The value of an answer, keeping the last one while the next question is on its way. */
export function isFirstLoad(answer: Answer<unknown>): boolean {
  return answer.isLoading && answer.value === undefined;
}
