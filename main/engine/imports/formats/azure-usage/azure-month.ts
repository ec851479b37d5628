import { fail } from "../../../../../shared/errors.ts";
import { cellOf } from "../../bills/bill-fields.ts";
import type { BillHeader } from "../../bills/bill-header.ts";
import {
  type ActiveBill,
  type BillRemark,
  type Conserved,
  coverKey,
  type Surroundings,
} from "../../bills/define-bill.ts";
import {
  addExact,
  type ExactDecimal,
  exactText,
  readExact,
  subtractExact,
  ZERO,
} from "../../bills/exact-decimal.ts";
import { monthStart } from "../../bills/moment-text.ts";
import { type AzureRecords, azureRecords } from "./azure-costs.ts";
import { accountColumns, DATE } from "./azure-fields.ts";

type Value = (cells: readonly string[]) => string;

/** How the records of one export are read. */
export interface AzureReading {
  readonly format: string;
  readonly billed: Value;
  readonly effective: Value;
  /** Why a record is left out; null where it is a charge. */
  readonly skip: (cells: readonly string[]) => string | null;
  readonly conserved: Pick<Conserved, "source" | "column">;
  readonly remarks: () => readonly BillRemark[];
}

/**
 * What one export of a month is, which only its records show, and what it adds beside the other of
 * its pair. The amortised export holds every charge but the purchases of commitments; those come
 * from the actual export, whose other records would count twice.
 */
export class AzureMonth {
  private readonly records: AzureRecords;
  private readonly keyOf: Value;
  private readonly keys = new Set<string>();
  private purchases = 0;
  private covered = 0;
  private amortised = 0;

  constructor(header: BillHeader) {
    const records = azureRecords(header);
    const [account = -1] = accountColumns(header);
    const start = header.find("BillingPeriodStartDate");
    const date = header.find(...DATE);
    this.records = records;
    this.keyOf = (cells) => {
      const from = monthStart(cellOf(cells, start) || cellOf(cells, date));
      return coverKey(cellOf(cells, account), from.slice(0, 7));
    };
  }

  see(cells: readonly string[]): void {
    const { isCommitmentPurchase, isCovered } = this.records;
    const isFree = isZero(this.costOf(cells));
    this.keys.add(this.keyOf(cells));
    this.purchases += isCommitmentPurchase(cells) && !isFree ? 1 : 0;
    this.covered += isCovered(cells) ? 1 : 0;
    this.amortised += isCovered(cells) && !isFree ? 1 : 0;
  }

  isAmortised({ file, named }: Pick<Surroundings, "file" | "named">): boolean {
    const isBoth = this.purchases > 0 && this.amortised > 0 && named === undefined;
    return !isBoth && this.kindOf(file, named) === "azure-amortised";
  }

  /** As it is shown before all its records were seen. */
  unsettled(): AzureReading {
    return this.whole("azure-usage");
  }

  /** Errors: `mapping-needed` where it may be either, `import-rejected` where it counts twice */
  settle({ beside, file, named }: Surroundings): AzureReading {
    const kind = this.kindOf(file, named);
    const meets = (formats: readonly string[]): ActiveBill[] =>
      beside.filter(
        ({ format, covers }) =>
          formats.includes(format) && [...this.keys].some((key) => covers.has(key)),
      );
    if (kind === "azure-amortised") {
      const [actual] = meets(["azure-actual"]);
      return actual === undefined ? this.amortisedReading() : refuseAfter(file, actual.file);
    }
    const partners = meets(["azure-amortised"]);
    if (kind === "azure-purchases" || partners.length > 0) {
      return new PurchasesOnly(this.records, this.keyOf, partners, kind).reading();
    }
    return this.whole(kind);
  }

  private costOf(cells: readonly string[]): string {
    return cellOf(cells, this.records.cost);
  }

  private kindOf(file: string, named: string | undefined): string {
    if (named !== undefined && /^azure-(actual|amortised|purchases)$/.test(named)) {
      return named;
    }
    if (this.purchases > 0 && this.amortised > 0) {
      fail(
        "mapping-needed",
        `"${file}" holds ${this.purchases} purchases of commitments, as an actual export does, ` +
          `and ${this.amortised} charges that a commitment paid, as an amortised export does.`,
        "Import the two exports as two files, or name its format: azure-actual or azure-amortised.",
      );
    }
    if (this.purchases + this.amortised > 0) {
      return this.purchases > 0 ? "azure-actual" : "azure-amortised";
    }
    // Without commitments both exports of a month are alike, and only the name may tell.
    return /amorti[sz]ed/i.test(file)
      ? "azure-amortised"
      : this.covered > 0 || /actual/i.test(file)
        ? "azure-actual"
        : "azure-usage";
  }

  private whole(format: string): AzureReading {
    const cost: Value = (cells) => this.costOf(cells);
    const alone = this.purchases + this.covered;
    return {
      format,
      billed: cost,
      effective: cost,
      skip: () => null,
      conserved: { source: cost, column: "BilledCost" },
      remarks: () =>
        alone === 0
          ? []
          : [
              pairIncomplete(
                "warning",
                alone,
                "purchases of commitments and charges they pay, effective as they were billed",
                "Withdraw it, import the amortised export of the month and then this one again; " +
                  "until then the effective cost follows the invoice.",
              ),
            ],
    };
  }

  private amortisedReading(): AzureReading {
    const { isCovered, isCommitmentPurchase } = this.records;
    const effective: Value = (cells) => (isCommitmentPurchase(cells) ? "0" : this.costOf(cells));
    return {
      format: "azure-amortised",
      billed: (cells) => (isCovered(cells) ? "0" : this.costOf(cells)),
      effective,
      skip: () => null,
      conserved: { source: effective, column: "EffectiveCost" },
      remarks: () =>
        this.covered === 0
          ? []
          : [
              pairIncomplete(
                "note",
                this.covered,
                "charges that a commitment paid, without its purchase",
                "Import the actual export of the month as well; it adds the purchases of " +
                  "commitments and nothing twice.",
              ),
            ],
    };
  }
}

/** An actual export beside the amortised one of its month: it adds what was bought, and no more. */
class PurchasesOnly {
  private readonly records: AzureRecords;
  private readonly keyOf: Value;
  private readonly partners: readonly ActiveBill[];
  private readonly isAll: boolean;
  private readonly left = new Map<string, ExactDecimal>();

  constructor(records: AzureRecords, keyOf: Value, partners: readonly ActiveBill[], kind: string) {
    this.records = records;
    this.keyOf = keyOf;
    this.partners = partners;
    this.isAll = kind === "azure-purchases";
  }

  reading(): AzureReading {
    const cost: Value = (cells) => cellOf(cells, this.records.cost);
    const { isCommitmentPurchase } = this.records;
    const isPaired = (cells: readonly string[]): boolean =>
      this.isAll || this.partnerOf(this.keyOf(cells)) !== undefined;
    return {
      format: "azure-purchases",
      billed: cost,
      effective: (cells) => (isPaired(cells) && isCommitmentPurchase(cells) ? "0" : cost(cells)),
      skip: (cells) => (isPaired(cells) && !isCommitmentPurchase(cells) ? this.leave(cells) : null),
      conserved: { source: cost, column: "BilledCost" },
      remarks: () => this.differences(),
    };
  }

  private partnerOf(key: string): ActiveBill | undefined {
    return this.partners.find(({ covers }) => covers.has(key));
  }

  private leave(cells: readonly string[]): string {
    const key = this.keyOf(cells);
    const cost = readExact(cellOf(cells, this.records.cost)) ?? ZERO;
    this.left.set(key, addExact(this.left.get(key) ?? ZERO, cost));
    const partner = this.partnerOf(key)?.file;
    const holder = partner === undefined ? "the amortised export" : `"${partner}"`;
    return `${holder} holds the same charges of the month, amortised`;
  }

  /** What an amortised export is billed without commitments must be what was left out here. */
  private differences(): BillRemark[] {
    return [...this.left].flatMap(([key, left]): BillRemark[] => {
      const partner = this.partnerOf(key);
      const billed = readExact(partner?.covers.get(key) ?? "") ?? ZERO;
      const [account, period] = key.split("|");
      return partner === undefined || isNear(left, billed)
        ? []
        : [
            {
              code: "bill-pair-differs",
              severity: "warning",
              column: null,
              found:
                `charges of ${exactText(left)} were left out for account ${account} in ` +
                `${period}, and "${partner.file}" bills ${exactText(billed)}`,
              expected: "both exports of a month bill the same but for commitments",
              remedy: "Export both on the same day, after the month is closed.",
              count: 1,
            },
          ];
    });
  }
}

function pairIncomplete(
  severity: "warning" | "note",
  count: number,
  found: string,
  remedy: string,
): BillRemark {
  const expected = "the actual and the amortised export of the month";
  return { code: "bill-pair-incomplete", severity, column: null, found, expected, remedy, count };
}

function refuseAfter(file: string, actual: string): never {
  return fail(
    "import-rejected",
    `"${file}" was not imported: it is the amortised export of a month of which "${actual}" is ` +
      "active as a whole, and its usage would count twice.",
    `Withdraw "${actual}", import this file, and then "${actual}" again: of it only the ` +
      "purchases of commitments are added then.",
  );
}

/** Stored charges are rounded at twelve decimals, each by itself. */
function isNear(a: ExactDecimal, b: ExactDecimal): boolean {
  const { digits, scale } = subtractExact(a, b);
  const magnitude = digits < 0n ? -digits : digits;
  return magnitude * 1_000_000n < 10n ** BigInt(scale);
}

function isZero(text: string): boolean {
  return (readExact(text) ?? ZERO).digits === 0n;
}
