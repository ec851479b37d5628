import type { IdentifierCoverage, PointCoverage } from "../../../shared/contract/identifiers.ts";
import { compareAmounts, subtractAmounts } from "../../../shared/domain/amount.ts";
import type { IdentifierName } from "../../../shared/domain/identifier-names.ts";
import { completeness } from "../../../shared/domain/identifier-words.ts";
import { fullIn, plural, spellAmount } from "../../ui/format-amount.ts";

/** An identifier in the words of the reader. */
export function identifierLabel(name: IdentifierName): string {
  const words = name.replaceAll("_", " ");
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

/** A line of the table of completeness: the bills, or one kind of book. */
export interface CoverageLine extends Omit<PointCoverage, "point"> {
  readonly point: "bills" | PointCoverage["point"];
  readonly isDefined: boolean;
}

/**
 * Each identifier's bills, then the books that carry it; of one currency where one is chosen. One
 * that is not defined has one line, of the currency most charges are in.
 */
export function coverageLines(
  coverage: readonly IdentifierCoverage[],
  points: readonly PointCoverage[],
  currency: string | null,
): CoverageLine[] {
  const names = [...new Set([...coverage, ...points].map(({ identifier }) => identifier))];
  const most = coverage
    .filter((one) => currency === null || one.currency === currency)
    .toSorted((a, b) => b.charges - a.charges)[0]?.currency;
  const bills = coverage
    .filter((one) => one.isDefined || one.currency === most)
    .toSorted((a, b) => b.charges - a.charges)
    .map((one) => ({ ...one, point: "bills" as const }));
  const books = points.map((one) => ({ ...one, isDefined: true }));
  return names
    .flatMap((name) => [...bills, ...books].filter(({ identifier }) => identifier === name))
    .filter((line) => currency === null || line.currency === currency);
}

/** The cost that carries no value. */
export function missingAmount({ amount, foundAmount }: CoverageLine): string {
  return subtractAmounts(amount, foundAmount);
}

/** Which line is looked at first: the bills of the first identifier with the most cost. */
export function firstLine(lines: readonly CoverageLine[]): number {
  const first = lines.find(({ isDefined, point }) => isDefined && point === "bills");
  const own = lines.filter(
    ({ identifier, point }) => point === "bills" && identifier === first?.identifier,
  );
  const largest = own.toSorted((a, b) => compareAmounts(b.magnitude, a.magnitude))[0];
  return largest === undefined ? 0 : lines.indexOf(largest);
}

/** The message of the page: what the line that is looked at says. */
export function identifiersMessage(
  line: CoverageLine | undefined,
  defined: number,
  suggested: number,
): string | null {
  if (line === undefined) {
    return null;
  }
  const waiting = suggested === 0 ? "" : `; ${plural(suggested, "suggestion")}`;
  if (defined === 0) {
    return `no identifier is defined yet${waiting}`;
  }
  const label = identifierLabel(line.identifier);
  if (!line.isDefined) {
    return `${label} is not defined yet${waiting}`;
  }
  const percent = completeness(line.foundMagnitude, line.magnitude);
  const missing = missingAmount(line);
  const rest =
    line.found === line.charges
      ? "nothing is without one"
      : `${line.currency} ${spellAmount(missing, fullIn(line.currency))} has none`;
  return `${label} is on ${percent} % of the cost; ${rest}${waiting}`;
}
