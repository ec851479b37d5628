import type { Handlers } from "../../../shared/contract/define.ts";
import type { Contract } from "../../../shared/contract/index.ts";
import { fail } from "../../../shared/errors.ts";
import type { EngineContext } from "../context.ts";

const notYet = (): never => fail("internal", "Not available yet.", "Wait for the next version.");

export const chargeHandlers: Omit<Handlers<Contract, EngineContext>["charges"], "pivot"> = {
  attributes: async () => notYet(),
  page: async () => notYet(),
  facet: async () => notYet(),
  sums: async () => notYet(),
  trace: async () => notYet(),
};
