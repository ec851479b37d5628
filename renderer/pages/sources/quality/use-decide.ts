import { useCallback } from "react";
import type { CallInput } from "../../../engine-client.ts";
import { tell, tellError } from "../../../ui/toaster.tsx";
import { useEngine } from "../../../use-engine.ts";

/** The month or the file a failure was shown for. */
export type DecisionScope = Pick<CallInput<"quality.accept">, "period" | "sourceFileId">;

/** Accepts a failure with its reason, or takes that back where there is none. */
export function useDecide(
  scope: DecisionScope,
): (failure: string, comment: string | null) => Promise<void> {
  const engine = useEngine();
  return useCallback(
    async (failure, comment) => {
      const failures = [failure];
      const result =
        comment === null
          ? await engine.call("quality.unaccept", { failures })
          : await engine.call("quality.accept", { ...scope, failures, comment });
      if (result.ok) {
        tell(comment === null ? "Taken back" : "Accepted");
      } else {
        tellError(result.error);
      }
    },
    [engine, scope],
  );
}
