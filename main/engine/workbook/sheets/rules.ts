import canonicalize from "canonicalize";
import type { AllocationRule } from "../../../../shared/domain/allocation-rule.ts";
import type { Condition } from "../../../../shared/domain/condition.ts";
import type { AccountMapEntry } from "../../../../shared/domain/reconciliation-config.ts";
import { treatmentName } from "../../../../shared/domain/treatment.ts";
import { RECORD_TABLE, recordLines } from "../close-record.ts";
import { countColumn, proseColumn, textColumn } from "../column.ts";
import { loadCloseRecord } from "../load-close-record.ts";
import type { RowCell, Table } from "../table.ts";
import { defineSheet, type SheetInput } from "./define.ts";

export const rules = defineSheet({
  name: "Rules",
  holds: "Every rule used, in words and as data; the first rule of a stage that matches takes it.",
  async load(input) {
    const tables = [allocationRules(input), accountMap(input), vendors(input)];
    return { tables: [...tables, await recipe(input)] };
  },
});

const OPERATORS: Readonly<Record<Condition["op"], string>> = {
  equals: "is",
  "not-equals": "is not",
  in: "is one of",
  "not-in": "is none of",
  exists: "is present",
  missing: "is absent",
  "starts-with": "begins with",
  contains: "contains",
  matches: "matches",
};

function conditionWords({ attribute, op, value, values, ignoreCase }: Condition): string {
  const operand = values === undefined ? (value ?? "") : values.join(", ");
  const suffix = ignoreCase === true ? " (any case)" : "";
  return `${attribute} ${OPERATORS[op]} ${operand}`.trim() + suffix;
}

function takeWords({ take }: AllocationRule): string {
  if ("pool" in take) {
    return `Everything on pool ${take.pool}`;
  }
  return take.where.length === 0
    ? "Every charge"
    : `Charges where ${take.where.map(conditionWords).join(" and ")}`;
}

function methodWords(rule: AllocationRule): string {
  switch (rule.method) {
    case "direct":
      return directWords(rule);
    case "even":
      return `in even parts to ${rule.targets.join(", ")}`;
    case "fixed-shares":
      return `in fixed shares: ${Object.entries(rule.shares)
        .map(([code, part]) => `${code} ${part}`)
        .join(", ")}; what is missing to 1 stays unallocated`;
    case "by-driver":
      return `by ${rule.driver}${toWords(rule.targets)}; without quantity: ${rule.zeroDriver}`;
    case "proportional":
      return `in proportion to what targets hold${toWords(rule.targets)}`;
    default:
      return "";
  }
}

function directWords(rule: Extract<AllocationRule, { method: "direct" }>): string {
  const aliases = Object.entries(rule.map ?? {}).map(([from, to]) => `${from} → ${to}`);
  const named =
    rule.toAttribute === undefined ? "" : `to the target that ${rule.toAttribute} names`;
  const fixed = rule.to === undefined ? "" : `to ${rule.to}`;
  const read = aliases.length === 0 ? "" : `, read as ${aliases.join(", ")}`;
  return [named, fixed].filter((part) => part !== "").join(", else ") + read;
}

function toWords(targets: readonly string[] | undefined): string {
  return targets === undefined ? "" : ` to ${targets.join(", ")}`;
}

function treatedWords({ treatment }: Pick<AllocationRule | AccountMapEntry, "treatment">): string {
  return treatment === undefined ? "" : `; treated as ${treatmentName(treatment)}`;
}

function validWords(rule: AllocationRule): string {
  if (rule.validFrom === undefined && rule.validTo === undefined) {
    return "always";
  }
  return `${rule.validFrom ?? "…"} to ${rule.validTo ?? "…"}`;
}

function allocationRules({ close }: SheetInput): Table {
  return {
    name: "Rules",
    caption: `Allocation rules, version ${close.allocation.rule_set_id.slice(0, 12)}`,
    columns: [
      countColumn("order", "Order"),
      textColumn("id", "Rule"),
      proseColumn("name", "Name", { width: 40 }),
      countColumn("stage", "Stage"),
      textColumn("method", "Method"),
      proseColumn("words", "In words", { width: 60 }),
      textColumn("valid", "Applies"),
      proseColumn("data", "As data", { width: 60 }),
    ],
    rows: close.allocation.ruleSet.rules.map((rule, index): RowCell[] => [
      index + 1,
      rule.id,
      rule.name ?? null,
      rule.stage,
      rule.method,
      `${takeWords(rule)}: ${methodWords(rule)}${treatedWords(rule)}.`,
      validWords(rule),
      canonicalize(rule) ?? "",
    ]),
  };
}

function accountWords(entry: AccountMapEntry): string {
  const charges =
    entry.charges.length === 0
      ? "every charge no earlier account owns"
      : `charges where ${entry.charges.map(conditionWords).join(" and ")}`;
  return (
    `Carries the ${entry.basis} cost of ${charges}; ` +
    `the ledger recognises it ${entry.recognition}${treatedWords(entry)}.`
  );
}

function accountMap({ close }: SheetInput): Table {
  return {
    name: "Account_map",
    caption: `Account map, version ${close.reconciliation.config_id.slice(0, 12)}`,
    columns: [
      countColumn("order", "Order"),
      textColumn("account", "Account"),
      textColumn("name", "Name"),
      textColumn("kind", "Kind"),
      textColumn("owner", "Owner"),
      proseColumn("words", "In words", { width: 60 }),
      textColumn("entity", "Entity"),
      proseColumn("data", "As data", { width: 60 }),
    ],
    rows: close.reconciliation.config.accounts.map((entry, index): RowCell[] => [
      index + 1,
      entry.account,
      entry.name ?? null,
      entry.kind,
      entry.owner ?? null,
      accountWords(entry),
      entry.entity ?? null,
      canonicalize(entry) ?? "",
    ]),
  };
}

function vendors({ close }: SheetInput): Table {
  return {
    name: "Vendor_aliases",
    caption: "Vendors and the names they are written under",
    columns: [
      countColumn("order", "Order"),
      textColumn("vendor", "Vendor"),
      proseColumn("aliases", "Also written", { width: 30 }),
    ],
    rows: close.reconciliation.config.vendors.map(({ vendor, aliases }, index): RowCell[] => [
      index + 1,
      vendor,
      aliases.join("; "),
    ]),
  };
}

/** What `tieout verify --sources` re-performs; the last table, so that it may be long. */
async function recipe({ reader, close, quality }: SheetInput): Promise<Table> {
  const lines = recordLines(await loadCloseRecord(reader, close, quality));
  return {
    name: RECORD_TABLE,
    caption: "The whole close as data, line by line: what re-performing it starts from",
    columns: [countColumn("line", "Line", { isNamed: true }), textColumn("text", "As written")],
    rows: lines.map(({ line, text }): RowCell[] => [line, text]),
  };
}
