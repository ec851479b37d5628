import type { ControlTotal } from "../../../shared/contract/workspace.ts";
import { compareAmounts, subtractAmounts } from "../../../shared/domain/amount.ts";
import type { Finding } from "../../../shared/domain/finding.ts";
import type { LoadedFile, StagedFile } from "./loaded-file.ts";
import { wholeTotals } from "./source-records.ts";

/** Where a file comes to something else than a person expected. At stake is loaded − expected. */
export function expectedTotalFindings(
  { sourceFileId, name }: Pick<StagedFile, "sourceFileId" | "name">,
  { totals }: Pick<LoadedFile, "totals">,
  expected: readonly ControlTotal[],
): Finding[] {
  const whole = wholeTotals(totals);
  return expected.flatMap(({ measure, currency, amount }): Finding[] => {
    const loaded =
      whole.find((one) => one.measure === measure && one.currency === currency)?.amount ?? "0";
    const unit = currency === "" ? "" : ` ${currency}`;
    return compareAmounts(loaded, amount) === 0
      ? []
      : [
          {
            code: "expected-total-differs",
            severity: "warning",
            sourceFileId,
            file: name,
            row: null,
            column: measure,
            found: `${loaded}${unit} loaded`,
            expected: `${amount}${unit}, as stated at the import`,
            remedy: "Look for rows that were rejected or skipped, or for a file that is missing.",
            count: 1,
            amountAtStake: subtractAmounts(loaded, amount),
            currency: currency === "" ? null : currency,
          },
        ];
  });
}
