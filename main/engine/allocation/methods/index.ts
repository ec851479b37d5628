import { byDriver } from "./by-driver.ts";
import type { AllocationMethod } from "./define.ts";
import { direct } from "./direct.ts";
import { even } from "./even.ts";
import { fixedShare } from "./fixed-share.ts";
import { proportional } from "./proportional.ts";

/** Every allocation method. */
export const methods: readonly AllocationMethod[] = [
  direct,
  even,
  fixedShare,
  byDriver,
  proportional,
];
