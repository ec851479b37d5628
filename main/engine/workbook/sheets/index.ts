import { about } from "./about.ts";
import { allocation } from "./allocation.ts";
import { allocationDetail } from "./allocation-detail.ts";
import { billing } from "./billing.ts";
import { cover } from "./cover.ts";
import type { Sheet } from "./define.ts";
import { findings } from "./findings.ts";
import { ledger } from "./ledger.ts";
import { matches } from "./matches.ts";
import { reconcilingItems } from "./reconciling-items.ts";
import { rules } from "./rules.ts";
import { signOff } from "./sign-off.ts";
import { sources } from "./sources.ts";
import { tieOut } from "./tie-out.ts";
import { variance } from "./variance.ts";

/** Every sheet of the workbook, in its order. */
export const sheets: readonly Sheet[] = [
  cover,
  tieOut,
  reconcilingItems,
  matches,
  ledger,
  billing,
  allocation,
  allocationDetail,
  variance,
  rules,
  sources,
  findings,
  signOff,
  about,
];
