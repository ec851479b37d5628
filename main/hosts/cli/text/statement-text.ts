import type {
  AccountStatement,
  ReconciliationResult,
  UnmappedAmount,
} from "../../../../shared/contract/reconciliation.ts";
import {
  AMOUNT_SCALE,
  addAmounts,
  fromUnits,
  roundAmount,
  subtractAmounts,
  toUnits,
} from "../../../../shared/domain/amount.ts";
import { roundColumn } from "../../../../shared/domain/apportion.ts";
import { minorUnitDigits } from "../../../../shared/domain/currency.ts";
import { emphasise, type Terminal } from "../terminal.ts";
import { money } from "./money-text.ts";
import { periodTitle } from "./period-title.ts";
import { padTo } from "./table.ts";
import { ITEM_NAMES } from "./words.ts";

const LABEL_WIDTH = 52;
const AMOUNT_WIDTH = 18;
const RULE = `${" ".repeat(LABEL_WIDTH + 2)}${"─".repeat(AMOUNT_WIDTH)}`;

type Style = Pick<Terminal, "hasColour">;

/** The statement of every account, the way a controller signs it. */
export function statementText(result: ReconciliationResult, style: Style): string {
  const title = emphasise(style, `Ledger to bills, ${periodTitle(result.period)}`, "bold");
  const accounts = result.accounts.map((account) => accountText(account, result.currency, style));
  return [
    `${title}, in ${result.currency}`,
    "",
    ...accounts,
    totalText(result, style),
    ...unmappedText(result, style),
    ...result.warnings.map((text) => emphasise(style, `Warning: ${text}\n`, "bad")),
    verdictText(result, style),
    "",
  ]
    .join("\n")
    .replaceAll(/ +$/gm, "");
}

function accountText(account: AccountStatement, currency: string, style: Style): string {
  const name = emphasise(style, `${account.account}  ${account.name}`, "bold");
  const owner = account.owner === null ? "" : `, ${account.owner}`;
  const items = roundedItems(account, currency);
  const itemsTotal = addAmounts(items.map(({ amount }) => amount));
  const ledger = roundAmount(account.ledger, digitsOf(currency));
  return [
    `${name}  (${kindText(account)}${owner})`,
    amountLine("Ledger", ledger, currency),
    ...items.map(({ label, amount }) => amountLine(`  less ${label}`, amount, currency)),
    ...(items.length === 0
      ? []
      : [RULE, amountLine("Adjusted ledger", subtractAmounts(ledger, itemsTotal), currency)]),
    amountLine("Bills", account.billing, currency),
    RULE,
    `${amountLine("Unidentified", account.unidentified, currency)}  ${verdict(account, style)}`,
    ...openLines(account, currency),
    "",
  ].join("\n");
}

function kindText({ kind, basis }: AccountStatement): string {
  if (kind === "expense") {
    return `${basis} cost`;
  }
  return kind === "prepaid" ? "prepaid, closing balance" : "accrued, closing balance";
}

/** Items rounded so that they add up to their own rounded total. */
function roundedItems(account: AccountStatement, currency: string) {
  const digits = digitsOf(currency);
  const step = 10n ** BigInt(AMOUNT_SCALE - digits);
  const rounded = roundColumn(
    account.items.map((item, index) => ({
      code: `${item.type}:${index}`,
      value: { numerator: toUnits(item.amount), denominator: step },
    })),
  );
  return account.items.map((item, index) => ({
    label: `${itemName(account, item)}${item.lines > 1 ? ` (${item.lines} lines)` : ""}`,
    amount: fromUnits((rounded[index] ?? 0n) * step),
  }));
}

/** On the account that owes it, an accrual item is what the balance has too much or too little. */
function itemName({ kind }: AccountStatement, { type, amount }: AccountStatement["items"][number]) {
  if (kind !== "accrued" || type !== "accrual") {
    return ITEM_NAMES[type];
  }
  return amount.startsWith("-") ? "Accrued more than is owed" : "Accrued less than is owed";
}

function digitsOf(currency: string): number {
  return minorUnitDigits(currency);
}

function amountLine(label: string, amount: string, currency: string): string {
  const text = padTo(money(amount, currency), AMOUNT_WIDTH, "right");
  return `  ${padTo(label, LABEL_WIDTH, "left")}${text}`;
}

/** What stands on one side only: in the items above, but explained by nothing yet. */
function openLines({ openDifferences }: AccountStatement, currency: string): string[] {
  const { inLedgerOnly, inBillsOnly } = openDifferences;
  return [
    ...(inLedgerOnly === "0" ? [] : [amountLine(LEDGER_ONLY, inLedgerOnly, currency)]),
    ...(inBillsOnly === "0" ? [] : [amountLine(BILLS_ONLY, inBillsOnly, currency)]),
  ];
}

const LEDGER_ONLY = "Open: only in the ledger";
const BILLS_ONLY = "Open: only in the bills";

function verdict(of: AccountStatement, style: Style): string {
  if (!of.ties) {
    return emphasise(style, "does not tie", "bad");
  }
  if (of.certifiable) {
    return emphasise(style, "ties", "good");
  }
  const items = of.openItems === 1 ? "the item" : `the ${of.openItems} items`;
  return emphasise(style, `explained if you accept ${items}`, "bold");
}

function totalText({ totals, currency }: ReconciliationResult, style: Style): string {
  return [
    emphasise(style, "All accounts", "bold"),
    amountLine("Ledger", totals.ledger, currency),
    amountLine("  less reconciling items", totals.items, currency),
    amountLine("Bills", totals.billing, currency),
    RULE,
    amountLine("Unidentified", totals.unidentified, currency),
    "",
  ].join("\n");
}

/** What the account map leaves out; of many ledger accounts only the sum, the JSON has each. */
function unmappedText({ unmapped }: ReconciliationResult, style: Style): string[] {
  const bills = unmapped.filter(({ side }) => side === "billing");
  const ledger = unmapped.filter(({ side }) => side === "ledger");
  const lines = [
    ...bills.map((of) => unmappedLine("Bills", of)),
    ...(ledger.length <= LEDGER_ACCOUNTS_MAX
      ? ledger.map((of) => unmappedLine("Ledger", of))
      : sumByCurrency(ledger)),
  ];
  const title = emphasise(style, "In no account of the map", "bold");
  return lines.length === 0 ? [] : [title, ...lines, ""];
}

const LEDGER_ACCOUNTS_MAX = 10;

function unmappedLine(side: string, { code, name, records, amount, currency }: UnmappedAmount) {
  const what = [side, code, name].filter((text) => text !== "").join(", ");
  return amountLine(`${what} (${records}), ${currency}`, amount, currency);
}

function sumByCurrency(ledger: readonly UnmappedAmount[]): string[] {
  return [...new Set(ledger.map(({ currency }) => currency))].map((currency) => {
    const own = ledger.filter((of) => of.currency === currency);
    const records = own.reduce((sum, of) => sum + of.records, 0);
    const label = `Ledger, ${own.length} accounts (${records}), ${currency}`;
    return amountLine(label, addAmounts(own.map(({ amount }) => amount)), currency);
  });
}

function openText({ accounts }: ReconciliationResult): string {
  const open = accounts.reduce((sum, { openItems }) => sum + openItems, 0);
  const material = accounts.reduce((sum, { openMaterialItems }) => sum + openMaterialItems, 0);
  const items = open === 1 ? "1 proposed item" : `${open} proposed items`;
  return material < open ? `${items} (${material} above materiality)` : items;
}

function verdictText(result: ReconciliationResult, style: Style): string {
  const count = result.accounts.filter(({ ties }) => !ties).length;
  if (count === 0 && !result.ties) {
    const text = "No account is open, but charges are in no account of the map.";
    return emphasise(style, text, "bad");
  }
  if (!result.ties) {
    const text = `${count} of ${result.accounts.length} accounts do not tie.`;
    return emphasise(style, [text, ...oneSidedText(result)].join(" "), "bad");
  }
  if (result.blockedBy.length > 0) {
    return emphasise(style, blockedText(result), "bad");
  }
  return result.certifiable
    ? emphasise(style, "Every account ties and can be certified.", "good")
    : emphasise(
        style,
        `Every difference is explained if you accept the ${openText(result)}.`,
        "bold",
      );
}

/** What the imported data lack, before and after what the accounts say. */
function blockedText({ accounts, blockedBy, period }: ReconciliationResult): string {
  const isAccepted = accounts.every(({ certifiable }) => certifiable);
  const ties = isAccepted ? "Every account ties" : "Every difference is explained";
  const tests = blockedBy.length === 1 ? "1 failed test" : `${blockedBy.length} failed tests`;
  return [
    `${ties}, but ${tests} of the data must be mended or accepted first:`,
    ...blockedBy.map(({ test, found }) => `  ${test}: ${found}`),
    `tieout quality --period ${period} shows the rows and what to do.`,
  ].join("\n");
}

function oneSidedText({ accounts }: ReconciliationResult): string[] {
  const items = accounts.reduce((sum, { openDifferences }) => sum + openDifferences.items, 0);
  if (items === 0) {
    return [];
  }
  const what = items === 1 ? "1 item stands" : `${items} items stand`;
  return [
    `${what} on one side only, which explains nothing: correct the books, load what is missing, ` +
      "or accept with a comment what is right as it is.",
  ];
}
