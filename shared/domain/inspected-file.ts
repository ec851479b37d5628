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

/** The first rows as they stand in the file, and how they were taken apart. */
export const RawTable = z.object({
  kind: z.enum(["text", "sheet"]),
  /** Of texts; null for workbooks. */
  encoding: z.string().nullable(),
  delimiter: z.string().nullable(),
  quote: z.enum(['"', "none"]).nullable(),
  sheets: z.array(z.object({ name: z.string(), rows: z.number().int() })),
  sheet: z.string().nullable(),
  archive: ArchiveTables.optional(),
  headerRow: z.number().int().nullable(),
  rows: z.array(z.object({ line: z.number().int(), cells: z.array(z.string()) })),
});
export type RawTable = z.infer<typeof RawTable>;
