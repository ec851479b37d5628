/** Short forms of words in headers, spelled out before names are compared. */
const SHORT: Readonly<Record<string, string>> = Object.fromEntries(
  [
    "number nr no num nbr nummer numero número num",
    "account acct acc acnt konto cuenta conto compte rekening",
    "amount amt amnt betrag montant importe importo bedrag bet betr",
    "date dt datum dat fecha data",
    "description desc descr descrip bezeichnung bez designation omschrijving",
    "currency curr cur ccy crcy währung waehrung währg whg devise moneda",
    "document doc docu beleg pièce piece",
    "purchase purch bestell",
    "quantity qty quant menge",
    "centre center ctr cntr",
    "cost kosten costo coste",
    "vendor vend supplier suppl kreditor lieferant fournisseur proveedor fornitore leverancier",
    "period per periode période periodo prd",
    "posting pstng post posted buchungs buch gl",
    "invoice inv rechnung rechnungs facture factura fattura factuur",
    "order ord bestellung commande pedido ordine",
    "name nm",
    "reference ref referenz référence",
    "code cd",
    "line ln itm item position pos",
  ].flatMap((group) => {
    const [word = "", ...forms] = group.split(" ");
    return [[word, word] as const, ...forms.map((form) => [form, word] as const)];
  }),
);

/** What is longer is a text in the place of a header, and comparing it would take minutes. */
const NAME_MAX = 120;

/** The words of a name, in lower case, spelled out. */
export function wordsOf(name: string): string[] {
  if (name.length > NAME_MAX) {
    return [];
  }
  return name
    .replace(/(\p{Ll})(\p{Lu})/gu, "$1 $2")
    .toLowerCase()
    .split(/[^\p{L}\d]+/u)
    .filter((word) => word !== "")
    .map((word) => SHORT[word] ?? word);
}

/**
 * How alike two names are, in percent: the words they share of all their words, where words that
 * differ by a slip of the pen count as shared.
 */
export function nameSimilarity(a: readonly string[], b: readonly string[]): number {
  const rest = [...b];
  let shared = 0;
  for (const word of a) {
    const at = rest.findIndex((other) => isSlip(word, other));
    if (at !== -1) {
      rest.splice(at, 1);
      shared += 1;
    }
  }
  const all = a.length + b.length - shared;
  return all === 0 ? 0 : Math.floor((shared * 100) / all);
}

/** Equal, or one letter added, left out, changed or swapped with its neighbour in a longer word. */
function isSlip(a: string, b: string): boolean {
  if (a === b) {
    return true;
  }
  const longest = Math.max(a.length, b.length);
  const isNear = Math.abs(a.length - b.length) <= 2;
  return isNear && longest >= 5 && slips(a, b) <= (longest >= 9 ? 2 : 1);
}

/** Damerau's distance, with neighbours swapped as one slip. */
function slips(a: string, b: string): number {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, index) => index)];
  const cell = (i: number, j: number): number => rows[i]?.[j] ?? 0;
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    rows.push(row);
    for (let j = 1; j <= b.length; j += 1) {
      const change = cell(i - 1, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const swap = isSwap ? cell(i - 2, j - 2) + 1 : change;
      row.push(Math.min(change, swap, cell(i - 1, j) + 1, cell(i, j - 1) + 1));
    }
  }
  return cell(a.length, b.length);
}
