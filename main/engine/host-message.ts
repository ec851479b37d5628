import { z } from "zod";

/** What a host says to the engine's process. */
export const HostMessage = z.discriminatedUnion("type", [
  z.strictObject({
    type: z.literal("open"),
    workspace: z.string(),
    actor: z.string().optional(),
  }),
  z.strictObject({ type: z.literal("call"), id: z.number(), name: z.string(), input: z.unknown() }),
  z.strictObject({
    type: z.literal("grant"),
    id: z.number(),
    path: z.string(),
    name: z.string(),
    use: z.enum(["read", "write", "folder"]),
  }),
  z.strictObject({ type: z.literal("close") }),
]);
export type HostMessage = z.infer<typeof HostMessage>;

/** What the engine's process says to its host. */
export const EngineMessage = z.discriminatedUnion("type", [
  z.object({ type: z.literal("ready") }),
  z.object({ type: z.literal("refused"), error: z.unknown() }),
  z.object({ type: z.literal("result"), id: z.number(), result: z.unknown() }),
  z.object({ type: z.literal("granted"), id: z.number(), token: z.string() }),
  z.object({ type: z.literal("event"), event: z.string(), payload: z.unknown() }),
  z.object({ type: z.literal("closed") }),
]);
export type EngineMessage = z.infer<typeof EngineMessage>;
