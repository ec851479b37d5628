import { z } from "zod";
import { Dataset } from "../domain/mapping.ts";
import { call } from "./define.ts";
import { AmountText, FileToken } from "./scope.ts";
import { NamedFile, SourceFileId } from "./workspace.ts";

/** What one rule of the FOCUS specification found in one file. */
export const ConformanceResult = z.object({
  code: z.string(),
  /** The FOCUS column it is about. */
  column: z.string(),
  expected: z.string(),
  severity: z.enum(["warning", "note"]),
  /** `not-checked` where the file lacks a column the rule reads. */
  state: z.enum(["holds", "broken", "not-checked"]),
  /** Rows that break it, per currency. */
  broken: z.array(
    z.object({
      currency: z.string().nullable(),
      rows: z.number().int(),
      amount: AmountText.nullable(),
    }),
  ),
});
export type ConformanceResult = z.infer<typeof ConformanceResult>;

/** How far a file is what its version of FOCUS says. */
export const ConformanceReport = z.object({
  file: z.string(),
  dataset: z.string(),
  version: z.string(),
  records: z.number().int(),
  /** Mandatory columns the file lacks. */
  missing: z.array(z.string()),
  rules: z.array(ConformanceResult),
});
export type ConformanceReport = z.infer<typeof ConformanceReport>;

/**
 * What a file of a watched folder is to the workspace: `changed` restates an imported one of its
 * name, `unknown` can be opened but not recognised, `left-out` is none to import.
 */
export const WatchedState = z.enum([
  "new",
  "changed",
  "unknown",
  "unreadable",
  "writing",
  "imported",
  "left-out",
]);
export type WatchedState = z.infer<typeof WatchedState>;

export const WatchedFile = z.object({
  /** From the folder on, with slashes. */
  name: z.string(),
  bytes: z.number().int(),
  state: WatchedState,
  /** Why, and what to do; null where the state says all. */
  told: z.string().nullable(),
  format: z.string().nullable(),
  dataset: Dataset.nullable(),
  /** Its layout is known, so that an import asks nothing about its columns. */
  isClear: z.boolean(),
  /** The imported file with its bytes, or the one it restates. */
  known: NamedFile.nullable(),
});
export type WatchedFile = z.infer<typeof WatchedFile>;

export const WatchedFolder = z.object({
  folderId: z.string(),
  name: z.string(),
  /** Where it lies, to be shown to its user. */
  path: z.string(),
  /** Why it cannot be looked into, and what to do; null where it could be. */
  trouble: z
    .object({
      kind: z.enum(["vanished", "denied", "unreachable", "elsewhere"]),
      message: z.string(),
      remedy: z.string(),
    })
    .nullable(),
  counts: z.record(WatchedState, z.number().int()),
  /** Files to do something about first; at most a thousand. */
  files: z.array(WatchedFile),
  /** It holds more files than are looked at. */
  isCut: z.boolean(),
});
export type WatchedFolder = z.infer<typeof WatchedFolder>;

/** How recent what is known of one kind is. */
export const DataAge = z.object({
  dataset: Dataset,
  files: z.number().int(),
  /** The last day its lines are about; null where they name none. */
  lastDay: z.string().nullable(),
  importedAt: z.string(),
});
export type DataAge = z.infer<typeof DataAge>;

const FolderId = z.string().min(1).max(40);

export const sources = {
  /** Looks into the watched folders; nothing is imported by looking. */
  watched: call(
    z.strictObject({
      /** Also the files that are imported or left out. */
      all: z.boolean().default(false),
    }),
    z.object({ lookedAt: z.string(), folders: z.array(WatchedFolder) }),
  ),
  /** Names a folder to look into from now on. */
  watch: call(z.strictObject({ folder: FileToken }), z.object({ folderId: FolderId })),
  /** Lets files of a watched folder be imported as if a person had chosen each. */
  take: call(
    z.strictObject({
      folderId: FolderId,
      names: z.array(z.string().min(1).max(4096)).min(1).max(200),
    }),
    z.object({
      files: z.array(z.object({ token: FileToken, name: z.string(), sha256: z.string() })),
    }),
  ),
  unwatch: call(z.strictObject({ folderId: FolderId }), z.object({ forgotten: z.boolean() })),
  /** Per kind of data, the last day it is about and when it was imported. */
  age: call(z.strictObject({}), z.object({ ages: z.array(DataAge) })),
  /** Every rule of the specification held against one file; null where it is not FOCUS. */
  conformance: call(
    z.strictObject({ sourceFileId: SourceFileId }),
    z.object({ report: ConformanceReport.nullable() }),
  ),
};
