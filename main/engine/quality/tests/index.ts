import { dailyOutliers } from "./daily-outliers.ts";
import type { QualityTest } from "./define.ts";
import { fileOverlaps } from "./file-overlaps.ts";
import { impossibleDates } from "./impossible-dates.ts";
import { invoiceTotals } from "./invoice-totals.ts";
import { missingBookFields } from "./missing-book-fields.ts";
import { missingChargeFields } from "./missing-charge-fields.ts";
import { missingDays } from "./missing-days.ts";
import { missingDocumentNumbers } from "./missing-document-numbers.ts";
import { missingLedgerMonths } from "./missing-ledger-months.ts";
import { missingRates } from "./missing-rates.ts";
import { missingServiceDays } from "./missing-service-days.ts";
import { mixedCurrencies } from "./mixed-currencies.ts";
import { monthNotCovered } from "./month-not-covered.ts";
import { negativeUsage } from "./negative-usage.ts";
import { partialChargeFields } from "./partial-charge-fields.ts";
import { postedOutsidePeriod } from "./posted-outside-period.ts";
import { repeatedCharges } from "./repeated-charges.ts";
import { repeatedInvoices } from "./repeated-invoices.ts";
import { repeatedLedgerLines } from "./repeated-ledger-lines.ts";
import { reversedPeriods } from "./reversed-periods.ts";
import { statedTotals } from "./stated-totals.ts";

/** Every test of the imported data: totals first, then bills, then books. */
export const qualityTests: readonly QualityTest[] = [
  fileOverlaps,
  statedTotals,
  invoiceTotals,
  monthNotCovered,
  missingDays,
  missingServiceDays,
  missingChargeFields,
  partialChargeFields,
  repeatedCharges,
  impossibleDates,
  negativeUsage,
  dailyOutliers,
  mixedCurrencies,
  missingLedgerMonths,
  repeatedLedgerLines,
  missingBookFields,
  missingDocumentNumbers,
  postedOutsidePeriod,
  repeatedInvoices,
  reversedPeriods,
  missingRates,
];
