import type { Reader } from "../database/database.ts";
import {
  activeChargeFiles,
  type ChargeScope,
  filesInScope,
  scopeCurrencies,
} from "../pivot/charge-source.ts";

export { allocatedContent, stageLeafAllocated } from "../pivot/leaf-allocated.ts";
export { stageLeafCharges } from "../pivot/leaf-charges.ts";

/** The files that hold charges of a scope and the currencies those are billed in. */
export async function scopeContent(
  reader: Reader,
  scope: ChargeScope,
): Promise<{ readonly files: string[]; readonly currencies: string[] }> {
  const files = await filesInScope(reader, await activeChargeFiles(reader), scope);
  return { files, currencies: await scopeCurrencies(reader, files, scope) };
}
