import fc from "fast-check";
import { parse } from "yaml";
import type { AccountStatement, ReconcilingItem } from "../../shared/contract/reconciliation.ts";
import type { ReconciliationConfig } from "../../shared/domain/reconciliation-config.ts";
import { PLANTED_CONFIG } from "./planted-ledger.ts";
import { type Book, book } from "./random-books.ts";
import type { Reconciled } from "./reconcile-case.ts";
import type { SeedRow } from "./seed.ts";

/** As many books as one job reconciles; a failing batch shrinks to the one book that fails. */
class Batch extends fc.Arbitrary<Book[]> {
  private readonly full: fc.Arbitrary<Book[]>;
  private readonly fewer: fc.Arbitrary<Book[]>;

  constructor(size: number) {
    super();
    this.full = fc.array(book, { minLength: size, maxLength: size, size: "max" });
    this.fewer = fc.array(book, { minLength: 1, maxLength: size, size: "max" });
  }

  generate(random: fc.Random, biasFactor: number | undefined): fc.Value<Book[]> {
    return this.full.generate(random, biasFactor);
  }

  canShrinkWithoutContext(value: unknown): value is Book[] {
    return this.fewer.canShrinkWithoutContext(value);
  }

  shrink(value: Book[], context: unknown): fc.Stream<fc.Value<Book[]>> {
    return this.fewer.shrink(value, context);
  }
}

export function batchOf(size: number): fc.Arbitrary<Book[]> {
  return new Batch(size);
}

const CHARGE_NAMES = [
  "billing_account_id",
  "invoice_id",
  "invoice_issuer_name",
  "publisher_name",
  "provider_name",
  "service_name",
  "commitment_discount_id",
];
const LEDGER_NAMES = ["ledger_account", "reference", "vendor_name", "line_text"];

/** Books with names of their own, so that they meet nowhere in one reconciliation. */
export function apart(books: readonly Book[]): Book {
  return {
    charges: books.flatMap(({ charges }, index) =>
      charges.map((row) => named({ billing_account_id: "payer", ...row }, CHARGE_NAMES, index)),
    ),
    ledger: books.flatMap(({ ledger }, index) =>
      ledger.map((row) => named(row, LEDGER_NAMES, index)),
    ),
  };
}

function named(row: SeedRow, names: readonly string[], index: number): SeedRow {
  const own = names.flatMap((name) => {
    const value = row[name] ?? null;
    return value === null ? [] : [[name, `${value}${markOf(index)}`] as const];
  });
  return { ...row, ...Object.fromEntries(own) };
}

function markOf(index: number): string {
  return `-b${index}`;
}

/** The planted configuration once per book, on that book's accounts, charges and vendors. */
export function configOf(books: number): string {
  const config: ReconciliationConfig = parse(PLANTED_CONFIG);
  const marks = Array.from({ length: books }, (_, index) => markOf(index));
  return JSON.stringify({
    ...config,
    accounts: marks.flatMap((mark) =>
      config.accounts.map((account) => ({
        ...account,
        account: `${account.account}${mark}`,
        charges: [
          ...(account.charges ?? []).map((of) => ({ ...of, value: `${of.value}${mark}` })),
          { attribute: "billing_account_id", op: "equals", value: `payer${mark}` },
        ],
      })),
    ),
    vendors: marks.flatMap((mark) =>
      config.vendors.map(({ vendor, aliases }) => ({
        vendor: `${vendor}${mark}`,
        aliases: aliases.map((alias) => `${alias}${mark}`),
      })),
    ),
  });
}

export interface ReconciledBook {
  readonly accounts: readonly AccountStatement[];
  readonly items: readonly ReconcilingItem[];
}

/** What a reconciliation of several books says about each, items in the order of their keys. */
export function eachBook({ result, items }: Reconciled, books: number): ReconciledBook[] {
  const accountsOf = byBook(result.accounts);
  const itemsOf = byBook([...items].sort((a, b) => (a.itemKey < b.itemKey ? -1 : 1)));
  return Array.from({ length: books }, (_, index) => ({
    accounts: accountsOf.get(markOf(index)) ?? [],
    items: itemsOf.get(markOf(index)) ?? [],
  }));
}

function byBook<T extends { readonly account: string }>(list: readonly T[]): Map<string, T[]> {
  const found = new Map<string, T[]>();
  for (const of of list) {
    const mark = of.account.slice(of.account.lastIndexOf("-b"));
    found.set(mark, [...(found.get(mark) ?? []), of]);
  }
  return found;
}
