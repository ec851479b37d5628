import type { Mapping } from "../../../../shared/domain/mapping.ts";
import { fail, TieoutError } from "../../../../shared/errors.ts";
import type { Reader } from "../../database/database.ts";
import { refuseLineless } from "../dialects/lineless-tables.ts";
import { financeFormats } from "../formats/index.ts";
import type { StagedFile } from "../loaded-file.ts";
import { ReplacedCells } from "../replaced-cells.ts";
import { isAnswer, recogniseDialect, withAnswers } from "./finance-dialect.ts";
import { type FinanceFormat, field } from "./finance-format.ts";
import { findHeader, namedColumns } from "./finance-header.ts";
import { buildLayout, driverField, type Layout } from "./finance-layout.ts";
import { assertMappingFits } from "./finance-mapping-check.ts";
import { type Recognition, recogniseFinance } from "./finance-recognise.ts";
import { findSavedMapping } from "./finance-saved-mapping.ts";
import { openTables, type Stated, type TableCandidate } from "./finance-source.ts";

export interface FinanceOptions {
  readonly mapping?: Mapping | undefined;
  /** A format's id or a dataset, where the user said what the file is. */
  readonly format?: string | undefined;
  /** Which table of the file to look at, where no mapping says it. */
  readonly table?: (Stated & { readonly headerRow?: number | undefined }) | undefined;
}

/** How one file will be read. */
export interface FinancePlan {
  readonly format: FinanceFormat;
  readonly candidate: TableCandidate;
  readonly mapping: Mapping;
  readonly layout: Layout;
  /** Where the mapping comes from. */
  readonly origin: "given" | "saved" | "recognised";
  readonly recognition: Recognition | null;
  /** Cells that are read as if they held another text; null where there are none. */
  readonly replaced: ReplacedCells | null;
}

/**
 * Decides how a file is read: by the mapping given, else by one saved for its header, else by the
 * layout of a named system, else by what the header says. null where nothing says what it is.
 */
export async function planFinanceFile(
  reader: Reader,
  staged: StagedFile,
  options: FinanceOptions,
): Promise<{ plan: FinancePlan | null; candidates: readonly TableCandidate[]; close(): void }> {
  const { candidates, close } = await openTables(staged, options.mapping ?? options.table ?? null);
  try {
    const from = options.table?.headerRow ?? 0;
    const looked = candidates.map((one) => ({
      ...one,
      opening: one.opening.filter(({ line }) => line >= from),
    }));
    const plan = await choosePlan(reader, staged, looked, options);
    return { plan, candidates, close };
  } catch (error) {
    close();
    throw error;
  }
}

async function choosePlan(
  reader: Reader,
  staged: StagedFile,
  candidates: readonly TableCandidate[],
  { mapping, format }: FinanceOptions,
): Promise<FinancePlan | null> {
  if (mapping !== undefined) {
    if (isAnswer(mapping)) {
      return (
        (await answerWith(mapping, staged, candidates)) ?? refuseNameless(mapping, staged.name)
      );
    }
    const candidate = bestCandidate(candidates, mapping, staged.name);
    return planWith(mapping, candidate, "given", staged.name, null);
  }
  const dialect = await readDialect(staged, candidates, format);
  const saved = format === undefined ? await findSavedMapping(reader, candidates) : null;
  if (saved !== null) {
    const completed = withFileFacts(saved.mapping, dialect);
    return planWith(completed, saved.candidate, "saved", staged.name, null);
  }
  if (dialect === null && format === undefined) {
    refuseLineless(candidates, staged.name);
  }
  const recognition = dialect ?? recogniseFinance(candidates, format);
  return recognition === null ? null : planAs(recognition, staged.name);
}

/** Neither the mapping nor the file says which column is which. */
function refuseNameless({ dataset }: Mapping, file: string): never {
  const title = financeFormats.find((format) => format.dataset === dataset)?.title ?? dataset;
  return fail(
    "mapping-needed",
    `No row of "${file}" names the columns of a ${title}, and the mapping names none.`,
    "Say in the mapping's columns which is which, or export the file again with its header.",
  );
}

/** What the file itself says, with the answers of a mapping that names no column. */
async function answerWith(
  answers: Mapping,
  staged: StagedFile,
  candidates: readonly TableCandidate[],
): Promise<FinancePlan | null> {
  const dialect = await readDialect(staged, candidates, answers.dataset);
  const found = dialect ?? recogniseFinance(candidates, answers.dataset);
  if (found === null) {
    return null;
  }
  const recognition = withAnswers(found, answers);
  if (recognition.questions.length === 0) {
    assertComplete(recognition, staged.name);
  }
  return planAs(recognition, staged.name);
}

/** A header may be recognised by its other columns though one that is needed was lost. */
function assertComplete({ mapping, format }: Recognition, file: string): void {
  try {
    assertMappingFits(mapping, format);
  } catch (error) {
    if (!(error instanceof TieoutError)) {
      throw error;
    }
    const lacks = error.shape.message.replace(/^The mapping says nothing about/, "nothing names");
    fail(
      "mapping-needed",
      `"${file}" reads like a ${format.title}, but ${lacks}`,
      "Export it again with that column, or import it with a mapping that says where it is.",
    );
  }
}

function planAs(recognition: Recognition, file: string): FinancePlan {
  return planWith(recognition.mapping, recognition.candidate, "recognised", file, recognition);
}

/** The file's layout, read again where quotation marks turn out to be ordinary characters. */
async function readDialect(
  staged: StagedFile,
  candidates: readonly TableCandidate[],
  asked: string | undefined,
): Promise<Recognition | null> {
  const found = recogniseDialect(candidates, asked);
  if (found === null || found.mapping.quote !== "none" || staged.kind !== "text") {
    return found;
  }
  const { delimiter, quote } = found.mapping;
  const { candidates: plain } = await openTables(staged, { delimiter, quote });
  return recogniseDialect(plain, asked) ?? found;
}

/** What belongs to one file only is not saved with a mapping; its layout may say it. */
function withFileFacts(saved: Mapping, dialect: Recognition | null): Mapping {
  const year = dialect?.mapping.year;
  return saved.year === undefined && year !== undefined && dialect?.format.dataset === saved.dataset
    ? { ...saved, year }
    : saved;
}

function planWith(
  mapping: Mapping,
  candidate: TableCandidate,
  origin: FinancePlan["origin"],
  file: string,
  recognition: Recognition | null,
): FinancePlan {
  const known =
    financeFormats.find(({ dataset }) => dataset === mapping.dataset) ??
    fail(
      "mapping-invalid",
      `The mapping for "${file}" is for charges.`,
      "Set its dataset to ledger, purchase, invoice, driver or fx.",
    );
  const format = withDrivers(known, mapping);
  const located =
    recognition === null || mapping.headerRow !== undefined
      ? mapping
      : { ...mapping, headerRow: recognition.header.line };
  if (recognition === null) {
    assertMappingFits(mapping, format);
  }
  const layout = buildLayout(candidate.opening, located, file);
  const replaced = ReplacedCells.of(mapping, layout.header);
  const read = replaced === null ? candidate : replaced.within(candidate);
  return { format, candidate: read, mapping, layout, origin, recognition, replaced };
}

/** Drivers side by side are amounts of a record like its other fields. */
function withDrivers(format: FinanceFormat, { drivers }: Mapping): FinanceFormat {
  return drivers === undefined
    ? format
    : {
        ...format,
        fields: [...format.fields, ...drivers.map((one) => field(driverField(one), "amount", ""))],
      };
}

/** The table that names the most of a mapping's columns. */
function bestCandidate(
  candidates: readonly TableCandidate[],
  mapping: Mapping,
  file: string,
): TableCandidate {
  const wanted = namedColumns(mapping);
  let best = candidates[0];
  let most = 0;
  for (const candidate of candidates) {
    const found = findHeader(candidate.opening, wanted, mapping.headerRows)?.found ?? 0;
    if (found > most) {
      best = candidate;
      most = found;
    }
  }
  if (best === undefined) {
    return fail("file-empty", `"${file}" holds no table.`, "Choose another file.");
  }
  const hasOneColumn = best.opening.every(({ cells }) => cells.length < 2);
  if (most === 0 && wanted.length > 1 && mapping.delimiter !== undefined && hasOneColumn) {
    const shown = mapping.delimiter === "\t" ? "tab" : mapping.delimiter;
    fail(
      "mapping-invalid",
      `"${file}" has one column when it is split at "${shown}", the mapping's delimiter.`,
      "Correct the delimiter in the mapping, or leave it out to have it found.",
    );
  }
  return best;
}
