import type { Handlers } from "../../../shared/contract/define.ts";
import type { Contract } from "../../../shared/contract/index.ts";
import { fail } from "../../../shared/errors.ts";
import type { EngineContext } from "../context.ts";

const notYet = (): never => fail("internal", "Not available yet.", "Wait for the next version.");

export const importHandlers: Omit<
  Handlers<Contract, EngineContext>["workspace"],
  "status" | "configure" | "audit" | "verify"
> = {
  inspect: async () => notYet(),
  sources: async () => notYet(),
  source: async () => notYet(),
  rejects: async () => notYet(),
  withdraw: async () => notYet(),
  restore: async () => notYet(),
  findings: async () => notYet(),
};
