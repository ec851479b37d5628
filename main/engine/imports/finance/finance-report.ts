import type { z } from "zod";
import type { ColumnMatch } from "../../../../shared/contract/workspace.ts";
import { fromUnits, readDecimal } from "../../../../shared/domain/amount.ts";
import type { Finding } from "../../../../shared/domain/finding.ts";
import type { Mapping } from "../../../../shared/domain/mapping.ts";
import { cellsHave } from "../cells/lost-fraction.ts";
import type { FileTotal, Reject, RejectReason } from "../loaded-file.ts";
import type { ControlTotal } from "../readers/saft-lines.ts";
import type { DamagedCodes } from "./finance-damaged-code.ts";
import type { MeasuredAmount } from "./finance-format.ts";
import { columnsOf, type Layout } from "./finance-layout.ts";
import type { LostDigits } from "./finance-lost-digits.ts";

/** Control totals by measure, currency and period. */
export class FinanceTotals {
  private readonly sums = new Map<string, { amount: MeasuredAmount; records: number }>();

  add(amounts: readonly MeasuredAmount[]): void {
    for (const amount of amounts) {
      const key = `${amount.measure}\u0001${amount.currency}\u0001${amount.period ?? ""}`;
      const sum = this.sums.get(key);
      const units = (sum?.amount.units ?? 0n) + amount.units;
      this.sums.set(key, { amount: { ...amount, units }, records: (sum?.records ?? 0) + 1 });
    }
  }

  list(): FileTotal[] {
    return [...this.sums]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, { amount, records }]) => ({
        measure: amount.measure,
        currency: amount.currency,
        period: amount.period,
        records,
        amount: fromUnits(amount.units),
      }));
  }
}

export interface FindingFacts {
  readonly sourceFileId: string;
  readonly file: string;
  readonly skipped: ReadonlyMap<string, number>;
  readonly rejects: readonly Reject[];
  readonly lost: LostDigits;
  readonly damaged: DamagedCodes;
  readonly bothSides: number;
  readonly hiddenRows: number;
  readonly sheet: string | null;
  readonly controls: readonly ControlTotal[];
}

/** What a person should know about a loaded file. */
export function financeFindings(facts: FindingFacts): Finding[] {
  const build = finder(facts);
  const findings = rejectFindings(facts.rejects, build);
  findings.push(...controlFindings(facts.controls, build), ...facts.damaged.findings(build));
  for (const { column, cells, lost } of facts.lost.entries()) {
    findings.push({
      ...build("amount-digits-lost", "note", cells),
      column,
      found: `${cellsHave(cells)} more than 12 decimals; text − stored is ${lost}`,
      expected: "at most 12 decimals",
      remedy: "Nothing to do: they are stored rounded half away from zero.",
    });
  }
  if (facts.bothSides > 0) {
    findings.push({
      ...build("both-sides-filled", "warning", facts.bothSides),
      found: `${facts.bothSides} records have a debit and a credit amount`,
      expected: "one of the two",
      remedy: "They count as debit minus credit; check that none of them is a total.",
    });
  }
  if (facts.hiddenRows > 0) {
    findings.push({
      ...build("hidden-rows", "warning", facts.hiddenRows),
      found: `${facts.hiddenRows} rows of sheet "${facts.sheet ?? ""}" are hidden`,
      expected: "no hidden rows",
      remedy: "They were read like the others; delete them in the workbook if they are not meant.",
    });
  }
  for (const [reason, count] of facts.skipped) {
    findings.push({
      ...build("records-skipped", "note", count),
      found: `${count} ${count === 1 ? "record" : "records"} skipped: ${reason}`,
      expected: "every record is loaded, rejected, blank or skipped for a stated reason",
      remedy: "Nothing to do if the reason holds.",
    });
  }
  return findings;
}

type Blank = (code: string, severity: Finding["severity"], count: number) => Finding;

function finder({ sourceFileId, file }: FindingFacts): Blank {
  return (code, severity, count) => ({
    code,
    severity,
    sourceFileId,
    file,
    row: null,
    column: null,
    found: "",
    expected: "",
    remedy: "",
    count,
    amountAtStake: null,
    currency: null,
  });
}

/** Where a file's lines do not come to what the file says of them. */
function controlFindings(controls: readonly ControlTotal[], build: Blank): Finding[] {
  return controls
    .filter(({ stated, found }) => isOther(stated, found))
    .map(({ name, stated, found }) => ({
      ...build("control-total-differs", "blocking", 1),
      column: name,
      found: `the lines come to ${found}; ${name} says ${stated}`,
      expected: "lines that come to the file's own control total",
      remedy: "Export the file again from the ledger, because lines are missing or were changed.",
    }));
}

function isOther(stated: string, found: string): boolean {
  const [one, two] = [readDecimal(stated), readDecimal(found)];
  return one.kind !== "value" || two.kind !== "value" || one.units !== two.units;
}

/** Rejects by code, with the first of each as the example. */
function rejectFindings(rejects: readonly Reject[], build: Blank): Finding[] {
  const groups = new Map<string, { first: RejectReason & Pick<Reject, "line">; count: number }>();
  for (const reject of rejects) {
    const all = [reject, ...(reject.also ?? [])];
    for (const code of new Set(all.map((why) => why.code))) {
      const why = all.find((one) => one.code === code) ?? reject;
      const group = groups.get(code);
      const first = group?.first ?? { ...why, line: reject.line };
      groups.set(code, { first, count: (group?.count ?? 0) + 1 });
    }
  }
  return [...groups].map(([code, { first, count }]) => ({
    ...build(code, "blocking", count),
    row: first.line,
    column: first.column,
    found: `line ${first.line}: ${first.reason}`,
    expected: "a record that can be read",
    remedy: first.remedy,
  }));
}

/** Which source column went where, and which went nowhere. */
export function describeColumns(
  layout: Layout,
  mapping: Mapping,
  how: (field: string) => string,
): { columns: z.infer<typeof ColumnMatch>[]; unmapped: string[] } {
  const columns: z.infer<typeof ColumnMatch>[] = [];
  const used = new Set<number>();
  for (const [target, source] of layout.fields) {
    const roles = { column: [""], pair: [", debit", ", credit"], indicator: [", value", ", side"] };
    columnsOf(source).forEach(({ name, index }, at) => {
      used.add(index);
      columns.push({ source: name, target, how: how(target) + (roles[source.kind][at] ?? "") });
    });
  }
  for (const [target, value] of Object.entries(mapping.constants)) {
    columns.push({ source: `"${value}"`, target, how: "constant of the mapping" });
  }
  if (mapping.currency !== undefined) {
    columns.push({
      source: `"${mapping.currency}"`,
      target: "currency",
      how: "constant of the mapping",
    });
  }
  if (layout.contraAccount !== null) {
    used.add(layout.contraAccount.index);
    const source = layout.contraAccount.name;
    columns.push({
      source,
      target: "ledger_account",
      how: `${how("ledger_account")}, second posting`,
    });
  }
  const unmapped = layout.header.names.filter((name, index) => name !== "" && !used.has(index));
  return { columns, unmapped };
}
