import { z } from "zod";
import type {
  QualityFailure,
  QualityReport,
  QualityResult,
} from "../../../shared/contract/quality.ts";
import { compareAmounts } from "../../../shared/domain/amount.ts";
import { compareByCodePoint } from "../../../shared/domain/apportion.ts";
import type { Database, Reader } from "../database/database.ts";
import { statement } from "../database/sql.ts";
import { lawResult, type TitledLaw } from "./law-result.ts";
import { runSuite, type SuiteScope } from "./quality-suite.ts";
import type { TestOutcome } from "./run-tests.ts";
import acceptancesQuery from "./stored/acceptances.sql?raw";

const Acceptance = z.object({ failure_key: z.string(), comment: z.string(), actor: z.string() });

/** Every test of a scope as it stands now, what matters most first. */
export async function readQuality(
  database: Database,
  reader: Reader,
  scope: SuiteScope,
  laws: readonly TitledLaw[],
): Promise<QualityReport> {
  const suite = await runSuite(database, reader, scope);
  const rows = await reader.rows(Acceptance, statement(acceptancesQuery));
  const accepted = new Map(
    rows.map(({ failure_key: key, comment, actor }) => [key, { comment, actor }]),
  );
  const asked = (test: TestOutcome): boolean =>
    test.test.datasets.some((dataset) => suite.datasets.has(dataset));
  const results = [
    ...laws.map((law) => lawResult(law, accepted)),
    ...suite.tests.map((outcome) => resultOf(outcome, accepted, asked(outcome))),
  ];
  return {
    ...scope,
    results: results.sort(byWhatMatters),
    windows: [...suite.windows],
    blocking: results
      .filter(({ severity }) => severity === "blocking")
      .reduce((sum, { failures }) => sum + failures.filter(isOpen).length, 0),
  };
}

const isOpen = ({ accepted }: QualityFailure): boolean => accepted === null;

function resultOf(
  { test, tested, failures: found }: TestOutcome,
  accepted: ReadonlyMap<string, QualityFailure["accepted"]>,
  hasData: boolean,
): QualityResult {
  const failures = found
    .map((failure) => ({ ...failure, accepted: accepted.get(failure.key) ?? null }))
    .sort(byStake);
  const { id, title, looksFor, datasets, severity, expected, remedy } = test;
  const isTested = tested > 0 || failures.length > 0;
  return {
    test: id,
    title,
    looksFor,
    datasets: [...datasets],
    severity,
    state: stateOf(failures, isTested),
    why: isTested ? null : hasData ? test.untested : "No file of its kind is imported.",
    tested,
    expected,
    remedy,
    failures,
  };
}

function stateOf(failures: readonly QualityFailure[], isTested: boolean): QualityResult["state"] {
  if (failures.some(isOpen)) {
    return "failed";
  }
  if (failures.length > 0) {
    return "accepted";
  }
  return isTested ? "passed" : "not-applicable";
}

const STATES: readonly QualityResult["state"][] = [
  "failed",
  "accepted",
  "passed",
  "not-applicable",
];

/** What blocks, then what warns, then the rest; in the order of the list. */
function byWhatMatters(a: QualityResult, b: QualityResult): number {
  const rank = ({ state, severity }: QualityResult): number =>
    STATES.indexOf(state) * 2 + (state === "failed" && severity === "warning" ? 1 : 0);
  return rank(a) - rank(b);
}

/** Open ones first, then the largest amount. */
function byStake(a: QualityFailure, b: QualityFailure): number {
  const open = (isOpen(b) ? 1 : 0) - (isOpen(a) ? 1 : 0);
  const stake = compareAmounts(sizeOf(b), sizeOf(a));
  return open || stake || compareByCodePoint(a.subject, b.subject);
}

function sizeOf({ amounts }: QualityFailure): string {
  const sizes = amounts.map(({ amount }) => amount.replace("-", ""));
  return sizes.sort(compareAmounts).at(-1) ?? "0";
}
