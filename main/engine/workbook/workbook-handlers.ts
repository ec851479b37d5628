import type { Handlers } from "../../../shared/contract/define.ts";
import type { Contract } from "../../../shared/contract/index.ts";
import { fail } from "../../../shared/errors.ts";
import type { EngineContext } from "../context.ts";

const notYet = (): never => fail("internal", "Not available yet.", "Wait for the next version.");

export const workbookHandlers: Handlers<Contract, EngineContext>["workbook"] = {
  preview: async () => notYet(),
};
