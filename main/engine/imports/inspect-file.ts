import type { Inspection } from "../../../shared/contract/workspace.ts";
import { Mapping } from "../../../shared/domain/mapping.ts";
import { TieoutError } from "../../../shared/errors.ts";
import type { EngineContext } from "../context.ts";
import type { Reader } from "../database/database.ts";
import { type RecognisedCharges, recogniseChargeFile } from "./charge-file.ts";
import { inspectFinanceFile } from "./finance-inspect.ts";
import type { StagedFile } from "./loaded-file.ts";
import { detectDialect } from "./readers/detect-dialect.ts";
import { discardStaged, stageFile } from "./readers/stage-file.ts";
import { sampleText } from "./readers/text-sample.ts";
import { describeUnrecognised } from "./unrecognised-file.ts";
import { readWorkspaceCurrency } from "./workspace-currency.ts";

const SAMPLE_ROWS = 20;
const CELL_MAX = 200;

/**
 * What importing a file would do, without importing it. A file that nothing recognises is still
 * shown, so that the user can see why.
 */
export async function inspectFile(
  context: EngineContext,
  token: string,
  mapping: Mapping | undefined,
): Promise<Inspection> {
  const grant = context.files.open(token, "read");
  const staged = await stageFile(grant, context.folder, { encoding: mapping?.encoding });
  try {
    return await context.database.read((reader) => inspectStaged(reader, staged, mapping));
  } finally {
    await discardStaged(staged);
  }
}

async function inspectStaged(
  reader: Reader,
  staged: StagedFile,
  mapping: Mapping | undefined,
): Promise<Inspection> {
  try {
    const isOther = mapping !== undefined && mapping.dataset !== "charge";
    const charges = isOther ? null : await recogniseChargeFile(reader, staged, mapping ?? null);
    if (charges !== null) {
      return await describeCharges(reader, staged, charges, mapping ?? null);
    }
    const finance = await inspectFinanceFile(reader, staged, { mapping });
    return finance ?? (await describeUnknown(staged, null));
  } catch (error) {
    if (error instanceof TieoutError && error.shape.code === "format-not-recognised") {
      return describeUnknown(staged, `${error.shape.message} ${error.shape.remedy}`);
    }
    throw error;
  }
}

async function describeCharges(
  reader: Reader,
  staged: StagedFile,
  { file }: RecognisedCharges,
  mapping: Mapping | null,
): Promise<Inspection> {
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
    ambiguous: questions.map(({ column, question }) => ({ column, question })),
    sample: { header: [...plan.header], rows: shown(sample) },
    suggestedMapping: questions.length === 0 ? mapping : await suggestion(reader, file, mapping),
    findings: [],
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

async function describeUnknown(staged: StagedFile, refusal: string | null): Promise<Inspection> {
  const rows = staged.kind === "text" ? await firstRows(staged) : [];
  const [header = [], ...below] = rows;
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
  };
}

async function firstRows(staged: StagedFile): Promise<readonly (readonly string[])[]> {
  const { start } = await sampleText(staged, await detectDialect(staged.path));
  return start.slice(0, SAMPLE_ROWS + 1).map(({ cells }) => cells);
}

function shown(rows: readonly (readonly string[])[]): string[][] {
  return rows.slice(0, SAMPLE_ROWS).map((row) => row.map((cell) => cell.slice(0, CELL_MAX)));
}
