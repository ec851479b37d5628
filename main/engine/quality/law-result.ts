import { createHash } from "node:crypto";
import type { QualityFailure, QualityResult } from "../../../shared/contract/quality.ts";
import { canonicalAmount } from "../../../shared/domain/amount.ts";
import type { CheckedLaw, Finding } from "../../../shared/domain/finding.ts";

export interface TitledLaw extends CheckedLaw {
  readonly title: string;
}

/** A check of the stored data in the form of a test, so that both stand in one list. */
export function lawResult(
  { title, check, law, findings }: TitledLaw,
  accepted: ReadonlyMap<string, QualityFailure["accepted"]>,
): QualityResult {
  const failures = findings
    .filter(({ severity }) => severity === "blocking")
    .map((finding) => lawFailure(check, finding, accepted));
  const [first] = findings;
  const isAccepted = failures.every((failure) => failure.accepted !== null);
  return {
    test: check,
    title,
    looksFor: law,
    datasets: [],
    severity: "blocking",
    state: failures.length === 0 ? "passed" : isAccepted ? "accepted" : "failed",
    why: null,
    tested: 0,
    expected: first?.expected ?? law,
    remedy: first?.remedy ?? "",
    failures,
  };
}

function lawFailure(
  check: string,
  { found, file, sourceFileId, row, count, amountAtStake, currency }: Finding,
  accepted: ReadonlyMap<string, QualityFailure["accepted"]>,
): QualityFailure {
  const identity = JSON.stringify([check, found, amountAtStake]);
  const key = createHash("sha256").update(identity).digest("hex").slice(0, 16);
  const amount = amountAtStake === null ? null : canonicalAmount(amountAtStake);
  return {
    key,
    subject: file ?? found,
    period: null,
    found,
    rows: count,
    tested: null,
    amounts: amount === null ? [] : [{ currency: currency ?? "", amount }],
    files: sourceFileId === null ? [] : [{ sourceFileId, file: file ?? "", rows: count }],
    examples:
      sourceFileId === null
        ? []
        : [{ sourceFileId, file: file ?? "", row, amount, currency, text: found }],
    accepted: accepted.get(key) ?? null,
  };
}
