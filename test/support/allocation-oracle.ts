import {
  type AllocationRule,
  type AllocationRuleSet,
  UNALLOCATED,
} from "../../shared/domain/allocation-rule.ts";
import { toUnits } from "../../shared/domain/amount.ts";
import { apportion, type WeightedTarget } from "../../shared/domain/apportion.ts";
import type { Condition } from "../../shared/domain/condition.ts";
import type { AllocationCase } from "./allocation-case.ts";
import type { SeedRow } from "./seed.ts";

const BASES = ["billed", "effective", "contracted", "list"] as const;

/** One part as the oracle sees it; `units` are 10^-12 of the currency. */
export interface OraclePart {
  readonly scope: string;
  readonly service: string;
  readonly basis: string;
  readonly stage: number;
  readonly rule: string | null;
  readonly pool: string | null;
  readonly target: string;
  readonly units: bigint;
  readonly segment: string;
}

interface Segment {
  readonly key: string;
  readonly scope: string;
  readonly service: string;
  readonly rule: AllocationRule | null;
  readonly target: string | null;
  readonly units: bigint[];
}

/** The allocation of a case by plain loops over bigints: slow, short and independent of SQL. */
export function allocateByOracle(
  { files, drivers, period }: AllocationCase,
  ruleSet: AllocationRuleSet,
): OraclePart[] {
  const segments = segmentsOf(files, ruleSet, period);
  const parts: OraclePart[] = [];
  const pools = new Set(ruleSet.targets.filter(({ isPool }) => isPool).map(({ code }) => code));
  const ordered = [...ruleSet.rules].sort((a, b) => a.stage - b.stage);
  const held = new Map<string, bigint>();
  const hold = (part: OraclePart): void => {
    if (part.units !== 0n) {
      parts.push(part);
      const key = holdingKey(part.scope, part.basis, part.target);
      held.set(key, (held.get(key) ?? 0n) + part.units);
    }
  };
  const split = (rule: AllocationRule, source: Omit<OraclePart, "rule" | "target">): void => {
    const weights = weigh(
      rule,
      ruleSet,
      drivers,
      (target) => snapshot.get(holdingKey(source.scope, source.basis, target)) ?? 0n,
    );
    const amounts = apportion(source.units, weights);
    for (const [index, { code }] of weights.entries()) {
      hold({ ...source, rule: rule.id, target: code, units: amounts[index] ?? 0n });
    }
  };
  let snapshot: ReadonlyMap<string, bigint> = held;
  for (const rule of ordered) {
    snapshot = new Map(held);
    if ("where" in rule.take) {
      for (const segment of segments.filter((candidate) => candidate.rule === rule)) {
        for (const [index, basis] of BASES.entries()) {
          const source = {
            scope: segment.scope,
            service: segment.service,
            segment: segment.key,
            basis,
            stage: 1,
            pool: null,
            units: segment.units[index] ?? 0n,
          };
          if (segment.target !== null) {
            hold({ ...source, rule: rule.id, target: segment.target });
          } else if (source.units !== 0n) {
            split(rule, source);
          }
        }
      }
      continue;
    }
    const { pool } = rule.take;
    const inflow = collect(parts, pool);
    for (const source of inflow.values()) {
      const key = holdingKey(source.scope, source.basis, pool);
      held.set(key, (held.get(key) ?? 0n) - source.units);
      split(rule, { ...source, stage: rule.stage, pool });
    }
  }
  for (const segment of segments.filter(({ rule }) => rule === null)) {
    for (const [index, basis] of BASES.entries()) {
      const { scope, service, key } = segment;
      const units = segment.units[index] ?? 0n;
      const place = { scope, service, segment: key, basis, stage: 1, rule: null, pool: null };
      hold({ ...place, target: UNALLOCATED, units });
    }
  }
  const end = (ordered.at(-1)?.stage ?? 0) + 1;
  for (const pool of pools) {
    if (!ruleSet.rules.some(({ take }) => "pool" in take && take.pool === pool)) {
      for (const source of collect(parts, pool).values()) {
        hold({ ...source, stage: end, rule: null, pool, target: UNALLOCATED });
      }
    }
  }
  return parts;
}

const holdingKey = (scope: string, basis: string, target: string): string =>
  JSON.stringify([scope, basis, target]);

/** What a pool holds, per segment and basis. */
function collect(
  parts: readonly OraclePart[],
  pool: string,
): Map<string, Omit<OraclePart, "rule" | "target">> {
  const found = new Map<string, Omit<OraclePart, "rule" | "target">>();
  for (const { rule: _rule, target, ...part } of parts) {
    if (target === pool) {
      const key = `${part.segment} ${part.basis}`;
      const units = (found.get(key)?.units ?? 0n) + part.units;
      found.set(key, { ...part, units });
    }
  }
  return found;
}

function segmentsOf(
  files: AllocationCase["files"],
  { rules, targets }: AllocationRuleSet,
  period: string,
): Segment[] {
  const declared = targets.map(({ code }) => code);
  const segments = new Map<string, Segment>();
  for (const [file, rows] of files.entries()) {
    for (const row of rows) {
      const isBilled = row["billed_period"] === period;
      const isEffective = row["effective_period"] === period;
      if (!isBilled && !isEffective) {
        continue;
      }
      const units = BASES.map((basis) =>
        (basis === "billed" ? isBilled : isEffective) ? toUnits(row[`${basis}_cost`] ?? "0") : 0n,
      );
      const { rule, target, named } = decide(row, rules, declared);
      const scope = `${entityOf(row)} ${row["billing_currency"]}`;
      const service = row["service_name"] ?? "";
      const signs = units.map((value) => value < 0n);
      const dims = ["billing_account_id", "sub_account_id", "charge_category"].map((n) => row[n]);
      const key = JSON.stringify([file, scope, service, ...dims, rule?.id, named, signs]);
      const known = segments.get(key);
      segments.set(key, {
        key,
        scope,
        service,
        rule,
        target,
        units: units.map((value, index) => value + (known?.units[index] ?? 0n)),
      });
    }
  }
  return [...segments.values()];
}

const entityOf = (row: SeedRow): string =>
  row["billing_account_id"] === "account-b" ? "Beta" : "Alpha";

function readAttribute(row: SeedRow, attribute: string): string | null {
  if (attribute === "entity") {
    return entityOf(row);
  }
  const [kind = "", key = ""] = attribute.split(":");
  if (kind === "tag" || kind === "custom") {
    const text = row[kind === "tag" ? "tags" : "custom"];
    const values: Record<string, string> = JSON.parse(text ?? "{}");
    return values[key] ?? null;
  }
  return row[attribute] ?? null;
}

function decide(
  row: SeedRow,
  rules: readonly AllocationRule[],
  declared: readonly string[],
): { rule: AllocationRule | null; target: string | null; named: unknown } {
  for (const rule of rules) {
    if (!("where" in rule.take) || !rule.take.where.every((test) => holds(row, test))) {
      continue;
    }
    if (rule.method !== "direct") {
      return { rule, target: null, named: null };
    }
    if (rule.toAttribute === undefined) {
      return { rule, target: rule.to ?? null, named: null };
    }
    const named = readAttribute(row, rule.toAttribute) ?? "";
    const alias = Object.hasOwn(rule.map ?? {}, named) ? rule.map?.[named] : undefined;
    const target = alias ?? (declared.includes(named) ? named : undefined);
    if (target !== undefined) {
      return { rule, target, named };
    }
  }
  const naming = rules.flatMap((rule) =>
    rule.method === "direct" && rule.toAttribute !== undefined ? [rule.toAttribute] : [],
  );
  return { rule: null, target: null, named: naming.map((name) => readAttribute(row, name)) };
}

function holds(row: SeedRow, { attribute, op, value = "", values = [], ignoreCase }: Condition) {
  const fold = (text: string): string => (ignoreCase === true ? text.toLowerCase() : text);
  const raw = readAttribute(row, attribute);
  const found = raw === null ? null : fold(raw);
  switch (op) {
    case "equals":
      return found === fold(value);
    case "not-equals":
      return found !== fold(value);
    case "in":
      return found !== null && values.map(fold).includes(found);
    case "not-in":
      return found === null || !values.map(fold).includes(found);
    case "exists":
      return found !== null;
    case "missing":
      return found === null;
    case "starts-with":
      return found?.startsWith(fold(value)) === true;
    case "contains":
      return found?.includes(fold(value)) === true;
    case "matches":
      return raw !== null && new RegExp(`^(?:${value})$`, ignoreCase === true ? "i" : "").test(raw);
  }
}

function weigh(
  rule: AllocationRule,
  { targets, rules }: AllocationRuleSet,
  drivers: readonly SeedRow[],
  holding: (target: string) => bigint,
): WeightedTarget[] {
  switch (rule.method) {
    case "direct":
      return [{ code: rule.to ?? "", weight: 1n }];
    case "even":
      return rule.targets.map((code) => ({ code, weight: 1n }));
    case "fixed-shares": {
      const parts = Object.entries(rule.shares).map(([code, share]) => ({
        code,
        weight: toUnits(share),
      }));
      const rest = parts.reduce((left, { weight }) => left - weight, toUnits("1"));
      return rest === 0n ? parts : [...parts, { code: UNALLOCATED, weight: rest }];
    }
    case "by-driver": {
      const mine = drivers.filter((row) => row["driver"] === rule.driver);
      const quantity = (code: string): bigint =>
        mine
          .filter((row) => row["target"] === code)
          .reduce((sum, row) => sum + toUnits(row["quantity"] ?? "0"), 0n);
      const lastStage = (code: string): number =>
        Math.max(0, ...rules.map((r) => ("pool" in r.take && r.take.pool === code ? r.stage : 0)));
      const codes =
        rule.targets ??
        targets
          .filter(({ code, isPool }) => !isPool || lastStage(code) > rule.stage)
          .map(({ code }) => code)
          .filter((code) => mine.some((row) => row["target"] === code));
      return orPolicy(
        rule.zeroDriver,
        codes.map((code) => ({ code, weight: quantity(code) })),
      );
    }
    case "proportional": {
      const codes = rule.targets ?? targets.filter(({ isPool }) => !isPool).map(({ code }) => code);
      return orPolicy(
        rule.zeroDriver,
        codes.map((code) => ({ code, weight: holding(code) > 0n ? holding(code) : 0n })),
      );
    }
  }
}

function orPolicy(policy: string, weights: WeightedTarget[]): WeightedTarget[] {
  if (weights.some(({ weight }) => weight > 0n)) {
    return weights;
  }
  return policy === "even" && weights.length > 0
    ? weights.map(({ code }) => ({ code, weight: 1n }))
    : [{ code: UNALLOCATED, weight: 1n }];
}
