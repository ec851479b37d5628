import type { Schedule } from "../../../shared/contract/reconciliation.ts";

/** What was paid for, as its invoice or bill says. */
export function scheduleName({ vendor, description, document }: Schedule): string {
  return [vendor, description, document].filter((text) => text !== null).join(", ");
}
