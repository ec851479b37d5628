import { z } from "zod";

/** The tables of an archive with several files, and which is read. */
export const ArchiveTables = z.object({
  chosen: z.string(),
  tables: z.array(z.object({ name: z.string(), files: z.number().int(), bytes: z.number().int() })),
});

/** What a file leaves open. */
export const AskedOfFile = z.object({
  column: z.string(),
  question: z.string(),
  /** What answers it, where that is said of this column alone. */
  asks: z.literal("decimal").optional(),
});
