import type { Identifiers } from "../../../shared/domain/identifiers.ts";
import { tell, tellError } from "../../ui/toaster.tsx";
import { useEngine } from "../../use-engine.ts";

/** Puts a dictionary in the place of the one there is; true where it was stored. */
export function useSaveDictionary() {
  const engine = useEngine();
  return async (identifiers: Identifiers, what: string, description?: string): Promise<boolean> => {
    const result = await engine.call("workspace.configure", { identifiers });
    if (result.ok) {
      tell(what, description);
    } else {
      tellError(result.error);
    }
    return result.ok;
  };
}

/** Changes follow one another, so that none is made on a dictionary another is about to replace. */
let lastChange: Promise<unknown> = Promise.resolve();

/** Changes the dictionary as it is stored at that moment, whatever the page shows yet. */
export function useChangeDictionary() {
  const engine = useEngine();
  const save = useSaveDictionary();
  return (
    change: (identifiers: Identifiers) => Identifiers,
    what: string,
    description?: string,
  ): Promise<boolean> => {
    const next = lastChange.then(async () => {
      const stored = await engine.call("identifiers.dictionary", {});
      if (!stored.ok) {
        tellError(stored.error);
        return false;
      }
      return save(change(stored.value.identifiers), what, description);
    });
    lastChange = next.catch(() => false);
    return next;
  };
}

/** Remembers that suggestions are not wanted, or forgets all that were. */
export function useDismiss() {
  const engine = useEngine();
  return async (keys: readonly string[]): Promise<void> => {
    const result = await engine.call("identifiers.dismiss", { keys: [...keys] });
    if (result.ok) {
      tell(keys.length === 0 ? "What was dismissed is suggested again" : "Dismissed");
    } else {
      tellError(result.error);
    }
  };
}
