import { ACCOUNT_NAMES, type LedgerLine, VENDOR_IDS } from "./ledger-line.ts";
import { cents, sum } from "./money.ts";

const HEADER = [
  "St",
  "Sachkonto",
  "Belegnr",
  "Art",
  "Belegdatum",
  "Buchungsdatum",
  "Periode",
  "Referenz",
  "Text",
  "Kostenstelle",
  "Kreditor",
  "Name Kreditor",
  "Einkaufsbeleg",
  "Betrag in Belegwährung",
  "Währg",
  "Betrag in Konzernwährung",
  "KWähr",
];

/** A line-item list as a German system prints it: preamble, decimal comma, subtotals. */
export function sapList(month: string, lines: readonly LedgerLine[]): string {
  const accounts = [...new Set(lines.map((line) => line.account))].sort();
  const records = accounts.flatMap((account) => {
    const own = lines.filter((line) => line.account === account);
    return [...own.map(record), total("*", account, own), []];
  });
  const text = [
    ["Einzelpostenliste Sachkonten"],
    ["Buchungskreis: 2000 Example Group GmbH", "", "Währungstyp: Konzernwährung"],
    [`Buchungsperiode: ${month.slice(5)}/${month.slice(0, 4)}`, "", "Layout: /KOSTEN"],
    [],
    HEADER,
    ...records,
    total("**", "", lines),
  ];
  return `${text.map((cells) => cells.join(";")).join("\r\n")}\r\n`;
}

function record(line: LedgerLine): string[] {
  return [
    "",
    line.account,
    line.document,
    line.type,
    germanDate(line.documentDate),
    germanDate(line.posted),
    line.posted.slice(5, 7),
    line.reference,
    line.text,
    line.costCentre,
    VENDOR_IDS[line.vendor] ?? "",
    line.vendor,
    line.purchaseOrder,
    germanAmount(line.euros ?? line.amount),
    line.euros === null ? "USD" : "EUR",
    germanAmount(line.amount),
    "USD",
  ];
}

function total(mark: string, account: string, lines: readonly LedgerLine[]): string[] {
  const name = account === "" ? "" : ACCOUNT_NAMES[account as keyof typeof ACCOUNT_NAMES];
  const amount = germanAmount(sum(lines.map((line) => line.amount)));
  const label = account === "" ? "Gesamtsumme" : `Konto ${account} ${name}`;
  return [mark, label, ...Array<string>(13).fill(""), amount, "USD"];
}

function germanDate(date: string): string {
  return `${date.slice(8)}.${date.slice(5, 7)}.${date.slice(0, 4)}`;
}

/** `-1234.5` is printed `1.234,50-`. */
function germanAmount(amount: string): string {
  const [whole = "0", fraction = ""] = cents(amount).replace("-", "").split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ".");
  return `${grouped},${fraction}${amount.startsWith("-") ? "-" : ""}`;
}
