import type { Handlers } from "../../../shared/contract/define.ts";
import type { Contract } from "../../../shared/contract/index.ts";
import { fail } from "../../../shared/errors.ts";
import type { EngineContext } from "../context.ts";

const notYet = (): never => fail("internal", "Not available yet.", "Wait for the next version.");

export const reconciliationHandlers: Handlers<Contract, EngineContext>["reconciliation"] = {
  config: async () => notYet(),
  check: async () => notYet(),
  save: async () => notYet(),
  result: async () => notYet(),
  items: async () => notYet(),
  evidence: async () => notYet(),
  matches: async () => notYet(),
  unmatched: async () => notYet(),
  accept: async () => notYet(),
  unaccept: async () => notYet(),
};
