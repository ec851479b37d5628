import type { Handlers } from "../../../shared/contract/define.ts";
import type { Contract } from "../../../shared/contract/index.ts";
import type { EngineContext } from "../context.ts";
import { readResult } from "./read-result.ts";
import { runKey } from "./run-key.ts";

export const varianceHandlers: Handlers<Contract, EngineContext>["variance"] = {
  result: ({ database }, question) =>
    database.read(async (reader) => {
      const { runId } = await runKey(reader, question);
      return { result: await readResult(reader, runId) };
    }),
};
