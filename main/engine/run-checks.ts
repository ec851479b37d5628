import type { CheckedLaw } from "../../shared/domain/finding.ts";
import { checks } from "./checks/index.ts";
import type { Reader } from "./database/database.ts";

/** Every check over the stored data, of one month or of all. */
export async function runChecks(
  reader: Reader,
  period: string | null = null,
): Promise<CheckedLaw[]> {
  const laws: CheckedLaw[] = [];
  for (const { name, law, code, find } of checks) {
    const findings = await find(reader, period);
    const ok = findings.every(({ severity }) => severity !== "blocking");
    laws.push({ check: name, law, code, ok, findings });
  }
  return laws;
}
