import type { JobContext } from "../../context.ts";
import type { StagedFile } from "../loaded-file.ts";
import type { FileRow } from "../readers/file-row.ts";
import { activeBills } from "./active-bills.ts";
import type { BillRemark, BoundBill } from "./define-bill.ts";
import { type NativeReading, planBill } from "./native-bill.ts";
import { SourceReader } from "./rewrite-records.ts";

/** A bill as it is to be read, after all its records were seen where that is needed. */
export async function settleBill(
  job: JobContext,
  staged: StagedFile,
  reading: NativeReading,
  records: {
    readonly rows: () => AsyncIterable<readonly FileRow[]>;
    readonly headerLine: number;
    readonly format: string | undefined;
  },
): Promise<{ readonly reading: NativeReading; readonly format: string | null }> {
  const { bill, header, mapping, writing } = reading;
  const { survey } = bill.bind(header);
  if (survey === undefined) {
    return { reading, format: null };
  }
  const source = new SourceReader(reading);
  let isBelow = false;
  for await (const batch of records.rows()) {
    job.signal.throwIfAborted();
    for (const row of batch) {
      if (
        isBelow &&
        row.broken === null &&
        row.leftOut === undefined &&
        row.cells.length === header.names.length
      ) {
        see(source, survey.see, row.cells);
      }
      isBelow ||= row.line >= records.headerLine;
    }
  }
  const { format, ...bound } = survey.settle({
    beside: await activeBills(job.writer),
    file: staged.name,
    named: records.format,
  });
  return { reading: planBill(bill, header, bound, mapping, writing), format };
}

/** A record that cannot be read is rejected later, with its line. */
function see(
  source: SourceReader,
  take: (cells: readonly string[]) => void,
  texts: readonly string[],
): void {
  const { cells, refused } = source.read(texts);
  if (refused.length === 0) {
    take(cells);
  }
}

/** The columns of its format that a bill lacks, by name. */
export function missingRemarks({ missing }: BoundBill): BillRemark[] {
  const names = missing.map(({ name }) => name).join(", ");
  return missing.length === 0
    ? []
    : [
        {
          code: "bill-column-missing",
          severity: "note",
          column: missing[0]?.name ?? null,
          found: `no column ${names}`,
          expected: "the columns of the format",
          remedy: [...new Set(missing.map(({ means }) => means))].join(" "),
          count: missing.length,
        },
      ];
}
