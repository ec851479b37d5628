import { CHARGE_FILE_COLUMNS } from "../../relations/charge-columns.ts";
import type { ChargeTarget, ImportFormat } from "./define.ts";

/** Names earlier drafts and some providers use for a column of the specification. */
const ALIASES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    provider: "ProviderName",
    publisher: "PublisherName",
    invoiceissuer: "InvoiceIssuerName",
    region: "RegionId",
    usagequantity: "ConsumedQuantity",
    usageunit: "ConsumedUnit",
    chargetype: "ChargeCategory",
    amortizedcost: "EffectiveCost",
  }),
);

/** Columns that only ever appear from a version on, newest first. */
const INTRODUCED: readonly { readonly version: string; readonly columns: readonly string[] }[] = [
  { version: "1.4", columns: ["InvoiceDetailId", "CommitmentProgramEligibilityDetails"] },
  {
    version: "1.3",
    columns: [
      "ServiceProviderName",
      "HostProviderName",
      "ContractApplied",
      "AllocatedMethodId",
      "AllocatedMethodDetails",
      "AllocatedResourceId",
      "AllocatedResourceName",
      "AllocatedTags",
    ],
  },
  {
    version: "1.2",
    columns: [
      "InvoiceId",
      "BillingAccountType",
      "SubAccountType",
      "PricingCurrency",
      "PricingCurrencyEffectiveCost",
      "PricingCurrencyListUnitPrice",
      "PricingCurrencyContractedUnitPrice",
    ],
  },
  {
    version: "1.1",
    columns: [
      "CapacityReservationId",
      "CapacityReservationStatus",
      "CommitmentDiscountQuantity",
      "CommitmentDiscountUnit",
      "ServiceSubcategory",
      "SkuMeter",
      "SkuPriceDetails",
    ],
  },
];

/** A column of each FOCUS dataset beside cost and usage, which are formats of their own. */
const OTHER_DATASETS = ["contractcommitmentcategory", "billingperiodstatus", "invoiceissuestatus"];

const NAMES: ReadonlyMap<string, string> = new Map(
  CHARGE_FILE_COLUMNS.map(({ focus, name }) => [plainName(focus), name]),
);
const FOCUS_IDS: ReadonlyMap<string, string> = new Map(
  CHARGE_FILE_COLUMNS.map(({ focus, name }) => [name, focus]),
);

/** Fewer known columns than this among others are a coincidence. */
const KNOWN_MIN = 6;
/** Enough where every column is known. */
const ALL_KNOWN_MIN = 3;
const KNOWN_SURE = 20;

/**
 * FOCUS 1.0 to 1.4 cost and usage: cost positive, credit negative, as the relation wants it;
 * currency in BillingCurrency, period in BillingPeriodStart.
 */
export const focus1: ImportFormat = {
  name: "FOCUS 1.0–1.4 cost and usage",
  reference: "https://focus.finops.org/focus-columns/",
  says:
    "Cost positive, credit negative, in BillingCurrency; BillingPeriodStart gives the period. " +
    "Names may be spelt in any case, and columns of the provider's own are kept.",
  recognise(header) {
    const plain = header.map(plainName);
    if (OTHER_DATASETS.some((mark) => plain.includes(mark))) {
      return null;
    }
    const targets = matchColumns(header);
    const found = new Set(targets.flatMap((target) => (target === null ? [] : [target.column])));
    const hasCost = found.has("billed_cost") || found.has("effective_cost");
    const hasCharge = found.has("charge_category") || found.has("charge_period_start");
    const enough = found.size === header.length ? ALL_KNOWN_MIN : KNOWN_MIN;
    if (!hasCost || !hasCharge || found.size < enough) {
      return null;
    }
    const { version, because } = versionOf(found);
    const isSure = found.size >= KNOWN_SURE && found.has("billing_currency");
    return {
      format: `focus-${version}`,
      confidence: isSure ? "exact" : "likely",
      reasons: [
        `${found.size} of ${header.length} columns have names of the FOCUS specification.`,
        because,
      ],
      targets,
    };
  },
};

/** A name without case, blanks and separators: `Billed Cost` and `billed_cost` are BilledCost. */
export function plainName(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, "");
}

/** Exact names first, so that an alias never takes a column's place. */
function matchColumns(header: readonly string[]): (ChargeTarget | null)[] {
  const targets: (ChargeTarget | null)[] = header.map(() => null);
  const taken = new Set<string>();
  const take = (index: number, column: string | undefined, how: string): void => {
    if (column !== undefined && !taken.has(column) && targets[index] === null) {
      taken.add(column);
      targets[index] = { column, how };
    }
  };
  for (const [index, source] of header.entries()) {
    const column = isCustom(source) ? undefined : NAMES.get(plainName(source));
    const isSame = column !== undefined && FOCUS_IDS.get(column) === source;
    take(index, column, isSame ? "FOCUS column" : "FOCUS column in another spelling");
  }
  for (const [index, source] of header.entries()) {
    const alias = ALIASES.get(plainName(source));
    take(index, alias === undefined ? undefined : NAMES.get(plainName(alias)), "earlier name");
  }
  return targets;
}

/** Providers' own columns start with `x_`. */
export function isCustom(name: string): boolean {
  return /^x_/i.test(name);
}

function versionOf(found: ReadonlySet<string>): { version: string; because: string } {
  for (const { version, columns } of INTRODUCED) {
    const mark = columns.find((focus) => found.has(NAMES.get(plainName(focus)) ?? ""));
    if (mark !== undefined) {
      return { version, because: `${mark} exists from version ${version} on.` };
    }
  }
  return { version: "1.0", because: "No column of a later version than 1.0 occurs." };
}
