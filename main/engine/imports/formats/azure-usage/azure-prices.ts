import { ABSENT, cellOf, derived } from "../../bills/bill-fields.ts";
import type { BillHeader } from "../../bills/bill-header.ts";
import type { BillField, BillRemark } from "../../bills/define-bill.ts";
import {
  type ExactDecimal,
  exactText,
  isWithinTenth,
  multiplyExact,
  readExact,
  ZERO,
} from "../../bills/exact-decimal.ts";
import { type Unstated, unstated } from "../../bills/unstated-cost.ts";
import type { AzureRecords } from "./azure-costs.ts";
import { blockSize, inWholeBlocks, pricedBlocks } from "./azure-units.ts";

export const QUANTITY = ["Quantity", "UsageQuantity", "ConsumedQuantity"];
const RATE = ["ExchangeRatePricingToBilling", "ExchangeRate"];
const PAID = ["EffectivePrice", "ResourceRate"];
const PRICED = /^(usage|unused.*|purchase|refund)?$/;
const ONE: ExactDecimal = { digits: 1n, scale: 0 };

/** What the price of one record says. */
interface Priced {
  /** In the unit that prices are per; null where it is unclear or no exact decimal. */
  readonly quantity: ExactDecimal | null;
  readonly contracted: string;
  readonly unitPrice: string;
  readonly unstated: string | null;
}

export interface AzurePrices {
  readonly fields: readonly BillField[];
  readonly numbers: readonly number[];
  /** Counts what the price of a record left open, once it is a charge. */
  readonly note: (cells: readonly string[]) => void;
  readonly remarks: () => readonly BillRemark[];
}

/**
 * Prices and the contracted cost: the unit price of the price sheet × the quantity it is for, in
 * billing currency. Exports state a quantity in units or in blocks of them; which, shows where the
 * price that was paid × the quantity is the cost. What a file does not say stays empty.
 * Law: Σ contracted = Σ of price × quantity (test/laws/bill-conservation.test.ts)
 */
export function azurePrices(header: BillHeader, records: AzureRecords): AzurePrices {
  const at = {
    cost: records.cost,
    quantity: header.find(...QUANTITY),
    unit: header.find("UnitOfMeasure"),
    price: header.find("UnitPrice"),
    paid: header.find(...PAID),
    payg: header.find("PayGPrice"),
    rate: header.find(...RATE),
    into: header.find("BillingCurrencyCode", "BillingCurrency", "Currency"),
    from: header.find("PricingCurrency"),
  };
  let last: { readonly cells: readonly string[]; readonly priced: Priced } | null = null;
  const of = (cells: readonly string[]): Priced => {
    last = last?.cells === cells ? last : { cells, priced: priceOf(cells, at, records) };
    return last.priced;
  };
  const open: Unstated = unstated();
  const shown = (cells: readonly string[]): string => {
    const { quantity } = of(cells);
    return quantity === null ? "" : exactText(quantity);
  };
  const from = [at.price, at.quantity, at.unit, at.rate];
  return {
    fields: [
      ...(at.unit === ABSENT
        ? []
        : derived("PricingQuantity", [at.quantity, at.unit], "in priced units, exact", shown)),
      ...derived("PricingUnit", [at.unit], "where the quantity is exact", (cells) =>
        shown(cells) === "" ? "" : cellOf(cells, at.unit),
      ),
      ...derived("ListUnitPrice", [at.payg, at.rate], "in billing currency", (cells) => {
        const price = readExact(cellOf(cells, at.payg));
        const into = readExact(cellOf(cells, at.rate));
        return price === null || into === null
          ? cellOf(cells, at.payg)
          : exactText(multiplyExact(price, into));
      }),
      ...(at.price === ABSENT
        ? []
        : [
            ...derived(
              "ContractedUnitPrice",
              from,
              "in billing currency",
              (cells) => of(cells).unitPrice,
            ),
            ...derived(
              "ContractedCost",
              from,
              "unit price × quantity",
              (cells) => of(cells).contracted,
            ),
          ]),
    ],
    numbers: [at.quantity, at.price, at.paid, at.payg, at.rate],
    note: (cells) => open.count(at.price === ABSENT ? null : of(cells).unstated),
    remarks: () => open.remarks("UnitPrice"),
  };
}

type Places = Readonly<
  Record<"cost" | "quantity" | "unit" | "price" | "paid" | "rate" | "into" | "from", number>
>;

function priceOf(cells: readonly string[], at: Places, records: AzureRecords): Priced {
  const cost = readExact(cellOf(cells, at.cost)) ?? ZERO;
  const rate = readExact(cellOf(cells, at.rate)) ?? ONE;
  const { quantity, isShown } = pricedQuantity(cells, at, cost, rate);
  if (!PRICED.test(records.type(cells))) {
    // Taxes, credits and adjustments have no price: they are as they were billed.
    return { quantity, contracted: cellOf(cells, at.cost), unitPrice: "", unstated: null };
  }
  const none = (why: string): Priced => ({
    quantity,
    contracted: "",
    unitPrice: "",
    unstated: why,
  });
  const price = readExact(cellOf(cells, at.price));
  if (price === null) {
    return none("the unit price is empty");
  }
  if (price.digits === 0n && (cost.digits !== 0n || records.isCovered(cells))) {
    return none("the unit price is 0 beside a cost or a commitment");
  }
  if (cellOf(cells, at.rate) === "" && isForeign(cells, at)) {
    return none("the unit price is in another currency without its rate");
  }
  if (quantity === null || !isShown) {
    return none("whether the unit price is per unit or per block of units does not show");
  }
  const unitPrice = multiplyExact(price, rate);
  const contracted = multiplyExact(unitPrice, quantity);
  return contracted.digits !== 0n &&
    cost.digits !== 0n &&
    contracted.digits > 0n !== cost.digits > 0n
    ? none("the quantity has not the sign of the cost")
    : {
        quantity,
        contracted: exactText(contracted),
        unitPrice: exactText(unitPrice),
        unstated: null,
      };
}

function isForeign(cells: readonly string[], { from, into }: Places): boolean {
  const pricing = cellOf(cells, from);
  return pricing !== "" && pricing.toLowerCase() !== cellOf(cells, into).toLowerCase();
}

/** The quantity that prices are for, and whether the record shows it to be that. */
function pricedQuantity(
  cells: readonly string[],
  at: Places,
  cost: ExactDecimal,
  rate: ExactDecimal,
): { readonly quantity: ExactDecimal | null; readonly isShown: boolean } {
  const quantity = readExact(cellOf(cells, at.quantity));
  const block = blockSize(cellOf(cells, at.unit));
  if (quantity === null || (block !== null && block.digits === 1n && block.scale === 0)) {
    return { quantity, isShown: true };
  }
  const price = readExact(cellOf(cells, at.paid));
  if (price !== null && price.digits !== 0n && cost.digits !== 0n) {
    const paid = multiplyExact(multiplyExact(price, rate), quantity);
    if (isWithinTenth(paid, cost)) {
      return { quantity, isShown: true };
    }
    if (block !== null && isWithinTenth(paid, multiplyExact(cost, block))) {
      return { quantity: inWholeBlocks(quantity, block), isShown: true };
    }
  }
  const published = pricedBlocks(cellOf(cells, at.quantity), cellOf(cells, at.unit));
  return { quantity: readExact(published), isShown: quantity.digits === 0n };
}
