import type { Handlers } from "../../../shared/contract/define.ts";
import type { Contract } from "../../../shared/contract/index.ts";
import { fail } from "../../../shared/errors.ts";
import type { EngineContext } from "../context.ts";

const notYet = (): never => fail("internal", "Not available yet.", "Wait for the next version.");

export const workspaceHandlers: Pick<
  Handlers<Contract, EngineContext>["workspace"],
  "status" | "configure" | "audit" | "verify"
> = {
  status: async () => notYet(),
  configure: async () => notYet(),
  audit: async () => notYet(),
  verify: async () => notYet(),
};
