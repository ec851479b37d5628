import { z } from "zod";
import { toUnits } from "../../../../shared/domain/amount.ts";
import { minorUnitDigits } from "../../../../shared/domain/currency.ts";
import { bySeverity, type CheckedLaw, FindingSeverity } from "../../../../shared/domain/finding.ts";
import { statement } from "../../database/sql.ts";
import type { CheckPlan } from "../book.ts";
import { amountColumn, checkColumn, countColumn, proseColumn, textColumn } from "../column.ts";
import { asFormula, constant, countIf, equal, every, plus, sum, textConstant } from "../formula.ts";
import { roundAmounts } from "../round-column-to.ts";
import type { RowCell, Table } from "../table.ts";
import { defineSheet, type SheetInput } from "./define.ts";
import findingList from "./finding-list.sql?raw";
import rejectList from "./reject-list.sql?raw";
import { dataTestChecks, dataTests } from "./rows/data-tests.ts";
import { NO_CURRENCY, storedTotals } from "./rows/stored-total.ts";

const Finding = z.object({
  file_name: z.string().nullable(),
  code: z.string(),
  severity: FindingSeverity,
  row_number: z.number().nullable(),
  column_name: z.string().nullable(),
  found: z.string(),
  expected: z.string(),
  remedy: z.string(),
  count: z.number(),
  amount_at_stake: z.string().nullable(),
  currency: z.string().nullable(),
});
type Finding = z.infer<typeof Finding>;

const Reject = z.object({
  file_name: z.string(),
  line: z.number(),
  column_name: z.string().nullable(),
  code: z.string(),
  reason: z.string(),
  remedy: z.string(),
  raw_text: z.string(),
});

const RunFindings = z.array(z.object({ code: z.string(), message: z.string() }));

export const findings = defineSheet({
  name: "Findings",
  holds: "What is wrong or worth knowing in the data, with what to do about it.",
  async load(input) {
    const { reader, close } = input;
    const found = await reader.rows(Finding, statement(findingList));
    const rejects = await reader.rows(Reject, statement(rejectList));
    const ofRun = RunFindings.parse(JSON.parse(close.allocation.findings));
    const ofLaws = input.laws.flatMap(({ findings: broken }) => broken.map(ofLaw));
    const all = [...ofLaws, ...found, ...ofRun.map(asFinding)].sort(bySeverity);
    return {
      tables: [
        counts(input, rejects.length),
        lawTable(input),
        ...dataTests(input),
        findingTable(input, all),
        rejectTable(rejects),
      ],
      checks: [...checks(input, all), ...dataTestChecks(input)],
    };
  },
});

function asFinding({ code, message }: { code: string; message: string }): Finding {
  return {
    file_name: null,
    code,
    severity: "note",
    row_number: null,
    column_name: "allocation",
    found: message,
    expected: "",
    remedy: "Correct the allocation rules or the data they read, then run the allocation again.",
    count: 1,
    amount_at_stake: null,
    currency: null,
  };
}

function ofLaw(finding: CheckedLaw["findings"][number]): Finding {
  const { file, row, column, amountAtStake, ...rest } = finding;
  return {
    ...rest,
    file_name: file,
    row_number: row,
    column_name: column,
    amount_at_stake: amountAtStake,
  };
}

/** The laws of the stored data: each holds where no blocking finding is its own. */
function lawTable({ book, laws }: SheetInput): Table {
  const blocking = textConstant("blocking");
  return {
    name: "Laws",
    caption: "Laws of the stored data, checked anew for this workbook",
    columns: [
      textColumn("check", "Law"),
      checkColumn("holds", "Holds", { isNamed: true }),
      textColumn("code", "Finding"),
      countColumn("findings", "Findings"),
      proseColumn("law", "What always holds", { width: 44 }),
    ],
    rows: laws.map(({ check, law, code }): RowCell[] => [
      check,
      (at) => {
        const { severity, code: codes } = columnsOfFindings(book);
        return asFormula(equal(countIf([codes, at("code")], [severity, blocking]), constant(0n)));
      },
      code,
      (at) => asFormula(countIf([columnsOfFindings(book).code, at("code")])),
      law,
    ]),
  };
}

function columnsOfFindings(book: SheetInput["book"]) {
  const table = book.table("Findings");
  return { severity: table.column("severity"), code: table.column("code") };
}

function counts({ book }: SheetInput, rejects: number): Table {
  return {
    name: "Finding_counts",
    caption: "Counts",
    columns: [
      textColumn("severity", "Severity"),
      countColumn("findings", "Findings", { hasTotal: true }),
    ],
    rows: FindingSeverity.options
      .map((severity): RowCell[] => [
        severity,
        (at) => asFormula(countIf([book.table("Findings").column("severity"), at("severity")])),
      ])
      .concat([["rejected records", rejects]]),
    fixedDigits: { findings: 0 },
  };
}

function findingTable({ close }: SheetInput, found: readonly Finding[]): Table {
  const digitsOf = (finding: Finding | undefined): number =>
    minorUnitDigits(finding?.currency ?? close.currency);
  return {
    name: "Findings",
    caption: "Findings",
    columns: [
      textColumn("severity", "Severity", { isNamed: true }),
      textColumn("code", "Finding", { isNamed: true }),
      textColumn("file", "File"),
      textColumn("row", "Row"),
      proseColumn("found", "Found", { width: 44 }),
      proseColumn("expected", "Expected", { width: 36 }),
      proseColumn("remedy", "What to do", { width: 44 }),
      textColumn("column", "Column"),
      countColumn("count", "Times"),
      amountColumn("amount", "Amount at stake", { isNamed: true }),
      textColumn("currency", "Currency", { isNamed: true }),
    ],
    rows: found.map((finding): RowCell[] => [
      finding.severity,
      finding.code,
      finding.file_name,
      finding.row_number === null ? null : String(finding.row_number),
      finding.found,
      finding.expected,
      finding.remedy,
      finding.column_name,
      finding.count,
      finding.amount_at_stake === null
        ? null
        : (roundAmounts(
            [{ code: "", units: toUnits(finding.amount_at_stake) }],
            digitsOf(finding),
          )[0] ?? 0n),
      atStake(finding),
    ]),
    digits: (row) => digitsOf(found[row]),
  };
}

function rejectTable(rejects: readonly z.infer<typeof Reject>[]): Table {
  return {
    name: "Rejects",
    caption: "Rejected records",
    columns: [
      textColumn("column", "Column"),
      textColumn("code", "Reject"),
      textColumn("file", "File"),
      textColumn("line", "Line"),
      proseColumn("reason", "Why", { width: 44 }),
      proseColumn("raw", "The record as it stands in the file", { width: 36 }),
      proseColumn("remedy", "What to do", { width: 44 }),
    ],
    rows: rejects.map((reject): RowCell[] => [
      reject.column_name,
      reject.code,
      reject.file_name,
      String(reject.line),
      reject.reason,
      reject.raw_text,
      reject.remedy,
    ]),
  };
}

/** The currency of the amount at stake, where there is an amount. */
const atStake = ({ amount_at_stake, currency }: Finding): string | null =>
  amount_at_stake === null ? currency : (currency ?? NO_CURRENCY);

function checks({ book, laws }: SheetInput, found: readonly Finding[]): (() => CheckPlan)[] {
  const everyLaw = (): CheckPlan => ({
    check: "Every law of the stored data holds",
    holds: every(book.table("Laws").column("holds")),
    detail: `${laws.length} laws`,
  });
  return [
    () => {
      const rows = book.table("Findings").table.rows.length;
      const rejects = book.table("Rejects").table.rows.length;
      return {
        check: "Findings and rejects counted = findings and rejects the engine stored",
        left: plus(sum(book.table("Finding_counts").column("findings"))),
        right: constant(BigInt(rows + rejects) * 10n ** 12n),
        digits: 0,
      };
    },
    ...storedTotals(book, {
      table: "Findings",
      key: "amount",
      what: "Amounts at stake",
      currencies: found.flatMap((one) => atStake(one) ?? []),
    }),
    ...(laws.length === 0 ? [] : [everyLaw]),
  ];
}
