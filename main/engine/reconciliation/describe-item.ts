import { z } from "zod";
import { type Amount, fromUnits, roundAmount, toUnits } from "../../../shared/domain/amount.ts";
import { impliedRate } from "../../../shared/domain/convert.ts";
import { minorUnitDigits } from "../../../shared/domain/currency.ts";
import {
  ReconcilingItemType as ItemType,
  type ReconcilingItemType,
} from "../../../shared/domain/reconciliation-config.ts";

export const ProposedItem = z.object({
  item_key: z.string(),
  account: z.string(),
  type: ItemType,
  group_key: z.string(),
  amount: z.string(),
  ledger_amount: z.string(),
  billing_amount: z.string(),
  ledger_lines: z.number(),
  billing_lines: z.number(),
  first_period: z.string(),
  clears_period: z.string().nullable(),
  vendors: z.string().nullable(),
  documents: z.string().nullable(),
  note: z.string().nullable(),
  note_last: z.string().nullable(),
  said: z.string().nullable(),
});
export type ProposedItem = z.infer<typeof ProposedItem>;

interface Words {
  readonly description: string;
  readonly reason: string;
}

/** An item in the words of the statement, and why it is proposed. */
export function describeItem(item: ProposedItem, currency: string): Words {
  return WORDS[item.type](item, (amount) => money(amount, currency));
}

type Say = (item: ProposedItem, amount: (text: string) => string) => Words;

const WORDS: Readonly<Record<ReconcilingItemType, Say>> = {
  accrual: (item, amount) =>
    item.billing_lines > 0
      ? {
          description: `Accrued balance against charges not invoiced${of(item)}`,
          reason:
            `The ledger still accrues ${amount(item.ledger_amount)}; charges without a posted ` +
            `invoice are ${amount(item.billing_amount)}.`,
        }
      : {
          description: `Accrual posted${of(item)}`,
          reason:
            `The ledger posts an accrual of ${amount(item.ledger_amount)}${quote(item.said)}; ` +
            "it clears when it is reversed.",
        },
  "accrual-reversal": (item, amount) => ({
    description: `Earlier accrual reversed${of(item)}`,
    reason:
      `The ledger takes ${amount(item.ledger_amount)} of an earlier period back` +
      `${quote(item.said)}.`,
  }),
  "cut-off": (item, amount) => ({ description: cutOff(item), reason: cutOffReason(item, amount) }),
  "billed-vs-effective": (item, amount) => ({
    description:
      item.note === null
        ? `Billed cost against the basis of the bills${of(item)}`
        : `Commitment ${item.note}: invoice against amortised cost`,
    reason: item.group_key.startsWith("basis")
      ? `The ledger follows the invoice and the bills follow the amortised cost: ` +
        `billed less effective is ${amount(item.amount)}.`
      : `The ledger amortised ${amount(item.ledger_amount)}; the bills hold the purchase of ` +
        `${amount(item.billing_amount)}.`,
  }),
  "amortisation-method": (item, amount) => ({
    description: `Amortisation method${of(item)}`,
    reason:
      `The ledger amortised ${amount(item.ledger_amount)}, the provider ` +
      `${amount(item.billing_amount)} for the same commitments.`,
  }),
  prepaid: (item, amount) =>
    item.ledger_lines > 0
      ? {
          description: `Prepaid balance, amortised by another method${of(item)}`,
          reason:
            `Amortised so far: ledger ${amount(item.ledger_amount)}, provider ` +
            `${amount(item.billing_amount)}; the mirror of the expense item.`,
        }
      : {
          description: `Commitment ${item.note ?? ""} expensed, not held as prepaid${of(item)}`,
          reason:
            `By the bills ${amount(item.billing_amount)} is still prepaid; the ledger expensed ` +
            "the purchase. The mirror of the expense item.",
        },
  fx: (item, amount) => {
    const [foreign = "another currency", ledger, , , type, date] = (item.note ?? "").split("|");
    const isOne = item.note === item.note_last && ledger !== undefined;
    return {
      description: `Invoice${on(item).slice(3)}${of(item)} in ${foreign}${exchangeRates(item)}`,
      reason:
        isOne && type !== undefined && date !== undefined
          ? `The invoice in ${foreign} at the ${type} rate of ${date} is what the ledger posts, ` +
            `${amount(ledger)}; at the rate of the period it differs by ${amount(item.amount)}.`
          : `The invoice agrees in ${foreign}; at the ledger's rate it is ` +
            `${amount(item.amount)} away from the rate of the period.`,
    };
  },
  tax: (item, amount) => ({
    description:
      item.ledger_lines > 0
        ? `Tax posted to the expense account${of(item)}`
        : `Tax in the bills, not on the expense account${of(item)}`,
    reason:
      item.ledger_lines > 0
        ? `The ledger posts tax of ${amount(item.ledger_amount)}${quote(item.said)}; no charge ` +
          "of the account carries it."
        : `The bills carry tax of ${amount(item.billing_amount)} on an invoice whose net is ` +
          "posted.",
  }),
  credit: (item, amount) => ({
    description:
      item.ledger_lines > 0
        ? `Credit in the ledger no bill carries${of(item)}`
        : `Credit in the bills, not in the ledger${of(item)}`,
    reason: `The credit of ${amount(oneSide(item))} stands on one side only${on(item)}.`,
  }),
  "missing-in-ledger": (item, amount) =>
    item.group_key.startsWith("beyond ")
      ? {
          description: `Charges beyond the accrual, not in the ledger${of(item)}`,
          reason: beyondAccrual(item, amount),
        }
      : {
          description:
            `${item.note === null ? "Charges" : `${item.note} purchase`} ` +
            `not in the ledger${of(item)}`,
          reason: `No ledger line carries ${amount(item.billing_amount)}${on(item)}.`,
        },
  "missing-in-bills": (item, amount) => ({
    description: `Ledger posting no bill supports${of(item)}`,
    reason:
      `No open charge of the account stands against ${amount(item.ledger_amount)}` +
      `${quote(item.said)}${on(item)}.`,
  }),
  "duplicate-in-bills": (item, amount) => ({
    description: `Repeated rows in the bills${of(item)}`,
    reason:
      `Rows equal to another in every business value total ${amount(item.billing_amount)}` +
      `${on(item)}; the ledger holds the charge once or not at all.`,
  }),
  "duplicate-in-ledger": (item, amount) => ({
    description: `Invoice${on(item).slice(3)} posted twice${of(item)}`,
    reason:
      "The same document, amount and cost centre are posted again for " +
      `${amount(item.ledger_amount)}.`,
  }),
  "mis-posting": (item, amount) => ({
    description: `Posted elsewhere: ${item.note ?? ""}${of(item)}`,
    reason:
      `${amount(item.amount)}${on(item)} stands opposite the same amount on another ` +
      `${item.group_key.startsWith("centre") ? "cost centre" : "account"}; together they are zero.`,
  }),
  "late-correction": (item, amount) => ({
    description: `Correction of ${item.note ?? "an earlier period"} billed now${of(item)}`,
    reason:
      `The bills correct an earlier period by ${amount(item.billing_amount)}${on(item)}; ` +
      "no ledger line does.",
  }),
  "tolerance-residue": (item, amount) => ({
    description: `Difference within the matching tolerance${of(item)}`,
    reason: `A match by vendor and date leaves ${amount(item.amount)}${on(item)}.`,
  }),
  rounding: (item, amount) => ({
    description: `Rounding over ${item.ledger_lines} matches`,
    reason:
      `The ledger posts minor units and the bills carry up to twelve decimals; computed per ` +
      `match, in total ${amount(item.amount)}.`,
  }),
};

function cutOff(item: ProposedItem): string {
  const invoice = `Invoice${on(item).slice(3)}`;
  if (item.group_key.startsWith("cut ")) {
    return `${invoice} posted whole, partly of ${item.note ?? "another period"}${of(item)}`;
  }
  if (item.ledger_lines > 0) {
    return item.group_key.startsWith("amount ")
      ? `Bill of ${item.note ?? "another period"} posted now${of(item)}`
      : `${invoice} of ${item.note ?? "another period"} posted now${of(item)}`;
  }
  return item.group_key.startsWith("unposted ")
    ? `Charges accrued, invoice not posted yet${of(item)}`
    : `${invoice} posted in ${item.note ?? "another period"}${of(item)}`;
}

function cutOffReason(item: ProposedItem, amount: (text: string) => string): string {
  if (item.group_key.startsWith("cut ")) {
    return (
      `The ledger posts ${amount(item.ledger_amount)} in one period; the bills hold ` +
      `${amount(item.billing_amount)} of it in this one and the rest in others.`
    );
  }
  if (item.ledger_lines > 0) {
    return item.group_key.startsWith("amount ")
      ? `The ledger posts ${amount(item.ledger_amount)}, as much as the vendor's bill of ` +
          `${item.note ?? "another period"}, which it has not posted before.`
      : `The ledger holds ${amount(item.ledger_amount)} for charges of another period.`;
  }
  const unposted = `The ledger of the period has no invoice for charges of ${amount(
    item.billing_amount,
  )}`;
  const [accrued, charged] = (item.note ?? "").split("|");
  return item.group_key.startsWith("unposted ") && accrued !== undefined && charged !== undefined
    ? `${unposted}; it accrues ${amount(accrued)} for charges of ${amount(charged)} in all.`
    : `${unposted}; ${item.note ?? "another period"} has it.`;
}

function beyondAccrual(item: ProposedItem, amount: (text: string) => string): string {
  const [accrued = "0", charged = "0"] = (item.note ?? "").split("|");
  return (
    `Of charges of ${amount(charged)} without an invoice the accrual covers ${amount(accrued)}; ` +
    `no ledger line carries the other ${amount(item.billing_amount)}.`
  );
}

function of({ vendors }: ProposedItem): string {
  return vendors === null ? "" : `, ${shorten(vendors)}`;
}

function on({ documents }: ProposedItem): string {
  return documents === null ? "" : ` on ${shorten(documents)}`;
}

/** What the ledger line says of itself, in brackets. */
function quote(said: string | null): string {
  return said === null || said === "" ? "" : ` ("${shorten(said)}")`;
}

function oneSide({ ledger_lines, ledger_amount, billing_amount }: ProposedItem): string {
  return ledger_lines > 0 ? ledger_amount : billing_amount;
}

function shorten(text: string): string {
  const letters = Array.from(text);
  return letters.length <= 80 ? text : `${letters.slice(0, 79).join("")}…`;
}

/** ", 1.0821 against 1.0794": what the ledger and the period paid for one unit. */
function exchangeRates({ note, note_last }: ProposedItem): string {
  const [, ledger, bills, billed] = (note ?? "").split("|");
  if (note !== note_last || ledger === undefined || bills === undefined || billed === undefined) {
    return "";
  }
  const atLedger = impliedRate(toUnits(ledger), toUnits(billed));
  const atBills = impliedRate(toUnits(bills), toUnits(billed));
  return atLedger === null || atBills === null
    ? ""
    : `, ${fromUnits(atLedger)} against ${fromUnits(atBills)}`;
}

function money(amount: string, currency: string): string {
  const digits = minorUnitDigits(currency);
  const rounded: Amount = roundAmount(amount, digits);
  const [whole = "0", fraction = ""] = rounded.replace("-", "").split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  const decimals = digits === 0 ? "" : `.${fraction.padEnd(digits, "0")}`;
  return `${currency} ${rounded.startsWith("-") ? `(${grouped}${decimals})` : grouped + decimals}`;
}
