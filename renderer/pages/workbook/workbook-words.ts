import type { CallOutput } from "../../engine-client.ts";
import { formatCount, plural } from "../../ui/format-amount.ts";

export type Preview = CallOutput<"workbook.preview">;

/** The first page of the close that a missing step names. */
export function pageFor(missing: readonly string[]): string {
  const text = missing.join(" ").toLowerCase();
  const steps: readonly (readonly [word: RegExp, page: string])[] = [
    [/import|bill|ledger file/, "sources"],
    [/alloc|rule/, "allocation"],
    [/reconcil|match/, "reconciliation"],
    [/varianc|compar/, "variance"],
  ];
  return steps.find(([word]) => word.test(text))?.[1] ?? "sources";
}

export function workbookMessage(
  { checks, sheets, isReady, missing }: Preview,
  period: string,
): string {
  const failed = checks.filter(({ ok }) => !ok).length;
  if (!isReady) {
    return `${plural(missing.length, "step")} before ${period} can be exported`;
  }
  const size = `${plural(sheets.length, "sheet")} for ${period}`;
  if (failed === 0 && checks.length === 1) {
    return `${size}; its check passes`;
  }
  return failed === 0
    ? `${size}; all ${formatCount(checks.length)} checks pass`
    : `${size}; ${formatCount(failed)} of ${plural(checks.length, "check")} fail`;
}
