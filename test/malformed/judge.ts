import { addAmounts } from "../../shared/domain/amount.ts";
import type { Fate } from "./engine-child.ts";
import type { Expected } from "./recipe.ts";

/** What is wrong with what became of a file; null where nothing is. */
export function faultOf(fate: Fate, name: string, expected: Expected | null): string | null {
  switch (fate.kind) {
    case "lost":
      return `the engine was lost: ${fate.why}`;
    case "refused":
      return sentenceFault(fate, name) ?? refusalFault(fate, expected);
    case "imported":
      return recordFault(fate) ?? totalFault(fate, expected);
  }
}

function sentenceFault({ error }: Extract<Fate, { kind: "refused" }>, name: string) {
  const { code, message, remedy } = error;
  if (code === "internal" || code === "import-not-conserved") {
    return `${code}: ${message}`;
  }
  if (!/^.{10,}[.?!]$/s.test(message) || remedy.trim().length < 10) {
    return `no clear sentence: ${message} | ${remedy}`;
  }
  return message.includes(name) ? null : `the sentence does not name the file: ${message}`;
}

function refusalFault(
  { error }: Extract<Fate, { kind: "refused" }>,
  expected: Expected | null,
): string | null {
  if (expected === null) {
    return null;
  }
  if ("loads" in expected) {
    return `refused instead of loaded: ${error.code}: ${error.message}`;
  }
  const isSame =
    error.code === expected.refused &&
    (expected.says === undefined || error.message.includes(expected.says));
  return isSame ? null : `refused otherwise than expected: ${error.code}: ${error.message}`;
}

function recordFault({ file }: Extract<Fate, { kind: "imported" }>): string | null {
  const { physical, loaded, rejected, blank, skipped } = file.records;
  return physical === loaded + rejected + blank + skipped
    ? null
    : `records are not conserved: ${JSON.stringify(file.records)}`;
}

function totalFault(
  { file }: Extract<Fate, { kind: "imported" }>,
  expected: Expected | null,
): string | null {
  if (expected === null) {
    return null;
  }
  const amounts = file.controlTotals
    .filter(({ measure }) => measure === "amount" || measure === "billed_cost")
    .map(({ amount }) => amount);
  const total = addAmounts(amounts);
  if (!("loads" in expected)) {
    return `loaded ${file.records.loaded} records of ${total} instead of refused`;
  }
  return file.records.loaded === expected.loads && total === expected.total
    ? null
    : `loaded ${file.records.loaded} records of ${total}, not ${expected.loads} of ${expected.total}`;
}
