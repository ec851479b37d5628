import { conservation } from "./conservation.ts";
import type { Check } from "./define.ts";

/** Every check over the stored relations. */
export const checks: readonly Check[] = [conservation];
