import { useCallback } from "react";
import type { Period } from "../../../shared/domain/period.ts";
import { plural } from "../../ui/format-amount.ts";
import { tell, tellError } from "../../ui/toaster.tsx";
import { useEngine } from "../../use-engine.ts";

/** Accepts items or takes that back; true where it was done. */
export function useAccept(
  period: Period,
): (itemKeys: readonly string[], isAccepting: boolean, comment?: string) => Promise<boolean> {
  const engine = useEngine();
  return useCallback(
    async (itemKeys, isAccepting, comment = "") => {
      if (itemKeys.length === 0) {
        return false;
      }
      const keys = [...itemKeys];
      const result = isAccepting
        ? await engine.call("reconciliation.accept", { period, itemKeys: keys, comment })
        : await engine.call("reconciliation.unaccept", { period, itemKeys: keys });
      if (!result.ok) {
        tellError(result.error);
        return false;
      }
      tell(`${plural(keys.length, "item")} ${isAccepting ? "accepted" : "taken back"}`);
      return true;
    },
    [engine, period],
  );
}
