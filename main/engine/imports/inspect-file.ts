import type { Inspection, Reading } from "../../../shared/contract/workspace.ts";
import { Mapping } from "../../../shared/domain/mapping.ts";
import { TieoutError } from "../../../shared/errors.ts";
import type { EngineContext } from "../context.ts";
import type { Reader } from "../database/database.ts";
import type { FileGrant } from "../file-grants.ts";
import { archiveFindings, archiveQuestion } from "./archive-findings.ts";
import { type RecognisedCharges, recogniseChargeFile } from "./bills/charge-file.ts";
import { savedChargeMapping } from "./bills/charge-layout.ts";
import { addsBeside } from "./bills/load-order.ts";
import { describeTable } from "./describe-table.ts";
import { inspectFinanceFile } from "./finance/finance-inspect.ts";
import type { StagedFile } from "./loaded-file.ts";
import { discardStaged, stageFile } from "./readers/stage-file.ts";
import { describeUnrecognised } from "./unrecognised-file.ts";
import { readWorkspaceCurrency } from "./workspace-currency.ts";

/** What a person said of a file: what its columns are, or only where its table stands. */
export interface Asked {
  readonly mapping?: Mapping | undefined;
  readonly reading?: Reading | undefined;
}

const SAMPLE_ROWS = 20;
const CELL_MAX = 200;

/**
 * What importing a file would do, without importing it. A file that nothing recognises is still
 * shown, so that the user can see why.
 */
export function inspectFile(
  context: EngineContext,
  token: string,
  asked: Asked,
): Promise<Inspection> {
  return inspectGrant(context, context.files.open(token, "read"), asked);
}

/** The same of a file the engine itself came upon in a folder it may look into. */
export async function inspectGrant(
  context: EngineContext,
  grant: FileGrant,
  asked: Asked,
): Promise<Inspection> {
  const { encoding, sheet: member } = asked.mapping ?? asked.reading ?? {};
  const staged = await stageFile(grant, context.folder, { encoding, member });
  try {
    return await context.database.read((reader) => inspectStaged(reader, staged, asked));
  } finally {
    await discardStaged(staged);
  }
}

async function inspectStaged(
  reader: Reader,
  staged: StagedFile,
  asked: Asked,
): Promise<Inspection> {
  const read = asked.mapping ?? asked.reading ?? {};
  try {
    const found = await recognised(reader, staged, asked);
    const inspection = found ?? (await describeUnknown(staged, read, null));
    return await withTable(staged, read, withArchive(staged, inspection));
  } catch (error) {
    if (error instanceof TieoutError && error.shape.code === "format-not-recognised") {
      return describeUnknown(staged, read, `${error.shape.message} ${error.shape.remedy}`);
    }
    throw error;
  }
}

async function recognised(
  reader: Reader,
  staged: StagedFile,
  { mapping, reading }: Asked,
): Promise<Inspection | null> {
  const saved =
    mapping === undefined && reading === undefined
      ? await savedChargeMapping(reader, staged)
      : null;
  const bill = saved ?? mapping;
  if (bill === undefined || bill.dataset === "charge") {
    // A reading says where the table stands and nothing of what its columns are.
    const stated = reading === undefined ? null : { ...NO_COLUMNS, ...stateOf(reading) };
    const charges = await recogniseChargeFile(reader, staged, bill ?? stated);
    if (charges !== null) {
      const inspection = await describeCharges(reader, staged, charges, bill ?? null);
      const known = saved === null ? inspection : { ...inspection, ...SAVED };
      return reading === undefined ? known : withReading(known, reading);
    }
  }
  const table = reading === undefined ? undefined : stateOf(reading);
  const finance = await inspectFinanceFile(reader, staged, { mapping, table });
  return finance === null || reading === undefined ? finance : withReading(finance, reading);
}

const NO_COLUMNS = Mapping.parse({ tieout: 1, dataset: "ledger" });
const SAVED: Pick<Inspection, "confidence" | "reasons"> = {
  confidence: "exact",
  reasons: ["A mapping was saved for this header."],
};

/** Only what is said; an exact optional property is never undefined. */
function stateOf(reading: Reading): Partial<Mapping> {
  return Object.fromEntries(Object.entries(reading).filter(([, value]) => value !== undefined));
}

function withReading(inspection: Inspection, reading: Reading): Inspection {
  const { suggestedMapping: suggested, dataset } = inspection;
  const bill = dataset === "charge" ? Mapping.parse({ tieout: 1, dataset }) : null;
  const start = suggested ?? bill;
  return start === null
    ? inspection
    : { ...inspection, suggestedMapping: { ...start, ...stateOf(reading) } };
}

/** An archive with several tables asks which one it is, whatever the first of them holds. */
function withArchive(staged: StagedFile, inspection: Inspection): Inspection {
  const question = archiveQuestion(staged);
  const ambiguous = question === null ? [] : [{ column: "sheet", question }];
  return {
    ...inspection,
    ambiguous: [...ambiguous, ...inspection.ambiguous],
    findings: [...inspection.findings, ...archiveFindings(staged)],
  };
}

/** A table that cannot be shown takes nothing away from what is known of the file. */
async function withTable(
  staged: StagedFile,
  read: Partial<Reading>,
  inspection: Inspection,
): Promise<Inspection> {
  const table = await describeTable(staged, read, inspection.sample.header).catch(ofTable);
  return table === undefined ? inspection : { ...inspection, table };
}

function ofTable(error: unknown): undefined {
  if (!(error instanceof TieoutError)) {
    throw error;
  }
}

async function describeCharges(
  reader: Reader,
  staged: StagedFile,
  recognised: RecognisedCharges,
  mapping: Mapping | null,
): Promise<Inspection> {
  const { file } = recognised;
  const { recognition, plan, questions, sample } = file;
  return {
    file: staged.name,
    bytes: staged.bytes,
    format: recognition.format,
    confidence: recognition.confidence,
    dataset: "charge",
    reasons: [...recognition.reasons],
    columns: [...plan.matches],
    unmapped: plan.kept.map(({ name }) => name),
    ambiguous: questions.map((question) => ({ ...question })),
    sample: { header: [...plan.header], rows: shown(sample) },
    suggestedMapping: questions.length === 0 ? mapping : await suggestion(reader, file, mapping),
    findings: [],
    ...(addsBeside(recognised, staged.name) ? { comesFirst: true } : {}),
  };
}

/** A start the user confirms: the workspace's currency, and a date format that reads the column. */
async function suggestion(
  reader: Reader,
  { questions, plan }: RecognisedCharges["file"],
  mapping: Mapping | null,
): Promise<Mapping> {
  const asks = (column: string): boolean => questions.some((one) => one.column === column);
  const constants = asks("BillingCurrency")
    ? { BillingCurrency: await readWorkspaceCurrency(reader) }
    : {};
  const chargeStart = plan.matches.find(({ target }) => target === "charge_period_start");
  const columns =
    asks("BillingPeriodStart") && chargeStart !== undefined
      ? { BillingPeriodStart: chargeStart.source }
      : {};
  return Mapping.parse({
    tieout: 1,
    dataset: "charge",
    ...mapping,
    constants: { ...mapping?.constants, ...constants },
    columns: { ...mapping?.columns, ...columns },
  });
}

async function describeUnknown(
  staged: StagedFile,
  read: Partial<Reading>,
  refusal: string | null,
): Promise<Inspection> {
  const table = await describeTable(staged, read, []).catch(ofTable);
  const rows = table?.rows ?? [];
  const from = rows.find(({ line, cells }) =>
    read.headerRow === undefined ? cells.filter(isFilled).length > 1 : line === read.headerRow,
  );
  const { line: headerRow = null, cells: header = [] } = from ?? rows[0] ?? {};
  const below = rows.filter(({ line }) => line > (headerRow ?? 0)).map(({ cells }) => cells);
  const { message, remedy } = describeUnrecognised(staged.name, header);
  return {
    file: staged.name,
    bytes: staged.bytes,
    format: null,
    confidence: null,
    dataset: null,
    reasons: refusal === null ? [message, remedy] : [refusal],
    columns: [],
    unmapped: [...header],
    ambiguous: [],
    sample: { header: [...header], rows: shown(below) },
    suggestedMapping: null,
    findings: [],
    ...(table === undefined ? {} : { table: { ...table, headerRow } }),
  };
}

function isFilled(cell: string): boolean {
  return cell.trim() !== "";
}

function shown(rows: readonly (readonly string[])[]): string[][] {
  return rows.slice(0, SAMPLE_ROWS).map((row) => row.map((cell) => cell.slice(0, CELL_MAX)));
}
