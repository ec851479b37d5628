import { type FileHandle, open, rm } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { fromUnits, toUnits } from "../../../../shared/domain/amount.ts";
import { fail } from "../../../../shared/errors.ts";
import type { JobContext } from "../../context.ts";
import { statement } from "../../database/sql.ts";
import type { FinanceFormat } from "./finance-format.ts";
import type { FinanceRow } from "./finance-row.ts";

const FLUSH_CHARACTERS = 1 << 18;

/**
 * Collects rows in a staged text and hands them to the database in one statement.
 * The relation's sums must equal the sums of the units read from the file, or nothing is stored.
 * Errors: import-not-conserved
 * Law: test/laws/finance-file.test.ts
 */
export class FinanceStore {
  private readonly job: JobContext;
  private readonly format: FinanceFormat;
  private readonly sourceFileId: string;
  private readonly path: string;
  private output: FileHandle | null = null;
  private readonly sums = new Map<string, bigint>();
  private records = 0;
  private pending = "";

  constructor(job: JobContext, format: FinanceFormat, sourceFileId: string) {
    this.job = job;
    this.format = format;
    this.sourceFileId = sourceFileId;
    this.path = join(job.engine.folder.staging, `${sourceFileId}.rows`);
  }

  /** Adds one row. */
  add(row: FinanceRow): void {
    let separator = "";
    for (const name of this.format.stored) {
      this.pending += separator + this.field(row, name);
      separator = ",";
    }
    this.pending += "\n";
    this.records += 1;
  }

  private field(row: FinanceRow, name: string): string {
    const units = row.units(name);
    if (units !== null) {
      this.sums.set(name, (this.sums.get(name) ?? 0n) + units);
      return fromUnits(units);
    }
    if (name === "source_row") {
      return String(row.row.line);
    }
    const text = row.text(name);
    return text === null ? "" : `"${text.replaceAll('"', '""')}"`;
  }

  /** Hands over what was added so far; called between batches. */
  async flush(isLast = false): Promise<void> {
    if (this.pending.length < FLUSH_CHARACTERS && !isLast) {
      return;
    }
    this.output ??= await open(this.path, "w", 0o600);
    await this.output.appendFile(this.pending);
    this.pending = "";
  }

  /** Inserts the rows and compares what is stored with what was read. */
  async insert(): Promise<void> {
    await this.flush(true);
    await this.close();
    const { writer } = this.job;
    if (this.records > 0) {
      const bound = { source_file_id: this.sourceFileId, path: this.path };
      await writer.run(statement(this.format.insert, bound));
    }
    const stored = await writer.one(
      z.record(z.string(), z.union([z.string(), z.number()])),
      statement(this.format.sums, { source_file_id: this.sourceFileId }),
    );
    for (const [name, found] of Object.entries(stored)) {
      const isCount = name === "records";
      const expected = isCount ? String(this.records) : fromUnits(this.sums.get(name) ?? 0n);
      if (isCount ? String(found) !== expected : toUnits(String(found)) !== toUnits(expected)) {
        fail(
          "import-not-conserved",
          `The stored ${name.replaceAll("_", " ")} is ${found}; the file's own is ${expected}.`,
          "Nothing was stored. Keep the file and report the difference.",
        );
      }
    }
  }

  async discard(): Promise<void> {
    await this.close();
    await rm(this.path, { force: true });
  }

  private async close(): Promise<void> {
    await this.output?.close();
    this.output = null;
  }
}
