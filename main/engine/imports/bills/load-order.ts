import type { Mapping } from "../../../../shared/domain/mapping.ts";
import type { Reader } from "../../database/database.ts";
import type { StagedFile } from "../loaded-file.ts";
import { type RecognisedCharges, recogniseChargeFile } from "./charge-file.ts";
import { SourceReader } from "./rewrite-records.ts";

/** A file of an import and what is said of it. */
export interface Arrival {
  readonly staged: StagedFile;
  readonly file: { readonly mapping?: Mapping | undefined; readonly format?: string | undefined };
}

/**
 * The order in which the files of one import are read: as they were given, but a bill beside which
 * another of them adds less comes before it. The order of a selection says nothing.
 */
export async function loadOrder<T extends Arrival>(
  reader: Reader,
  arrivals: readonly T[],
): Promise<T[]> {
  if (arrivals.length < 2) {
    return [...arrivals];
  }
  const first: T[] = [];
  for (const arrival of arrivals) {
    if (await comesFirst(reader, arrival)) {
      first.push(arrival);
    }
  }
  return [...first, ...arrivals.filter((arrival) => !first.includes(arrival))];
}

async function comesFirst(reader: Reader, { staged, file }: Arrival): Promise<boolean> {
  const mapping = file.mapping ?? null;
  if (mapping !== null && mapping.dataset !== "charge") {
    return false;
  }
  try {
    const recognised = await recogniseChargeFile(reader, staged, mapping);
    return recognised !== null && addsBeside(recognised, staged.name, file.format);
  } catch {
    // What is wrong with a file is said when it is read.
    return false;
  }
}

/** Whether other files of the same import add less beside this bill, judged by its first rows. */
export function addsBeside({ file }: RecognisedCharges, name: string, named?: string): boolean {
  const { native, sample } = file;
  if (native === null) {
    return false;
  }
  const source = new SourceReader(native);
  const rows = sample.map((cells) => source.read(cells).cells);
  return native.bill.comesFirst?.(native.header, rows, { file: name, named }) ?? false;
}
