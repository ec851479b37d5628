import fc from "fast-check";
import { expect, test } from "vitest";
import { sql } from "../../main/engine/database/sql.ts";
import { type Engine, unwrap } from "../../main/engine/engine.ts";
import { fromUnits, toUnits } from "../../shared/domain/amount.ts";
import { Mapping } from "../../shared/domain/mapping.ts";
import { batchesOf, batchOf } from "../support/case-batch.ts";
import { addExact, type ExactSum, exactDecimal, roundedUnits } from "../support/exact-csv.ts";
import { grantBytes } from "../support/import-text.ts";
import { openEngine } from "../support/open-engine.ts";

/** Files imported at once; each case is a file of its own account. */
const FILES = 20;

const digits = (max: number) =>
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: max }).map((d) => d.join(""));
const amount = fc
  .tuple(
    fc.constantFrom("", "-"),
    fc.oneof(
      { weight: 6, arbitrary: fc.tuple(digits(4), digits(10)).map(([a, b]) => `${a}.${b}`) },
      { weight: 2, arbitrary: fc.tuple(digits(3), digits(20)).map(([a, b]) => `${a}.${b}`) },
      { weight: 1, arbitrary: fc.tuple(digits(2), digits(6)).map(([a, b]) => `${a}.${b}E-7`) },
      { weight: 1, arbitrary: fc.constantFrom("0", "0.0", "5e-06", "6.71E-8") },
    ),
  )
  .map(([sign, text]) => `${sign}${text}`);

/** What the charges of one file must come to, in units of 10^-12, and how many they are. */
interface Sums {
  readonly billed: bigint;
  readonly effective: bigint;
  readonly contracted: bigint;
  readonly charges: number;
  readonly skipped: number;
}

interface Part {
  readonly billed: ExactSum;
  readonly effective: ExactSum;
  /** Nothing where the record does not state it. */
  readonly contracted: ExactSum;
}

interface Case {
  readonly line: (index: number) => string;
  /** The charges its record becomes; none where it is left out. */
  readonly parts: readonly Part[];
}

const ZERO: ExactSum = { digits: 0n, scale: 0 };
const both = (text: string): Part => ({
  billed: exactDecimal(text),
  effective: exactDecimal(text),
  contracted: exactDecimal(text),
});
const minus = (a: ExactSum, b: ExactSum): ExactSum => addExact(a, { ...b, digits: -b.digits });
const isNothing = ({ digits: value }: ExactSum): boolean => value === 0n;
const CUR_HEADER =
  "bill/PayerAccountId,bill/BillingPeriodStartDate,lineItem/LineItemType,lineItem/UsageStartDate," +
  "lineItem/UnblendedCost,lineItem/CurrencyCode,lineItem/Operation,reservation/ReservationARN," +
  "reservation/EffectiveCost,reservation/UnusedAmortizedUpfrontFeeForBillingPeriod," +
  "reservation/UnusedRecurringFee,savingsPlan/SavingsPlanARN,savingsPlan/TotalCommitmentToDate," +
  "savingsPlan/UsedCommitment,savingsPlan/SavingsPlanEffectiveCost";

const CUR_TYPES = [
  "Usage",
  "Tax",
  "Credit",
  "EdpDiscount",
  "Fee",
  "DiscountedUsage",
  "RIFee",
  "SavingsPlanCoveredUsage",
  "SavingsPlanNegation",
  "SavingsPlanRecurringFee",
  "SavingsPlanUpfrontFee",
];

/** The published rules once more, told apart from the engine's own. */
const curCase: fc.Arbitrary<Case> = fc
  .record({
    type: fc.constantFrom(...CUR_TYPES),
    cost: amount,
    a: amount,
    b: amount,
    isSplit: fc.integer({ min: 0, max: 9 }).map((one) => one === 0),
  })
  .map(({ type, cost, a, b, isSplit }) => {
    const cells = (index: number): string =>
      [
        `p${index}`,
        "2026-10-01T00:00:00Z",
        type,
        "2026-10-02T00:00:00Z",
        cost,
        "USD",
        isSplit ? "EKSPod-EC2" : "RunInstances",
        /RI|Discounted/.test(type) ? "arn:ri" : "",
        a,
        a,
        b,
        /SavingsPlan/.test(type) ? "arn:sp" : "",
        a,
        b,
        b,
      ].join(",");
    const unused =
      type === "RIFee"
        ? addExact(exactDecimal(a), exactDecimal(b))
        : minus(exactDecimal(a), exactDecimal(b));
    const effective: Record<string, ExactSum> = {
      DiscountedUsage: exactDecimal(a),
      SavingsPlanCoveredUsage: exactDecimal(b),
      SavingsPlanNegation: ZERO,
      SavingsPlanUpfrontFee: ZERO,
      RIFee: ZERO,
      SavingsPlanRecurringFee: ZERO,
    };
    const first = {
      billed: exactDecimal(cost),
      effective: effective[type] ?? exactDecimal(cost),
      contracted: /Negation|DiscountedUsage/.test(type) ? ZERO : exactDecimal(cost),
    };
    const isFee = type === "RIFee" || type === "SavingsPlanRecurringFee";
    const more =
      isFee && !isNothing(unused) ? [{ billed: ZERO, effective: unused, contracted: ZERO }] : [];
    return { line: cells, parts: isSplit ? [] : [first, ...more] };
  });

const AZURE_HEADER =
  "BillingAccountId,BillingPeriodStartDate,Date,MeterCategory,MeterId,Cost,BillingCurrency," +
  "ChargeType,PricingModel,Quantity,UnitOfMeasure,UnitPrice";

/** Price × quantity, unless it turns the sign of the cost. */
function contractedOf(cost: ExactSum, quantity: ExactSum, price: ExactSum): ExactSum {
  const digits = quantity.digits * price.digits;
  const isTurned = digits !== 0n && cost.digits !== 0n && digits > 0n !== cost.digits > 0n;
  return isTurned ? ZERO : { digits, scale: quantity.scale + price.scale };
}

/** An amortised export: it holds no purchases of commitments. */
const azureCase: fc.Arbitrary<Case> = fc
  .record({
    type: fc.constantFrom("Usage", "Purchase", "UnusedReservation", "Refund"),
    model: fc.constantFrom("OnDemand", "Reservation", "SavingsPlan"),
    cost: amount,
    quantity: amount,
    price: amount,
  })
  .map(({ type, model, cost, quantity, price: signed }) => {
    const price = signed.replace("-", "");
    const isBought = type === "Purchase" || type === "Refund";
    const pricing = isBought ? "OnDemand" : model;
    const isCovered = type === "UnusedReservation" || (type === "Usage" && model !== "OnDemand");
    return {
      line: (index: number) =>
        `p${index},10/01/2026,10/13/2026,Storage,m,${cost},USD,${type},${pricing},` +
        `${quantity},1 Hour,${price}`,
      parts: [
        {
          billed: isCovered ? ZERO : exactDecimal(cost),
          effective: exactDecimal(cost),
          contracted: contractedOf(exactDecimal(cost), exactDecimal(quantity), exactDecimal(price)),
        },
      ],
    };
  });

const GCP_HEADER =
  "billing_account_id,service.description,sku.id,usage_start_time,cost,currency,credits," +
  "invoice.month,cost_type";
const CREDIT_TYPES = ["PROMOTION", "FREE_TIER", "DISCOUNT", "SUSTAINED_USAGE_DISCOUNT"];

const gcpCase: fc.Arbitrary<Case> = fc
  .record({
    cost: amount,
    credits: fc.array(fc.record({ type: fc.constantFrom(...CREDIT_TYPES), amount }), {
      maxLength: 3,
    }),
    isPython: fc.boolean(),
  })
  .map(({ cost, credits, isPython }) => {
    const q = isPython ? "'" : '""';
    const text = credits.map(
      (one) => `{${q}type${q}: ${q}${one.type}${q}, ${q}amount${q}: ${one.amount}}`,
    );
    const net = credits
      .filter(({ type }) => /DISCOUNT/.test(type))
      .reduce((sum, one) => addExact(sum, exactDecimal(one.amount)), exactDecimal(cost));
    const own = credits
      .filter((one) => !/DISCOUNT/.test(one.type) && !isNothing(exactDecimal(one.amount)))
      .map((one) => both(one.amount));
    return {
      line: (index: number) =>
        `p${index},Compute,k,2026-10-31 23:30:00 UTC,${cost},USD,` +
        `"[${text.join(", ")}]",202611,regular`,
      parts: [{ billed: net, effective: net, contracted: exactDecimal(cost) }, ...own],
    };
  });

/** The same record, of an account that the mapping leaves out. */
const left = ({ line }: Case): Case => ({
  line: (index) => `x${line(index).slice(1)}`,
  parts: [],
});

function sumsOf(cases: readonly Case[]): Sums {
  const parts = cases.flatMap((one) => one.parts);
  const sum = (pick: (part: Part) => ExactSum): bigint =>
    parts.reduce((units, part) => units + roundedUnits(pick(part)), 0n);
  return {
    billed: sum(({ billed }) => billed),
    effective: sum(({ effective }) => effective),
    contracted: sum(({ contracted }) => contracted),
    charges: parts.length,
    skipped: cases.filter((one) => one.parts.length === 0).length,
  };
}

async function readSums(engine: Engine, file: string): Promise<readonly unknown[]> {
  const { rows } = await engine.context.database.read((reader) =>
    reader.table(sql`select sum(billed_cost), sum(effective_cost),
        coalesce(sum(contracted_cost), 0), count(*) from charge where source_file_id = ${file}`),
  );
  return rows[0] ?? [];
}

test.each([
  [
    "Cost and Usage Reports",
    CUR_HEADER,
    curCase,
    {
      line: (i: number) => `p${i},2026-10-01T00:00:00Z,Usage,2026-10-02T00:00:00Z,1,USD,,,,,,,,,`,
      parts: [both("1")],
    },
  ],
  [
    "amortised exports of Azure",
    AZURE_HEADER,
    azureCase,
    {
      line: (i: number) =>
        `p${i},10/01/2026,10/13/2026,Storage,m,1,USD,UnusedReservation,Reservation,3,1 Hour,2`,
      parts: [{ billed: ZERO, effective: exactDecimal("1"), contracted: exactDecimal("6") }],
    },
  ],
  [
    "billing exports of Google Cloud",
    GCP_HEADER,
    gcpCase,
    {
      line: (i: number) => `p${i},Compute,k,2026-10-31 23:30:00 UTC,1,USD,[],202611,regular`,
      parts: [both("1")],
    },
  ],
] as const)(
  "%s: Σ of the charges = Σ of the records, by the rules told twice",
  async (_name, header, one, plain) => {
    const any: fc.Arbitrary<Case> = one;
    const some = fc.oneof({ weight: 9, arbitrary: any }, { weight: 1, arbitrary: any.map(left) });
    const bill = fc.array(some, { minLength: 1, maxLength: 25 }).map((cases) => [...cases, plain]);
    const [account = ""] = header.split(",");
    const skip = [{ column: account, matches: "^x", reason: "left out" }];
    const mapping = Mapping.parse({ tieout: 1, dataset: "charge", skip });
    const property = fc.asyncProperty(batchOf(bill, FILES), async (bills) => {
      const engine = await openEngine();
      try {
        const files = [];
        for (const [index, cases] of bills.entries()) {
          const text = [header, ...cases.map((each) => each.line(index))].join("\n");
          files.push({ file: await grantBytes(engine, text, `amortised-${index}.csv`), mapping });
        }
        const answer = unwrap(await engine.runJob("import", { files }));
        for (const [index, cases] of bills.entries()) {
          const file = answer.files[index];
          const { billed, effective, contracted, charges, skipped } = sumsOf(cases);
          expect(file?.records).toEqual({
            physical: cases.length,
            loaded: cases.length - skipped,
            rejected: 0,
            blank: 0,
            skipped,
          });
          const [sum, accrued, agreed, count] = await readSums(engine, file?.sourceFileId ?? "");
          expect([
            fromUnits(toUnits(String(sum))),
            fromUnits(toUnits(String(accrued))),
            fromUnits(toUnits(String(agreed))),
            count,
          ]).toEqual([fromUnits(billed), fromUnits(effective), fromUnits(contracted), charges]);
        }
      } finally {
        await engine.close();
      }
    });
    await fc.assert(property, { numRuns: batchesOf(FILES) });
  },
);
