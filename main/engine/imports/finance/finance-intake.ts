import type { RecordCounts } from "../../../../shared/contract/workspace.ts";
import type { Finding } from "../../../../shared/domain/finding.ts";
import { fail } from "../../../../shared/errors.ts";
import type { Reject, StagedFile } from "../loaded-file.ts";
import type { FileRow } from "../readers/file-row.ts";
import { foundOf, rejectFacts } from "../reject-facts.ts";
import { RowClassifier, type RowProblem } from "./finance-classify.ts";
import { DamagedCodes } from "./finance-damaged-code.ts";
import { type Column, columnsOf, type DriverPlace } from "./finance-layout.ts";
import { LostDigits } from "./finance-lost-digits.ts";
import type { FinancePlan } from "./finance-plan.ts";
import { FinanceRowReader } from "./finance-read-row.ts";
import { FinanceTotals, financeFindings } from "./finance-report.ts";
import { FinanceRow } from "./finance-row.ts";
import type { Survey } from "./finance-survey.ts";
import type { WholeReject, WholeRow } from "./whole-file.ts";

const RAW_TEXT_MAX = 10_000;
/** Rows of a file that are held until all were read; hierarchies and calendars have fewer. */
const HELD_MAX = 200_000;
const KIND: Readonly<Record<string, string>> = { purchase: "purchase-order", invoice: "invoice" };

/**
 * Takes the records of one file in order and hands the rows they become to `put`.
 * Law: test/laws/finance-file.test.ts
 */
export class FinanceIntake {
  readonly totals = new FinanceTotals();
  readonly rejects: Reject[] = [];
  readonly counts: RecordCounts = { physical: 0, loaded: 0, rejected: 0, blank: 0, skipped: 0 };
  private readonly plan: FinancePlan;
  private readonly put: (row: FinanceRow) => void;
  private readonly classifier: RowClassifier;
  private readonly reader: FinanceRowReader;
  private readonly skipped = new Map<string, number>();
  private readonly lost = new LostDigits();
  private readonly damaged = new DamagedCodes();
  private bothSides = 0;
  private hiddenRows = 0;
  private readonly held: FinanceRow[] = [];
  private readonly told: Finding[] = [];

  constructor(plan: FinancePlan, survey: Survey, entity: string, put: (row: FinanceRow) => void) {
    const { format, mapping, layout } = plan;
    this.plan = plan;
    this.put = put;
    this.classifier = new RowClassifier(layout, survey.widths);
    this.reader = new FinanceRowReader(format, mapping, layout, survey.conventions, entity);
  }

  take(row: FileRow): void {
    const found = this.classifier.classify(row);
    this.counts.physical += found.kind === "header" ? 0 : 1;
    switch (found.kind) {
      case "header":
        return;
      case "blank":
        this.counts.blank += 1;
        return;
      case "skip":
        this.skip(found.reason);
        return;
      case "problem":
        this.reject(row, found.problem);
        return;
      case "data":
        this.takeData(new FinanceRow(row, found.cells, this.plan.candidate.source.kind));
    }
  }

  findings(staged: StagedFile): Finding[] {
    const findings = financeFindings({
      sourceFileId: staged.sourceFileId,
      file: staged.name,
      skipped: this.skipped,
      rejects: this.rejects,
      lost: this.lost,
      damaged: this.damaged,
      bothSides: this.bothSides,
      hiddenRows: this.hiddenRows,
      sheet: this.plan.candidate.source.sheet,
      controls: this.plan.candidate.controls ?? [],
    });
    return [...findings, ...this.told, ...(this.plan.replaced?.findings(staged) ?? [])];
  }

  private takeData(row: FinanceRow): void {
    const skipReason = this.reader.read(row);
    if (skipReason !== null) {
      this.skip(skipReason);
      return;
    }
    const { contraAccount, drivers } = this.plan.layout;
    if (drivers.length > 0 && isWithoutQuantity(row, this.plan.layout)) {
      this.skip("none of its drivers has a quantity");
      return;
    }
    if (contraAccount !== null) {
      row.cell(contraAccount);
    }
    if (row.problem !== null) {
      this.reject(row.row, row.problem, row);
      return;
    }
    if (this.plan.format.whole === undefined) {
      this.keep(row);
    } else {
      this.hold(row);
    }
  }

  private hold(row: FinanceRow): void {
    this.held.push(row);
    if (this.held.length > HELD_MAX) {
      fail(
        "import-rejected",
        `The file has more than ${HELD_MAX} records, which are judged beside each other.`,
        "Import it in parts, for example one entity or one year at a time.",
      );
    }
  }

  /** Judges the rows that were held beside each other, once the file was read. */
  settle(staged: StagedFile): void {
    const held = this.held.splice(0);
    const answer = this.plan.format.whole?.(held.map(asWhole));
    const refused = new Map<number, WholeReject[]>();
    for (const one of answer?.rejects ?? []) {
      refused.set(one.line, [...(refused.get(one.line) ?? []), one]);
    }
    for (const row of held) {
      for (const { code, field, reason, remedy } of refused.get(row.row.line) ?? []) {
        row.refuse(code, this.columnOf(field), reason, remedy);
      }
      if (row.problem === null) {
        this.keep(row);
      } else {
        this.reject(row.row, row.problem, row);
      }
    }
    const { sourceFileId, name: file } = staged;
    for (const { field, ...one } of answer?.findings ?? []) {
      const column = this.columnOf(field)?.name ?? null;
      this.told.push({ ...one, sourceFileId, file, column, amountAtStake: null, currency: null });
    }
  }

  private columnOf(field: string): Column | null {
    const source = this.plan.layout.fields.get(field);
    return source?.kind === "column" ? source.column : null;
  }

  private keep(row: FinanceRow): void {
    const { contraAccount, drivers } = this.plan.layout;
    const contra = contraAccount === null ? "" : row.cell(contraAccount);
    this.counts.loaded += 1;
    this.damaged.add(row);
    this.hiddenRows += row.row.isHidden ? 1 : 0;
    // A balance has moved on both sides; a line that has is mostly a total.
    const isTotal = row.hasBothSides && this.plan.format.dataset === "ledger";
    this.bothSides += isTotal ? 1 : 0;
    for (const { column, digits, scale } of row.lost) {
      this.lost.add(column, digits, scale);
    }
    for (const one of drivers.length === 0 ? [row] : quantitiesOf(row, drivers)) {
      this.load(one);
    }
    if (contra !== "") {
      this.load(row.contra(contra));
    }
  }

  private load(row: FinanceRow): void {
    const { format } = this.plan;
    row.setText("kind", KIND[format.dataset] ?? null);
    this.put(row);
    this.totals.add(format.totals(row));
  }

  private skip(reason: string): void {
    this.counts.skipped += 1;
    this.skipped.set(reason, (this.skipped.get(reason) ?? 0) + 1);
  }

  private reject(
    row: FileRow,
    { column, code, reason, remedy }: RowProblem,
    read: FinanceRow | null = null,
  ): void {
    this.counts.rejected += 1;
    const rawText = row.raw.slice(0, RAW_TEXT_MAX);
    const { layout } = this.plan;
    const facts = rejectFacts(layout, row, column, read);
    const why = { column, code, reason, remedy };
    const also = (read?.others ?? []).map((other) => ({
      ...other,
      ...foundOf(layout, row, other.column),
    }));
    const more = also.length === 0 ? {} : { also };
    this.rejects.push({ line: row.line, byteOffset: null, ...why, rawText, ...facts, ...more });
  }
}

function asWhole(row: FinanceRow): WholeRow {
  return { line: row.row.line, text: (name) => row.text(name) };
}

/** A record of a day without usage, for example, which has none of its drivers. */
function isWithoutQuantity(row: FinanceRow, { drivers, fields }: FinancePlan["layout"]): boolean {
  const columns = drivers.flatMap(({ field }) => {
    const source = fields.get(field);
    return source === undefined ? [] : columnsOf(source);
  });
  return columns.every(({ index }) => (row.cells[index] ?? "").trim() === "");
}

/** One record as the quantity of each driver that it has; a text that names its part is added. */
function quantitiesOf(row: FinanceRow, drivers: readonly DriverPlace[]): FinanceRow[] {
  return drivers.flatMap(({ driver, field, unit, by }) => {
    const units = row.units(field);
    const part = by === null ? "" : row.cell(by);
    return units === null || (by !== null && part === "")
      ? []
      : [row.quantityOf(part === "" ? driver : `${driver}, ${part}`, unit, units)];
  });
}
