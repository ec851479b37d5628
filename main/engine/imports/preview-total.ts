import type { ImportPreview } from "../../../shared/contract/jobs.ts";
import { Period } from "../../../shared/domain/period.ts";
import type { FileTotal } from "./loaded-file.ts";

export function previewTotal(total: FileTotal): ImportPreview["totals"][number] {
  const period = Period.safeParse(total.period);
  return { ...total, period: period.success ? period.data : null };
}
