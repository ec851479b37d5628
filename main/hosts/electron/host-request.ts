import { z } from "zod";

/** Everything a page may ask of the desktop host; each shape is parsed on both sides. */
export const HostRequest = z.discriminatedUnion("ask", [
  z.strictObject({ ask: z.literal("call"), name: z.string().max(100), input: z.unknown() }),
  z.strictObject({ ask: z.literal("chooseFiles") }),
  z.strictObject({
    ask: z.literal("dropFiles"),
    /** Paths the preload took from real dropped files. */
    paths: z.array(z.string().min(1).max(4096)).max(1000),
  }),
  z.strictObject({ ask: z.literal("chooseFolder") }),
  z.strictObject({ ask: z.literal("chooseSaveFile"), name: z.string().min(1).max(200) }),
  z.strictObject({ ask: z.literal("openSample") }),
  z.strictObject({ ask: z.literal("reopen") }),
]);
export type HostRequest = z.infer<typeof HostRequest>;
