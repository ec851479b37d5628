import type { Handlers } from "../../../shared/contract/define.ts";
import type { Contract } from "../../../shared/contract/index.ts";
import { fail } from "../../../shared/errors.ts";
import type { EngineContext } from "../context.ts";

const notYet = (): never => fail("internal", "Not available yet.", "Wait for the next version.");

export const allocationHandlers: Handlers<Contract, EngineContext>["allocation"] = {
  rules: async () => notYet(),
  check: async () => notYet(),
  save: async () => notYet(),
  result: async () => notYet(),
  explain: async () => notYet(),
};
