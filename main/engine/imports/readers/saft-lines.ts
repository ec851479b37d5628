import { fromUnits, readDecimal } from "../../../../shared/domain/amount.ts";
import type { StagedFile } from "../loaded-file.ts";
import type { FileRow, RowSource } from "./file-row.ts";
import { parseXml } from "./saft-xml.ts";

/** The columns of an audit file's lines; analysis types follow as columns of their own. */
export const SAFT_COLUMNS = [
  "JournalID",
  "TransactionID",
  "RecordID",
  "PostingDate",
  "TransactionDate",
  "Period",
  "PeriodYear",
  "AccountID",
  "AccountDescription",
  "DebitAmount",
  "CreditAmount",
  "CurrencyCode",
  "ForeignDebit",
  "ForeignCredit",
  "ForeignCurrency",
  "Description",
  "SourceDocumentID",
  "ReferenceNumber",
  "SupplierID",
  "SupplierName",
  "TaxCode",
] as const;
type SaftColumn = (typeof SAFT_COLUMNS)[number];

/** What a file says of itself, beside what its lines come to. */
export interface ControlTotal {
  readonly name: string;
  readonly stated: string;
  readonly found: string;
}

export interface AuditFile {
  readonly source: RowSource;
  readonly controls: readonly ControlTotal[];
}

/**
 * The ledger lines of an audit file (SAF-T) as a table, with the control totals it states.
 * Errors: file-unreadable
 */
export async function openAuditFile(file: Pick<StagedFile, "path" | "name">): Promise<AuditFile> {
  const first = new LineReader([]);
  for await (const _ of parseXml(file, first)) {
    first.takeRows();
  }
  const analyses = first.analyses();
  const header = [...SAFT_COLUMNS, ...analyses.map(({ column }) => column)];
  const types = analyses.map(({ type }) => type);
  return {
    source: { kind: "text", sheet: null, rows: () => rowsOf(file, header, types) },
    controls: first.controls(),
  };
}

async function* rowsOf(
  file: Pick<StagedFile, "path" | "name">,
  header: readonly string[],
  types: readonly string[],
): AsyncIterable<readonly FileRow[]> {
  const reader = new LineReader(types);
  yield [rowAt(1, header)];
  for await (const _ of parseXml(file, reader)) {
    yield reader.takeRows();
  }
  yield reader.takeRows();
}

function rowAt(line: number, cells: readonly string[]): FileRow {
  return { line, cells, kinds: null, raw: cells.join("\t"), broken: null, isHidden: false };
}

const LINES: ReadonlySet<string> = new Set(["Line", "DebitLine", "CreditLine", "TransactionLine"]);

/** Turns the elements of an audit file into lines, each with what its transaction says. */
class LineReader {
  private readonly types: readonly string[];
  private readonly path: string[] = [];
  private readonly accounts = new Map<string, string>();
  private readonly suppliers = new Map<string, string>();
  private readonly analysisNames = new Map<string, string>();
  private readonly analysisTypes = new Set<string>();
  private readonly stated = new Map<string, string>();
  private values = new Map<string, string>();
  private rows: FileRow[] = [];
  private currency = "";
  private fiscalYear = "";
  private journal = "";
  private transaction = new Map<string, string>();
  private lineValues: Map<string, string> | null = null;
  private lineAt = 0;
  private transactions = 0;
  private lines = 0;
  private debit = 0n;
  private credit = 0n;

  constructor(types: readonly string[]) {
    this.types = types;
  }

  takeRows(): FileRow[] {
    const { rows } = this;
    this.rows = [];
    return rows;
  }

  open(name: string, line: number): void {
    this.path.push(name);
    if (name === "Transaction") {
      this.transaction = new Map();
    } else if (LINES.has(name) && this.path.includes("Transaction")) {
      this.lineValues = new Map();
      // The table's header stands on line 1, so a line never does.
      this.lineAt = Math.max(line, 2);
    } else if (name === "Account" || name === "Supplier" || name === "AnalysisTypeTableEntry") {
      this.values = new Map();
    }
  }

  close(name: string, text: string): void {
    this.path.pop();
    const parent = this.path.at(-1) ?? "";
    if (this.lineValues !== null) {
      this.closeInLine(name, parent, text, this.lineValues);
    } else if (this.path.includes("Transaction")) {
      this.transaction.set(name, text);
    } else if (name === "Transaction") {
      this.transactions += 1;
    } else if (parent === "GeneralLedgerEntries") {
      this.stated.set(name, text);
    } else if (parent === "Journal" && name === "JournalID") {
      this.journal = text;
    } else {
      this.closeMaster(name, parent, text);
    }
  }

  private closeMaster(name: string, parent: string, text: string): void {
    const value = (key: string): string => this.values.get(key) ?? "";
    if (/^(?:Default)?CurrencyCode$/.test(name) && parent === "Header") {
      this.currency = text;
    } else if (name === "FiscalYear" && parent === "Header") {
      this.fiscalYear = text;
    } else if (name === "Account") {
      this.accounts.set(value("AccountID"), value("AccountDescription"));
    } else if (name === "Supplier") {
      this.suppliers.set(value("SupplierID"), value("Name") || value("CompanyName"));
    } else if (name === "AnalysisTypeTableEntry") {
      this.analysisNames.set(value("AnalysisType"), value("AnalysisTypeDescription"));
    } else if (!this.values.has(name)) {
      this.values.set(name, text);
    }
  }

  private closeInLine(
    name: string,
    parent: string,
    text: string,
    values: Map<string, string>,
  ): void {
    if (LINES.has(name)) {
      this.endLine(values);
    } else if (name === "Analysis") {
      const type = values.get("AnalysisType") ?? "";
      this.analysisTypes.add(type);
      values.set(`analysis ${type}`, values.get("AnalysisID") ?? "");
    } else if (parent === "DebitAmount" || parent === "CreditAmount") {
      values.set(`${parent}.${name}`, text);
    } else if (text !== "" || !values.has(name)) {
      values.set(name, text);
    }
  }

  private endLine(values: Map<string, string>): void {
    const row = this.lineOf(values);
    this.lines += 1;
    this.debit += unitsOf(row.DebitAmount);
    this.credit += unitsOf(row.CreditAmount);
    const cells = SAFT_COLUMNS.map((column) => row[column]);
    const analyses = this.types.map((type) => values.get(`analysis ${type}`) ?? "");
    this.rows.push(rowAt(this.lineAt, [...cells, ...analyses]));
    this.lineValues = null;
  }

  private lineOf(values: ReadonlyMap<string, string>): Readonly<Record<SaftColumn, string>> {
    const own = (name: string): string => values.get(name) ?? "";
    const of = (name: string): string => own(name) || (this.transaction.get(name) ?? "");
    const account = own("AccountID");
    const supplier = of("SupplierID");
    const hasForeign =
      own("DebitAmount.CurrencyAmount") + own("CreditAmount.CurrencyAmount") !== "";
    return {
      JournalID: this.journal,
      TransactionID: of("TransactionID"),
      RecordID: own("RecordID"),
      PostingDate: of("GLPostingDate").slice(0, 10) || of("TransactionDate").slice(0, 10),
      TransactionDate: of("TransactionDate").slice(0, 10),
      Period: of("Period"),
      PeriodYear: of("PeriodYear") || this.fiscalYear,
      AccountID: account,
      AccountDescription: this.accounts.get(account) ?? "",
      DebitAmount: own("DebitAmount.Amount") || own("DebitAmount"),
      CreditAmount: own("CreditAmount.Amount") || own("CreditAmount"),
      CurrencyCode: this.currency,
      ForeignDebit: own("DebitAmount.CurrencyAmount"),
      ForeignCredit: own("CreditAmount.CurrencyAmount"),
      ForeignCurrency: hasForeign
        ? own("DebitAmount.CurrencyCode") || own("CreditAmount.CurrencyCode")
        : "",
      Description: of("Description"),
      SourceDocumentID: own("SourceDocumentID"),
      ReferenceNumber: own("ReferenceNumber"),
      SupplierID: supplier,
      SupplierName: this.suppliers.get(supplier) ?? "",
      TaxCode: own("TaxCode"),
    };
  }

  /** The types in which lines are analysed, each with a column named after it. */
  analyses(): { type: string; column: string }[] {
    return [...this.analysisTypes].sort().map((type) => {
      const name = this.analysisNames.get(type) ?? "";
      return { type, column: name === "" ? `Analysis ${type}` : `Analysis ${type}: ${name}` };
    });
  }

  controls(): ControlTotal[] {
    const found: Readonly<Record<string, string>> = {
      // Some ledgers count lines where the standard counts transactions.
      NumberOfEntries:
        this.stated.get("NumberOfEntries") === String(this.lines)
          ? String(this.lines)
          : String(this.transactions),
      TotalDebit: fromUnits(this.debit),
      TotalCredit: fromUnits(this.credit),
    };
    return Object.entries(found).flatMap(([name, total]) => {
      const stated = this.stated.get(name);
      return stated === undefined ? [] : [{ name, stated, found: total }];
    });
  }
}

/** What is no number is left to the reading of its line. */
function unitsOf(text: string): bigint {
  const read = readDecimal(text);
  return read.kind === "value" ? read.units : 0n;
}
