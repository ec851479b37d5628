import type { AllocationCase } from "./allocation-case.ts";
import type { SeedRow } from "./seed.ts";

/**
 * Many closes in one run of the engine, each in currencies of its own and with drivers, pools and
 * rules of its own: nothing of one case can reach another.
 */
export function mergeCases(cases: readonly AllocationCase[]): AllocationCase {
  const parts = cases.map(apart);
  const [first] = parts;
  if (first === undefined) {
    throw new Error("there is no case to merge");
  }
  return {
    period: first.period,
    files: first.files.map((_, file) => parts.flatMap(({ files }) => files[file] ?? [])),
    drivers: parts.flatMap(({ drivers }) => drivers),
    rules: {
      tieout: 1,
      targets: unique(parts.flatMap(({ rules }) => rules.targets)),
      rules: [1, 2, 3].flatMap((stage) =>
        parts.flatMap(({ rules }) => rules.rules.filter((rule) => (rule.stage ?? 1) === stage)),
      ),
    },
  };
}

/** The currency that stands for one of a case's own; the first case keeps its currencies. */
export function currencyOfCase(currency: string, index: number): string {
  return index === 0 ? currency : `${letter(index)}${currency.slice(1)}`;
}

const CURRENCIES = ["USD", "EUR"];
const letter = (index: number): string => String.fromCharCode("F".charCodeAt(0) + index);

interface WrittenRule {
  readonly id: string;
  readonly stage?: number;
  readonly take: { readonly where?: readonly unknown[] };
}

interface WrittenRules {
  readonly targets: readonly { readonly code: string }[];
  readonly rules: readonly WrittenRule[];
}

interface Part {
  readonly period: string;
  readonly files: readonly (readonly SeedRow[])[];
  readonly drivers: readonly SeedRow[];
  readonly rules: WrittenRules;
}

function apart({ period, files, drivers, rules }: AllocationCase, index: number): Part {
  const written = renamed(rules, index) as WrittenRules;
  const values = CURRENCIES.map((code) => currencyOfCase(code, index));
  const isMine = { attribute: "billing_currency", op: "in", values };
  return {
    period,
    files: files.map((rows) =>
      rows.map((row) => ({
        ...row,
        billing_currency: currencyOfCase(row["billing_currency"] ?? "", index),
      })),
    ),
    drivers: renamed(drivers, index) as SeedRow[],
    rules: {
      targets: written.targets,
      rules: written.rules.map((rule) => ({
        ...rule,
        id: `case-${index}-${rule.id}`,
        take: rule.take.where === undefined ? rule.take : { where: [...rule.take.where, isMine] },
      })),
    },
  };
}

/** Names that only one case may use: its pools and drivers. */
const OWN_NAMES: ReadonlySet<string> = new Set(["P", "Q", "heads", "hours"]);

function renamed(value: unknown, index: number): unknown {
  return JSON.parse(
    JSON.stringify(value, (_key, part: unknown) =>
      typeof part === "string" && OWN_NAMES.has(part) ? `${part}${index}` : part,
    ),
  );
}

function unique<T extends { readonly code: string }>(targets: readonly T[]): T[] {
  return targets.filter(
    ({ code }, index) => targets.findIndex((other) => other.code === code) === index,
  );
}
