import type { CommandRun } from "./command.ts";

/** Says beside the figures of an allocation that they are older than what they were made from. */
export function warnIfStale(
  { err }: CommandRun["terminal"],
  { isStale = false }: { readonly isStale?: boolean | undefined },
): void {
  if (isStale) {
    err(
      "The allocation is older than its inputs: files, entities or rules changed since. " +
        "Run tieout allocate again to see them.\n",
    );
  }
}
