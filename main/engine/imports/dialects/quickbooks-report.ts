import type { ColumnRef, Mapping } from "../../../../shared/domain/mapping.ts";
import type { DialectQuestion } from "./define.ts";
import { type FileFacts, headerDialect } from "./header-dialect.ts";
import type { OpenedHeader } from "./opened-header.ts";

/** The general-ledger report, whose accounts are the headings of groups. */
export const quickbooksReport = headerDialect({
  name: "quickbooks-report",
  title: "QuickBooks general-ledger report",
  dataset: "ledger",
  confidence: "exact",
  reference: "QuickBooks Learn & Support: General Ledger report",
  says:
    "Debit less credit is the amount; the account is the heading of its group, whose totals and " +
    "the running balance are left out; the period is the one of the date.",
  signature: [
    "type|transaction type",
    "date",
    "num|no.|#",
    "name|memo|memo/description",
    "split",
    "balance",
    "debit|amount",
  ],
  columns: {
    posting_date: "date",
    document_type: "type|transaction type",
    document_number: "num|no.|#",
    vendor_name: "name",
    line_text: "memo|memo/description",
    amount: [{ debit: "debit", credit: "credit" }, "amount"],
    currency: "currency",
    cost_centre: "class",
    posted: "posting",
  },
  skip: [{ matches: "^(?:Accrual|Cash) Basis\\b", andBelow: true, reason: "footer" }],
  facts: accounts,
});

/** Accounts stand in the unnamed columns before the first named one. */
function accounts(found: OpenedHeader): FileFacts {
  const own = found.position("account|distribution account");
  const first = found.header.names.findIndex((name) => name !== "");
  const groups = found.records.map((cells) => (cells[own === null ? 0 : own - 1] ?? "").trim());
  const isNumbered = groups.every(
    (text) => text === "" || NUMBERED.test(text) || NO_GROUP.test(text),
  );
  const position = own ?? 1;
  const account: ColumnRef = isNumbered ? { position, pattern: NUMBER } : { position };
  const columns: Mapping["columns"] = {
    ledger_account: account,
    ...(isNumbered ? { account_name: { position, pattern: NAME } } : {}),
  };
  const total = { column: "ledger_account", matches: "^(?:Total|TOTAL)\\b", reason: "total" };
  return {
    mapping: { columns, fillDown: ["ledger_account"], skip: [total] },
    questions: [...nested(found, own === null ? first : 0), ...unsided(found)],
  };
}

const NUMBERED = /^\S+ · \S/;
const NO_GROUP = /^(?:total|accrual basis|cash basis)\b/i;
const NUMBER = "^(\\S+) ·";
const NAME = "^\\S+ · (.*)$";

/** Sub-accounts in columns of their own would lose their parents' names. */
function nested(found: OpenedHeader, unnamed: number): DialectQuestion[] {
  const isNested = found.records.some((cells) =>
    cells.slice(1, Math.max(unnamed, 1)).some((cell) => cell.trim() !== ""),
  );
  const question =
    "Which account do the lines belong to? The report nests its accounts over several columns; " +
    "collapse them in QuickBooks, or map ledger_account.";
  return isNested ? [{ column: "ledger_account", question, answeredBy: ["ledger_account"] }] : [];
}

function unsided(found: OpenedHeader): DialectQuestion[] {
  const question =
    'Which lines of "Amount" are credits? It rises with each account\'s own balance, whichever ' +
    "side that is; show Debit and Credit in the report and export it again.";
  return found.name("debit") === null
    ? [{ column: "Amount", question, answeredBy: ["amount"] }]
    : [];
}
