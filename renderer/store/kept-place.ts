import { z } from "zod";
import type { WorkspaceStatus } from "../../shared/contract/workspace.ts";
import { CostBasis } from "../../shared/domain/charge.ts";
import { Period } from "../../shared/domain/period.ts";
import type { AppState } from "./index.ts";

const KEY = "tieout-place";

const KeptPlace = z.object({
  workspace: z.string(),
  page: z.string(),
  period: Period,
  compare: Period.nullable(),
  basis: CostBasis,
  currency: z.string().nullable(),
  unit: z.enum(["auto", "one", "k", "m"]),
});
export type KeptPlace = z.infer<typeof KeptPlace>;

/** What a window that is loaded anew goes back to; null before a period is known. */
export function placeOf(workspace: string, state: AppState): KeptPlace | null {
  const { page, period, compare, basis, currency, unit } = state;
  return period === null ? null : { workspace, page, period, compare, basis, currency, unit };
}

/** The place a text keeps, as far as the workspace still knows it. */
export function readPlace(text: string | null, status: WorkspaceStatus): KeptPlace | null {
  const place = KeptPlace.safeParse(parsed(text ?? ""));
  if (!place.success || place.data.workspace !== status.name) {
    return null;
  }
  const { period, compare, currency } = place.data;
  const isKnown = (one: Period): boolean => status.periods.some((known) => known.period === one);
  return isKnown(period)
    ? {
        ...place.data,
        compare: compare !== null && isKnown(compare) ? compare : null,
        currency: currency !== null && status.currencies.includes(currency) ? currency : null,
      }
    : null;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Of this window alone: another one may look at another month. */
export function keepPlace(place: KeptPlace): void {
  globalThis.sessionStorage?.setItem(KEY, JSON.stringify(place));
}

export function keptPlace(status: WorkspaceStatus): KeptPlace | null {
  return readPlace(globalThis.sessionStorage?.getItem(KEY) ?? null, status);
}
