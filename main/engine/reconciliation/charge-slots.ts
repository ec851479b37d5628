import type { Condition } from "../../../shared/domain/condition.ts";
import type {
  AccountMapEntry,
  ReconciliationConfig,
} from "../../../shared/domain/reconciliation-config.ts";
import { id, join, raw, type Statement, sql } from "../database/sql.ts";

type Slot = "expense_order" | "prepaid_order" | "accrued_order" | "cost_centre" | "purchase_order";

/** What the account map says about a charge, as SQL for the slots of charge-groups.sql. */
export function chargeSlots(config: ReconciliationConfig): Readonly<Record<Slot, Statement>> {
  return {
    expense_order: accountOrder(config.accounts, "expense"),
    prepaid_order: accountOrder(config.accounts, "prepaid"),
    accrued_order: accountOrder(config.accounts, "accrued"),
    cost_centre: attributeValue(config.costCentre),
    purchase_order:
      config.purchaseOrder === undefined
        ? raw("cast(null as varchar)")
        : attributeValue(config.purchaseOrder),
  };
}

/** Puts each slot's SQL in place of `$slot`; the other `$names` stay to be bound. */
export function fillSlots(text: string, slots: Readonly<Record<string, Statement>>): Statement {
  const pattern = new RegExp(`\\$(${Object.keys(slots).join("|")})\\b`, "g");
  const pieces: Statement[] = [];
  let end = 0;
  for (const match of text.matchAll(pattern)) {
    const slot = slots[match[1] ?? ""];
    pieces.push(raw(text.slice(end, match.index)));
    if (slot !== undefined) {
      pieces.push(slot);
    }
    end = match.index + match[0].length;
  }
  pieces.push(raw(text.slice(end)));
  return join(pieces, "");
}

function accountOrder(
  accounts: readonly AccountMapEntry[],
  kind: AccountMapEntry["kind"],
): Statement {
  const branches = accounts.flatMap((entry, index) => {
    if (entry.kind !== kind) {
      return [];
    }
    const tests = entry.charges.map(conditionTest);
    if (entry.entity !== undefined) {
      tests.unshift(sql`c.entity = ${entry.entity}`);
    }
    const test = tests.length === 0 ? raw("true") : join(tests, " and ");
    return [sql`when ${test} then ${raw(String(index + 1))}`];
  });
  return branches.length === 0
    ? raw("cast(null as integer)")
    : sql`case ${join(branches, " ")} end`;
}

function attributeValue(attribute: string): Statement {
  const named = /^(tag|custom):(.+)$/s.exec(attribute);
  if (named === null) {
    return sql`nullif(c.${id(attribute)}, '')`;
  }
  const column = named[1] === "tag" ? raw("c.tags") : raw("c.custom");
  const path = `$."${(named[2] ?? "").replaceAll('"', '\\"')}"`;
  return sql`nullif(json_extract_string(${column}, ${path}), '')`;
}

function conditionTest(condition: Condition): Statement {
  const fold = condition.ignoreCase === true;
  const found = attributeValue(condition.attribute);
  const value = fold ? sql`lower(${found})` : found;
  const text = (wanted: string): string => (fold ? wanted.toLowerCase() : wanted);
  const wanted = text(condition.value ?? "");
  const list = (condition.values ?? []).map(text);
  const pattern = `${fold ? "(?i)" : ""}${condition.value ?? ""}`;
  switch (condition.op) {
    case "equals":
      return sql`coalesce(${value} = ${wanted}, false)`;
    case "not-equals":
      return sql`${value} is distinct from ${wanted}`;
    case "in":
      return sql`coalesce(list_contains(${list}, ${value}), false)`;
    case "not-in":
      return sql`not coalesce(list_contains(${list}, ${value}), false)`;
    case "exists":
      return sql`${value} is not null`;
    case "missing":
      return sql`${value} is null`;
    case "starts-with":
      return sql`coalesce(starts_with(${value}, ${wanted}), false)`;
    case "contains":
      return sql`coalesce(contains(${value}, ${wanted}), false)`;
    case "matches":
      return sql`coalesce(regexp_full_match(${found}, ${pattern}), false)`;
    default:
      return condition.op satisfies never;
  }
}
