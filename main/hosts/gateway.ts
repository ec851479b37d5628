import { z } from "zod";
import { contract } from "../../shared/contract/index.ts";
import type { ErrorShape, Result } from "../../shared/errors.ts";
import type { EngineProcess } from "./engine-process.ts";

/** A request as it arrives from a page. */
export const PageRequest = z.strictObject({
  id: z.number().int(),
  name: z.string().max(100),
  input: z.unknown(),
});

const NOT_IN_CONTRACT: ErrorShape = {
  code: "not-in-contract",
  message: "This request is not known.",
  remedy: "Close the window and open Tieout again.",
};

/** The one gate between a page and the engine: only names of the contract pass. */
export async function relay(
  engine: EngineProcess,
  name: string,
  input: unknown,
): Promise<Result<unknown>> {
  const [area = "", method = ""] = name.split(".");
  const calls = Object.entries(contract).find(([known]) => known === area)?.[1];
  if (calls === undefined || !Object.hasOwn(calls, method)) {
    return { ok: false, error: NOT_IN_CONTRACT };
  }
  return engine.call(name, input);
}
