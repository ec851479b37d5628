import type { CheckedLaw } from "../../shared/domain/finding.ts";
import type { Check } from "./checks/define.ts";
import { checks } from "./checks/index.ts";
import type { Reader } from "./database/database.ts";

/** Every check over the stored data, of one month or of all. */
export async function runChecks(
  reader: Reader,
  period: string | null = null,
): Promise<CheckedLaw[]> {
  const laws: CheckedLaw[] = [];
  for (const check of checks) {
    laws.push(await runCheck(reader, check, period));
  }
  return laws;
}

export async function runCheck(
  reader: Reader,
  { name, law, code, find }: Check,
  period: string | null,
): Promise<CheckedLaw> {
  const findings = await find(reader, period);
  const ok = findings.every(({ severity }) => severity !== "blocking");
  return { check: name, law, code, ok, findings };
}
