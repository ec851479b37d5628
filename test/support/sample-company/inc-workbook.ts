import { ACCOUNT_NAMES, type LedgerLine, VENDOR_IDS } from "./ledger-line.ts";
import { cents, sum } from "./money.ts";
import { type SheetCell, xlsxFile } from "./xlsx-file.ts";

const HEADER = [
  "Date",
  "Period",
  "Type",
  "Document Number",
  "Account",
  "Account Name",
  "Vendor ID",
  "Name",
  "Reference",
  "PO Number",
  "Memo",
  "Department",
  "Tax Code",
  "Debit",
  "Credit",
];

/** A general-ledger detail as a saved search exports it: preamble, debit and credit, totals. */
export function incWorkbook(month: string, lines: readonly LedgerLine[]): Buffer {
  const accounts = [...new Set(lines.map((line) => line.account))].sort();
  const body = accounts.flatMap((account) => {
    const own = lines.filter((line) => line.account === account);
    return [...own.map((line) => record(month, line)), total(account, own)];
  });
  return xlsxFile("General Ledger Detail", [
    ["Example Group Inc."],
    ["General Ledger Detail"],
    [`Period: ${month}`],
    [],
    HEADER,
    ...body,
  ]);
}

function record(month: string, line: LedgerLine): SheetCell[] {
  const isCredit = line.amount.startsWith("-");
  const amount = { number: cents(line.amount.replace("-", "")), style: "amount" as const };
  return [
    { number: String(daySerial(line.posted)), style: "date" },
    month,
    line.type,
    line.document,
    line.account,
    ACCOUNT_NAMES[line.account],
    VENDOR_IDS[line.vendor] ?? null,
    line.vendor,
    line.reference,
    line.purchaseOrder,
    line.text,
    line.costCentre,
    line.taxCode,
    isCredit ? null : amount,
    isCredit ? amount : null,
  ];
}

function total(account: LedgerLine["account"], lines: readonly LedgerLine[]): SheetCell[] {
  const side = (isCredit: boolean): SheetCell => {
    const amounts = lines.map((line) => line.amount).filter((a) => a.startsWith("-") === isCredit);
    return amounts.length === 0
      ? null
      : { number: cents(sum(amounts).replace("-", "")), style: "amount" };
  };
  const label = `Total ${account} · ${ACCOUNT_NAMES[account]}`;
  return [null, null, null, null, label, ...Array<null>(8).fill(null), side(false), side(true)];
}

/** Days since 30 December 1899, the way a worksheet stores a date. */
function daySerial(date: string): number {
  return Date.parse(`${date}T00:00:00Z`) / 86_400_000 + 25_569;
}
